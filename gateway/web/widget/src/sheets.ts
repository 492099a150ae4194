// Gives a shadow root its styles without an inline style, which a page's policy may refuse.

import css from "./styles/chat.css";

let sheet: CSSStyleSheet | null = null;

export function dressRoot(root: ShadowRoot): void {
  if ("adoptedStyleSheets" in root) {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  // Browsers before 2023; where the policy forbids it the chat is plain, and works.
  const style = document.createElement("style");
  style.textContent = css;
  (root as ShadowRoot).append(style);
}
