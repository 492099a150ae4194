// Reads what a page asks for in attributes, of the element or, as data-*, of the script.

import { BASE } from "./host";

export interface Options {
  site: string;
  base: string;
  kind: "launcher" | "inline" | "full";
  language: string | null;
  position: string;
  accent?: string;
  onAccent?: string;
  title: string;
  starters: string[];
  remember: boolean;
  sms: string;
}

/** Attributes of the element that the script tag takes as data-*. */
export const SHARED = [
  "site",
  "language",
  "position",
  "accent",
  "on-accent",
  "title",
  "starters",
  "remember",
  "sms",
];

export function readOptions(element: HTMLElement): Options {
  const said = (name: string) =>
    (element.getAttribute(name) ?? element.getAttribute(`data-${name}`) ?? "").trim();
  const options: Options = {
    site: said("site"),
    base: said("base") || BASE,
    kind: element.hasAttribute("launcher")
      ? "launcher"
      : element.hasAttribute("full") || element.hasAttribute("data-layout")
        ? "full"
        : "inline",
    language: said("language") || null,
    position: said("position"),
    accent: said("accent"),
    onAccent: said("on-accent"),
    title: said("title"),
    starters: said("starters")
      .split(/[\s,]+/)
      .filter(Boolean),
    remember: said("remember") !== "false",
    sms: said("sms"),
  };
  // A title on an element would be a tooltip over the whole chat.
  element.removeAttribute("title");
  return options;
}
