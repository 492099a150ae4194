// What was said in this tab. It is in memory; in sessionStorage only where the site allows it.

import { randomId } from "./ids";
import type { Message } from "./types";

export class Conversation {
  id = randomId(24);
  messages: Message[] = [];
  private isKept = false;

  constructor(private readonly name: string) {}

  /** From now on a reload keeps it; what an earlier page of this tab kept comes back. */
  remember(): void {
    this.isKept = true;
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.name) ?? "null") as Conversation | null;
      if (kept && !this.messages.length) {
        this.id = kept.id;
        this.messages = kept.messages;
      }
    } catch {
      this.isKept = false; // A frame may have no storage; the tab's memory is enough.
    }
  }

  /** Writes what there is, without places. */
  keep(): void {
    if (!this.isKept) return;
    const messages = this.messages.map(({ location: _, ...message }) => message);
    try {
      sessionStorage.setItem(this.name, JSON.stringify({ id: this.id, messages }));
    } catch {
      this.isKept = false;
    }
  }

  /** Empties it; the next message begins another one. Returns the id that it had. */
  forget(): string {
    const { id } = this;
    this.id = randomId(24);
    this.messages = [];
    try {
      sessionStorage.removeItem(this.name);
    } catch {
      // Without storage nothing was kept.
    }
    return id;
  }
}
