// The element <amparo-chat>: what is inside of it is shown where this script never comes.

import { Chat } from "./chat";
import { ChatFrame } from "./frame";
import { readOptions } from "./options";
import { dressRoot } from "./sheets";

export const NAME = "amparo-chat";

export class AmparoChat extends HTMLElement {
  private chat: Chat | null = null;
  private frame: ChatFrame | null = null;

  static get observedAttributes(): string[] {
    return ["language"];
  }

  connectedCallback(): void {
    if (this.chat) return; // It was only moved.
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    dressRoot(shadow);
    this.chat = new Chat(readOptions(this));
    this.frame = this.chat.frame = new ChatFrame(this.chat, this, shadow);
    this.frame.dress();
    this.frame.panel.build();
    void this.chat.start();
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.chat?.stop();
      this.frame?.end();
      this.chat = this.frame = null;
    });
  }

  attributeChangedCallback(_: string, before: string | null, now: string | null): void {
    if (this.chat && now && now !== before) void this.chat.speak(now);
  }
}
