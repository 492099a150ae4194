// Prints a conversation and not the page around it, by a frame that is gone afterwards.

import { make } from "./dom";
import { textOf } from "./pieces";
import { PIN } from "./place";
import css from "./styles/print.css";
import type { Message, Part } from "./types";
import type { Words } from "./words";

const MOST_MINUTES = 10;
let frame: HTMLIFrameElement | null = null;

export interface Sheet {
  title: string;
  notice: string;
  language: string;
  direction: string;
  messages: readonly Message[];
}

export function print(sheet: Sheet, words: Words): void {
  clear();
  const made = make("iframe", { "aria-hidden": "true", tabindex: -1, title: sheet.title });
  frame = made;
  made.style.setProperty("position", "fixed");
  made.style.setProperty("inset", "auto 100% 100% auto");
  made.style.setProperty("border", "0");
  document.body.append(made);
  const inside = made.contentWindow as Window & typeof globalThis;
  fill(inside, sheet, words);
  const gone = () => made === frame && clear();
  inside.addEventListener("afterprint", gone);
  // Some browsers never tell that they have printed.
  setTimeout(gone, MOST_MINUTES * 60_000);
  inside.focus();
  inside.print();
}

/** Takes the frame away, with what it holds. */
export function clear(): void {
  frame?.remove();
  frame = null;
}

function fill(inside: Window & typeof globalThis, sheet: Sheet, words: Words): void {
  const page = inside.document;
  const style = new inside.CSSStyleSheet();
  style.replaceSync(css);
  page.adoptedStyleSheets = [style];
  page.title = sheet.title;
  page.documentElement.lang = sheet.language;
  page.documentElement.dir = sheet.direction;
  page.body.append(
    make("h1", {}, sheet.title),
    make("p", { class: "notice" }, sheet.notice),
    ...sheet.messages.flatMap((message) => [
      make("p", { class: "own", dir: "auto" }, `${words("you")}: ${textSent(message, words)}`),
      ...message.parts.flatMap((part) => said(part, words)),
    ]),
  );
}

function textSent(message: Message, words: Words): string {
  return message.text === PIN ? words("place_sent") : message.text;
}

/** Addresses are written out: on paper nobody taps them. */
function said(part: Part, words: Words): HTMLElement[] {
  const of = { lang: part.language, dir: part.direction };
  const lines: HTMLElement[] = [make("p", { class: part.kind, ...of }, textOf(part))];
  const told = [part.status && `${words("status")}: ${part.status}`, part.as_of].filter(Boolean);
  const sources = (part.sources ?? []).map((s) => make("li", {}, `${s.org}, ${s.title} ${s.url}`));
  if (told.length) lines.push(make("p", { class: "status", ...of }, told.join(", ")));
  if (sources.length) lines.push(make("ul", { "aria-label": words("sources") }, ...sources));
  return lines;
}
