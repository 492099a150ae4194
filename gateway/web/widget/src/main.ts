// Where the file begins: defines the element once, and makes a launcher if the script asks for one.

import { AmparoChat, NAME } from "./element";
import { BASE, SCRIPT } from "./host";
import { SHARED } from "./options";

function launch(script: HTMLScriptElement): void {
  const site = script.getAttribute("data-site") ?? "";
  const alike = document.querySelectorAll(`${NAME}[launcher]`);
  if ([...alike].some((element) => element.getAttribute("site") === site)) return;
  const element = document.createElement(NAME);
  for (const name of SHARED) {
    const value = script.getAttribute(`data-${name}`);
    if (value !== null) element.setAttribute(name, value);
  }
  element.setAttribute("base", BASE);
  element.setAttribute("launcher", "");
  document.body.append(element);
}

if (!customElements.get(NAME)) customElements.define(NAME, AmparoChat);
if (SCRIPT?.hasAttribute("data-site")) {
  const begin = () => launch(SCRIPT!);
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
}
