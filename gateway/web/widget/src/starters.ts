// The situations that people most often ask about, as buttons that ask.

import { button, make } from "./dom";
import type { Chat } from "./chat";
import type { Starter } from "./types";

export function startersOf(chat: Chat): HTMLElement | null {
  const chosen = choose(chat.settings?.starters ?? [], chat.options.starters);
  if (!chosen.length) return null;
  const buttons = chosen.map(({ label, text }) => button("starter", label, () => chat.say(text)));
  const heading = make("h3", { id: "start" }, chat.words("start"));
  return make(
    "div",
    { class: "starters", role: "group", "aria-labelledby": "start" },
    heading,
    ...buttons,
  );
}

/** Those that the page names, in its order; all of the site where it names none. */
function choose(starters: readonly Starter[], wished: readonly string[]): Starter[] {
  if (!wished.length) return [...starters];
  return wished.flatMap((id) => starters.filter((starter) => starter.id === id));
}
