// What can be done with a reply: read it aloud, print it, show the card, go on, share a place.

import { hasCard, showCard } from "./card";
import { button, icon, ICONS, make } from "./dom";
import { PIN, whereabouts } from "./place";
import { print } from "./print";
import { canSpeak, hush, speak } from "./speak";
import type { Chat } from "./chat";
import type { Message } from "./types";

export function replyActions(chat: Chat, message: Message): HTMLElement[] {
  const of = { lang: chat.language, dir: chat.direction, "aria-live": "off" };
  return [
    make(
      "div",
      { class: "actions", ...of },
      card(chat, message),
      aloud(chat, message),
      printed(chat, message),
    ),
    ...next(chat, message).map((element) => make("div", { class: "next", ...of }, element)),
  ];
}

function card(chat: Chat, message: Message): HTMLElement | null {
  const press = () => showCard(message, chat.words, chat.root);
  return hasCard(message) ? button("show", chat.words("card"), press) : null;
}

function aloud(chat: Chat, message: Message): HTMLElement | null {
  if (!canSpeak(message.parts[0]?.language ?? chat.language)) return null;
  let isSpeaking = false;
  const set = (on: boolean) => {
    isSpeaking = on;
    control.textContent = chat.words(on ? "read_stop" : "read");
  };
  const control = button("small", chat.words("read"), () => {
    if (isSpeaking) return hush();
    speak(message.parts, () => set(false));
    set(true);
  });
  return control;
}

function printed(chat: Chat, message: Message): HTMLElement {
  return button("small", chat.words("print"), () => print(chat.sheet([message]), chat.words));
}

function next(chat: Chat, message: Message): HTMLElement[] {
  const { suggestions = [], asks_place } = message.done!;
  const made: HTMLElement[] = [];
  if (asks_place && navigator.geolocation) made.push(...place(chat));
  if (suggestions.length) {
    const buttons = suggestions.map(({ label, send }) =>
      button("choice", label, () => chat.say(send)),
    );
    made.push(make("div", { role: "group", "aria-label": chat.words("suggestions") }, ...buttons));
  }
  return made;
}

function place(chat: Chat): HTMLElement[] {
  const share = button("choice", icon(ICONS.place), async () => {
    chat.tell(chat.words("place_asking"));
    try {
      chat.say(PIN, await whereabouts());
    } catch (error) {
      chat.tell(chat.words((error as Error).message));
    }
  });
  share.append(chat.words("place"));
  return [share, make("p", { class: "quiet" }, chat.words("place_note"))];
}
