// Where a person writes: a field with its label, what is left of it, and the button that sends.

import { button, icon, ICONS, make, unseen } from "./dom";
import type { Chat } from "./chat";

const MOST = 2000;
const TOLD_FROM = 200;

export class Composer {
  readonly element: HTMLFormElement;
  private readonly field: HTMLTextAreaElement;
  private readonly left = make("span", { class: "quiet left" });

  constructor(private readonly chat: Chat) {
    const { words } = chat;
    this.field = make("textarea", {
      rows: 2,
      dir: "auto",
      maxlength: MOST,
      placeholder: words("hint"),
      enterkeyhint: "send",
      autocomplete: "off",
      input: () => this.written(),
      keydown: (event) => this.pressed(event as KeyboardEvent),
    });
    const send = button("send", icon(ICONS.send), () => {}, { type: "submit" });
    send.append(unseen(words("send")));
    send.title = words("send");
    const label = make("label", {}, unseen(words("field")), this.field);
    this.element = make(
      "form",
      { class: "composer", submit: (e) => this.send(e) },
      label,
      this.left,
      send,
    );
    this.write(chat.draft);
  }

  /** Puts a text into the field. */
  write(text: string): void {
    this.field.value = text;
    this.written();
  }

  focus(): void {
    this.field.focus({ preventScroll: true });
  }

  private written(): void {
    this.chat.draft = this.field.value;
    const rest = MOST - this.field.value.length;
    this.left.textContent = rest < TOLD_FROM ? `${this.chat.words("left")}: ${rest}` : "";
  }

  private pressed(event: KeyboardEvent): void {
    // While letters are being composed Enter chooses among them.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.element.requestSubmit();
  }

  private send(event: Event): void {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) return this.focus();
    this.write("");
    this.chat.say(text);
  }
}
