// Puts the parts of the chat together and keeps them up to what happens; it decides nothing.

import { Composer } from "./composer";
import { make } from "./dom";
import { headerOf } from "./header";
import { Log } from "./log";
import { startersOf } from "./starters";
import { troubleOf } from "./trouble";
import type { Chat } from "./chat";
import type { Message } from "./types";

export class Panel {
  private readonly status = make("div", { class: "status", role: "status" });
  private scroller!: HTMLElement;
  private log!: Log;
  private composer!: Composer;
  private starters: HTMLElement | null = null;
  private trouble: HTMLElement | null = null;

  constructor(
    private readonly chat: Chat,
    private readonly ground: HTMLElement,
    private readonly close: (() => void) | null,
  ) {}

  /** Builds everything anew, as in another language; what is being written and the focus stay. */
  build(): void {
    const { chat } = this;
    const focused = this.focused();
    const label = chat.words("conversation");
    this.trouble = null;
    this.scroller = make("div", {
      class: "scroll",
      tabindex: 0,
      role: "group",
      "aria-label": label,
    });
    this.starters = chat.conversation.messages.length ? null : startersOf(chat);
    const notice = chat.settings && make("p", { class: "notice" }, chat.settings.notice);
    this.scroller.append(...[notice, this.starters].filter((it) => it !== null));
    this.composer = new Composer(chat);
    this.ground.replaceChildren(
      ...headerOf(chat, this.close),
      this.scroller,
      this.status,
      ...(chat.settings ? [this.composer.element] : []),
    );
    this.log = new Log(chat, this.scroller);
    this.scroller.append(this.log.element);
    if (chat.refusal) this.fail(chat.refusal.code, chat.refusal.retry);
    if (focused) this.ground.querySelector<HTMLElement>(focused)?.focus();
  }

  show(message: Message): void {
    if (this.starters) {
      this.leaveFor(this.starters);
      this.starters = null;
    }
    this.log.show(message);
  }

  drop(message: Message): void {
    this.log.drop(message);
  }

  tell(words: string): void {
    this.keepEnd(() => (this.status.textContent = words));
  }

  /** Shows what to do while we cannot be reached; nothing takes it away again. */
  fail(code: string | null, retry?: () => void): void {
    this.trouble?.remove();
    this.trouble = code ? troubleOf(this.chat, code, retry) : null;
    if (this.trouble) this.scroller.append(this.trouble);
    if (this.trouble) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  write(text: string): void {
    this.composer.write(text);
    this.composer.focus();
  }

  /** Where the focus goes when the chat opens: to what can be written or read. */
  focus(): void {
    const first = this.chat.settings && !this.starters ? "textarea" : ".scroll";
    this.ground.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
  }

  /** The focus does not vanish with what had it. */
  leaveFor(gone: HTMLElement): void {
    const active = this.active();
    if (active && gone.contains(active)) this.scroller.focus({ preventScroll: true });
    gone.remove();
  }

  /** Whoever sees the end of the conversation sees it afterwards too. */
  private keepEnd(change: () => void): void {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    change();
    if (scrollHeight - scrollTop - clientHeight < 8) this.scroller.scrollTop = scrollHeight;
  }

  private active(): Element | null {
    return (this.ground.getRootNode() as ShadowRoot).activeElement;
  }

  private focused(): string {
    const active = this.active();
    if (!active || !this.ground.contains(active)) return "";
    return active.className ? `.${active.className.split(" ").pop()}` : active.localName;
  }
}
