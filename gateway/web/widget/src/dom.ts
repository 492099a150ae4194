// Makes elements from tags, attributes and text; it never takes markup and sets no style attribute.

export type Child = Node | string | null | undefined | false;
type Value = string | number | boolean | null | undefined | ((event: Event) => void);

const SVG = "http://www.w3.org/2000/svg";

/** An element; a function among the attributes listens to the event of that name. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

export function button(
  kind: string,
  label: Child,
  press: (event: Event) => void,
  attributes: Record<string, Value> = {},
): HTMLButtonElement {
  return make("button", { type: "button", class: kind, click: press, ...attributes }, label);
}

/** Words for screen readers alone. */
export function unseen(words: string): HTMLElement {
  return make("span", { class: "unseen" }, words);
}

/** A drawing of one path in a square of 24. */
export function icon(path: string): SVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("class", "icon");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

export const ICONS = {
  chat: "M4 4h16v12H9l-5 4z",
  close: "M5 5l14 14M19 5L5 19",
  leave: "M10 4H4v16h6M9 12h12M16 7l5 5-5 5",
  place:
    "M12 21c-4-5-7-8-7-12a7 7 0 0 1 14 0c0 4-3 7-7 12z" +
    "M9.5 9a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0",
  menu: "M4 6h16M4 12h16M4 18h16",
  send: "M12 20V5M5 11l7-7 7 7",
};
