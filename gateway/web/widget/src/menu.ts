// What is needed less often: erase, print the whole, numbers to call, how leaving works.

import { button, icon, ICONS, make } from "./dom";
import { phone, shown } from "./pieces";
import { print } from "./print";
import type { Chat } from "./chat";

export function menuOf(chat: Chat): HTMLElement[] {
  const { words } = chat;
  const box = make("div", { class: "menu", id: "menu", hidden: true });
  const toggle = button("tool more", icon(ICONS.menu), () => open(!!box.hidden), {
    "aria-label": words("menu"),
    "aria-expanded": "false",
    "aria-controls": "menu",
  });
  const open = (on: boolean): void => {
    box.hidden = !on;
    toggle.setAttribute("aria-expanded", String(on));
  };
  const item = (label: string, press: () => void) =>
    button("item", label, () => {
      open(false);
      toggle.focus();
      press();
    });
  box.append(
    item(words("erase"), () => void chat.erase()),
    item(words("print_all"), () => print(chat.sheet(chat.conversation.messages), words)),
    ...phones(chat),
    make("p", { class: "quiet" }, words("leave_note")),
  );
  return [toggle, box];
}

/** The numbers that help without us; none before the settings are there. */
export function phones(chat: Chat): HTMLElement[] {
  const { settings, smsNumber, words } = chat;
  const lines = settings?.help
    ? [make("p", { class: "help" }, ...shown(settings.help.pieces, words("new_tab")))]
    : [];
  if (smsNumber) {
    lines.unshift(make("p", {}, `${words("text_us")}: `, phone(`sms:${smsNumber}`, smsNumber)));
  }
  return lines.length ? [make("h3", {}, words("phones")), ...lines] : [];
}
