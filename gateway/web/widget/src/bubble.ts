// One message of the conversation as it is seen: what was sent, its state, and its reply.

import { button, make, unseen } from "./dom";
import { partOf } from "./part";
import { PIN } from "./place";
import { wordsFor } from "./problems";
import { replyActions } from "./reply_actions";
import type { Chat } from "./chat";
import type { Message } from "./types";

export class Bubble {
  readonly own: HTMLElement;
  private readonly state = make("p", { class: "state", "aria-live": "off" });
  private reply: HTMLElement | null = null;
  private partsShown = 0;
  private isWhole = false;

  constructor(
    private readonly chat: Chat,
    readonly message: Message,
    list: HTMLElement,
  ) {
    const said = make("p", { class: "said" }, unseen(`${chat.words("you")}: `), this.words());
    this.own = make("li", { class: "own", lang: message.language, dir: "auto" }, said, this.state);
    list.append(this.own);
    this.update();
  }

  /** Shows what is new, and returns whether anything is; what is there is not read out again. */
  update(): boolean {
    this.showState();
    const { parts, done } = this.message;
    const before = this.partsShown;
    for (; this.partsShown < parts.length; this.partsShown++) {
      const { words, say } = this.chat;
      this.ground().append(partOf(parts[this.partsShown]!, words, say));
    }
    if (done && !this.isWhole && parts.length) {
      this.isWhole = true;
      this.ground().append(...replyActions(this.chat, this.message));
      return true;
    }
    return this.partsShown > before;
  }

  /** Takes away what can be tapped for the latest reply alone. */
  age(): void {
    this.reply?.querySelectorAll<HTMLButtonElement>(".once").forEach((it) => (it.disabled = true));
    this.reply?.querySelectorAll(".next").forEach((it) => it.remove());
  }

  private words(): string {
    const { text } = this.message;
    return text === PIN ? this.chat.words("place_sent") : text;
  }

  private ground(): HTMLElement {
    if (this.reply) return this.reply;
    const { language } = this.message.parts[0]!;
    this.reply = make("li", {
      class: "reply",
      lang: language,
      dir: this.message.parts[0]!.direction,
    });
    this.reply.append(unseen(`${this.chat.words("answer")}: `));
    this.own.after(this.reply);
    return this.reply;
  }

  private showState(): void {
    const { words } = this.chat;
    const { state, problem } = this.message;
    this.own.classList.toggle("failed", state === "failed");
    this.state.lang = this.chat.language;
    this.state.dir = this.chat.direction;
    this.state.replaceChildren(words(`state_${state}`));
    if (state === "failed")
      this.state.append(". ", words(wordsFor(problem ?? "")), " ", this.again());
  }

  /** A text that cannot be sent as it is goes back into the field. */
  private again(): HTMLElement {
    const change = ["too_long", "invalid"].includes(this.message.problem ?? "");
    const { chat, message } = this;
    return change
      ? button("small", chat.words("change"), () => chat.change(message))
      : button("small", chat.words("retry"), () => chat.retry(message));
  }
}
