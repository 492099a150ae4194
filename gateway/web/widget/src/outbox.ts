// Sends messages one after another, in order, until each is answered or refused for good.

import { Problem } from "./problems";
import type { Message } from "./types";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
const FAILURES_UNTIL_LASTING = 2;

export type Trouble = "offline" | "busy";

interface Events {
  changed(message: Message): void;
  /** A message waits; whether it is for long, as after a silence or several failures. */
  trouble(kind: Trouble, isLasting: boolean): void;
  again(): void;
}

export class Outbox {
  private waiting: Message[] = [];
  private isSending = false;
  private wake: (() => void) | null = null;
  private leaving = new AbortController();

  constructor(
    private readonly send: (message: Message, leave: AbortSignal) => Promise<void>,
    private readonly events: Events,
  ) {}

  add(message: Message): void {
    this.waiting.push(message);
    void this.run();
  }

  /** Tries at once, as when the connection has come back. */
  now = (): void => this.wake?.();

  /** Drops everything, that which is under way too. */
  empty(): void {
    this.waiting = [];
    this.leaving.abort();
    this.leaving = new AbortController();
    this.wake?.();
  }

  private async run(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    for (let message; (message = this.waiting[0]);) {
      await this.deliver(message);
      if (this.waiting[0] === message) this.waiting.shift();
    }
    this.isSending = false;
  }

  private async deliver(message: Message): Promise<void> {
    const leave = this.leaving.signal;
    for (let count = 1; !leave.aborted; count++) {
      try {
        this.becomes(message, "sending");
        return await this.send(message, leave);
      } catch (error) {
        if (leave.aborted) return;
        if (error instanceof Problem && error.isFinal) return this.refused(message, error);
        await this.pause(message, error, count);
      }
      if (!leave.aborted) this.events.again();
    }
  }

  private refused(message: Message, problem: Problem): void {
    message.problem = problem.code;
    this.becomes(message, "failed");
  }

  private becomes(message: Message, state: Message["state"]): void {
    message.state = state;
    this.events.changed(message);
  }

  private async pause(message: Message, error: unknown, count: number): Promise<void> {
    const busy = error instanceof Problem && error.status === 429;
    const told = error instanceof Problem ? error.after * 1000 : 0;
    const longest = Math.min(FIRST_PAUSE * 2 ** (count - 1), LONGEST_PAUSE);
    this.becomes(message, "waiting");
    const isLasting = count >= FAILURES_UNTIL_LASTING || (error as Error).name === "AbortError";
    this.events.trouble(busy ? "busy" : "offline", isLasting);
    // Half of the pause is by chance, or all tabs would come back in the same moment.
    const pause = told || longest * (0.5 + Math.random() / 2);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.wake = () => {
        // What the gateway asks for holds, whatever the connection does.
        if (told && !this.leaving.signal.aborted && this.waiting.length) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = null;
  }
}
