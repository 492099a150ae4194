// What a person can do when we cannot be reached: the words for it, 911 and the other numbers.

import { button, make } from "./dom";
import { phones } from "./menu";
import { phone, shown } from "./pieces";
import { OF_THE_SITE, wordsFor } from "./problems";
import type { Chat } from "./chat";

/** `retry` is left out where the same would come of it. */
export function troubleOf(chat: Chat, code: string, retry?: () => void): HTMLElement {
  const { words } = chat;
  const ofTheSite = OF_THE_SITE.includes(code);
  const pieces = ofTheSite ? null : chat.settings?.trouble?.pieces;
  const told = pieces ?? [{ text: words(ofTheSite ? wordsFor(code) : "trouble") }];
  return make(
    "div",
    { class: "trouble" },
    make("p", {}, ...shown(told, words("new_tab"))),
    make("p", { class: "call" }, phone("tel:911", "911")),
    ...phones(chat),
    retry && button("choice", words("retry"), retry),
  );
}
