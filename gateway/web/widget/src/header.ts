// The top of the chat: its title, the way out, the language and the size of the letters.

import { button, icon, ICONS, make, unseen } from "./dom";
import { menuOf } from "./menu";
import type { Chat } from "./chat";

const SIZES = [100, 125, 150];

export function headerOf(chat: Chat, close: (() => void) | null): HTMLElement[] {
  const { words } = chat;
  const leave = button("leave", icon(ICONS.leave), () => chat.leave());
  leave.append(words("leave"));
  const shut =
    close && button("plain shut", icon(ICONS.close), close, { "aria-label": words("close") });
  return [
    make("header", {}, make("h2", { id: "title" }, chat.title), leave, shut),
    make("div", { class: "tools" }, languages(chat), larger(chat), ...menuOf(chat)),
  ];
}

/** Every language by its own name, so that those who read only it find it. */
function languages(chat: Chat): HTMLElement {
  const select = make("select", {
    class: "languages",
    change: () => void chat.speak(select.value),
  });
  for (const { tag, name, direction } of chat.offered) {
    const option = make("option", { value: tag, lang: tag, dir: direction }, name);
    option.selected = tag === chat.language;
    select.append(option);
  }
  return make("label", {}, unseen(chat.words("language")), select);
}

function larger(chat: Chat): HTMLElement {
  const label = unseen("");
  const show = () => (label.textContent = `${chat.words("larger")}, ${chat.size} %`);
  const control = button("tool larger", make("span", { dir: "ltr" }, "A+"), () => {
    const at = SIZES.indexOf(chat.size);
    chat.resize(SIZES[(at + 1) % SIZES.length]!);
    show();
  });
  show();
  control.append(label);
  control.title = chat.words("larger");
  return control;
}
