// The outside of a chat: a button with a panel, or a box in the page. What is said is not its own.

import { readable } from "./colors";
import { button, icon, ICONS, make, unseen } from "./dom";
import { listenForEscape } from "./escape";
import { Panel } from "./panel";
import type { Chat, Frame } from "./chat";

const OURS = { accent: "#1d4f91", on_accent: "#ffffff" };
const NARROW = "(max-width: 480px), (max-height: 480px)";
const PLACES = ["top", "bottom", "left", "right", "start", "end"];

export class ChatFrame implements Frame {
  readonly root: HTMLElement;
  readonly panel: Panel;
  private readonly box: HTMLElement;
  private readonly opener: HTMLButtonElement | null = null;
  private readonly dialog: HTMLDialogElement | null = null;
  private readonly ends: (() => void)[];

  constructor(
    private readonly chat: Chat,
    private readonly host: HTMLElement,
    shadow: ShadowRoot,
  ) {
    const { kind, position } = chat.options;
    const places = position.split("-").filter((place) => PLACES.includes(place));
    this.root = make("div", { class: ["root", kind, ...places].join(" ") });
    if (kind === "launcher") {
      this.opener = button("opener", null, this.toggle, { "aria-haspopup": "dialog" });
      this.dialog = make("dialog", {
        class: "panel",
        "aria-labelledby": "title",
        close: this.closed,
      });
      this.root.append(this.opener, this.dialog);
    }
    this.box = this.dialog ?? make("section", { class: "panel", "aria-labelledby": "title" });
    if (!this.dialog) this.root.append(this.box);
    this.panel = new Panel(chat, this.box, this.dialog ? this.close : null);
    shadow.append(this.root);
    this.ends = [listenForEscape(this), this.followKeyboard()];
  }

  dress(): void {
    const { chat, root } = this;
    const { accent, onAccent } = chat.options;
    const site = chat.settings?.colors ?? OURS;
    const colors = readable({ accent, on_accent: onAccent || site.on_accent }, site);
    root.lang = chat.language;
    root.dir = chat.direction;
    root.style.setProperty("--accent", colors.accent);
    root.style.setProperty("--on-accent", colors.on_accent);
    root.style.setProperty("--size", String(chat.size / 100));
    this.opener?.replaceChildren(icon(ICONS.chat), chat.title, unseen(` (${chat.words("open")})`));
  }

  cover(): void {
    const cover = make("dialog", { class: "cover" });
    this.root.append(cover);
    cover.showModal();
  }

  end(): void {
    this.ends.forEach((end) => end());
    this.root.remove();
  }

  isMeant(event: KeyboardEvent): boolean {
    const isInside = event.composedPath().includes(this.host);
    return this.dialog ? this.dialog.open : isInside || this.chat.conversation.messages.length > 0;
  }

  close = (): boolean => {
    const card = this.root.querySelector<HTMLDialogElement>("dialog.card");
    const open = card ?? (this.dialog?.open ? this.dialog : null);
    open?.close();
    return !!open;
  };

  leave(): void {
    this.chat.leave();
  }

  private toggle = (): void => {
    const { dialog } = this;
    if (!dialog || dialog.open) return void this.close();
    // A panel that covers the page keeps the focus; beside the page it does not.
    if (matchMedia(NARROW).matches) dialog.showModal();
    else dialog.show();
    this.opener!.setAttribute("aria-expanded", "true");
    this.panel.focus();
  };

  private closed = (): void => {
    this.opener!.setAttribute("aria-expanded", "false");
    this.opener!.focus();
  };

  /** On a phone the panel ends where the keyboard begins. */
  private followKeyboard(): () => void {
    const seen = window.visualViewport;
    const follow = () => this.root.style.setProperty("--seen", `${seen!.height}px`);
    seen?.addEventListener("resize", follow);
    return () => seen?.removeEventListener("resize", follow);
  }
}
