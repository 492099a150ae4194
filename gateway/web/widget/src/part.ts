// Makes one part of a reply: text, a choice to tap, an organization, a line of a card.

import { button, make } from "./dom";
import { shown, textOf } from "./pieces";
import { sourcesOf } from "./sources";
import type { Part } from "./types";
import type { Words } from "./words";

export type Say = (text: string) => void;

export function partOf(part: Part, words: Words, say: Say): HTMLElement {
  const of = { lang: part.language, dir: part.direction };
  const content = shown(part.pieces, words("new_tab"));
  if (part.send) {
    const send = part.send;
    return make(
      "div",
      of,
      button("choice once", textOf(part), () => say(send)),
    );
  }
  return make(
    "div",
    { class: `part ${part.kind}`, ...of },
    make("p", {}, ...content),
    sourcesOf(part, words),
  );
}
