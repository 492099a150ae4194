// The conversation as a list that screen readers read out as it grows.

import { Bubble } from "./bubble";
import { make } from "./dom";
import type { Chat } from "./chat";
import type { Message } from "./types";

const GAP = 8;

export class Log {
  readonly element: HTMLElement;
  private readonly list = make("ul", { class: "messages" });
  private readonly bubbles = new Map<string, Bubble>();

  constructor(
    private readonly chat: Chat,
    private readonly scroller: HTMLElement,
  ) {
    const label = chat.words("conversation");
    this.element = make(
      "div",
      { role: "log", "aria-live": "polite", "aria-label": label },
      this.list,
    );
    chat.conversation.messages.forEach((message) => this.show(message));
  }

  show(message: Message): void {
    const known = this.bubbles.get(message.id);
    if (known) {
      if (known.update()) this.scrollTo(known.own);
      return;
    }
    this.bubbles.forEach((bubble) => bubble.age());
    const bubble = new Bubble(this.chat, message, this.list);
    this.bubbles.set(message.id, bubble);
    this.scrollTo(bubble.own);
  }

  drop(message: Message): void {
    this.bubbles.get(message.id)?.own.remove();
    this.bubbles.delete(message.id);
  }

  /** Shows a message with as much of its reply as there is room for, from its beginning. */
  private scrollTo(element: HTMLElement): void {
    const top = element.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
    this.scroller.scrollTop += top - GAP;
  }
}
