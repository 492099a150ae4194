// Shows a card to an officer: English in large black letters on white, the person's words below.

import { button, icon, ICONS, make } from "./dom";
import { textOf } from "./pieces";
import type { Message, Part } from "./types";
import type { Words } from "./words";

export function hasCard(message: Message): boolean {
  return message.parts.some((part) => part.kind === "card");
}

export function showCard(message: Message, words: Words, around: HTMLElement): void {
  const cards = message.parts.filter((part) => part.kind === "card");
  const english = cards.filter((part) => part.language === "en");
  const own = cards.filter((part) => part.language !== "en");
  const lead = message.parts.filter((part) => part.say === "card.lead");
  const dialog = make("dialog", { class: "card", "aria-label": words("card_title") });
  const close = button("plain shut", icon(ICONS.close), () => dialog.close(), {
    "aria-label": words("close"),
  });
  dialog.append(
    close,
    ...lines(lead, "lead"),
    ...lines(english.length ? english : own, "large"),
    ...(english.length ? lines(own, "own") : []),
  );
  // The focus goes back to where it was; the browser does that for a modal dialog.
  dialog.addEventListener("close", () => dialog.remove());
  around.append(dialog);
  dialog.showModal();
}

function lines(parts: readonly Part[], kind: string): HTMLElement[] {
  return parts.map((p) =>
    make("p", { class: kind, lang: p.language, dir: p.direction }, textOf(p)),
  );
}
