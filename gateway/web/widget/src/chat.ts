// One chat of a page: what was said, in which language, and what follows from what happens.

import { hasCard, showCard } from "./card";
import { Conversation } from "./conversation";
import { ask, forget } from "./gateway";
import { randomId } from "./ids";
import { lookUp } from "./languages";
import { leaveFor } from "./leave";
import { builtIn, BUILT_IN } from "./offline";
import { Outbox } from "./outbox";
import { clear, type Sheet } from "./print";
import { OF_THE_SITE, Problem } from "./problems";
import { fetchSettings, settingsInPage } from "./settings";
import { hush } from "./speak";
import { wordsOf, type Words } from "./words";
import type { Options } from "./options";
import type { Panel } from "./panel";
import type { Direction, Message, Offered, Point, Settings } from "./types";

const LEAVE_TO = "https://www.weather.gov/";

/** What the element around a chat does for it. */
export interface Frame {
  panel: Panel;
  /** What stays when the panel is built anew. */
  root: HTMLElement;
  /** Language, colours or size have changed. */
  dress(): void;
  /** Nothing of the page is to be seen any more. */
  cover(): void;
}

/** Every chat of the page: whoever leaves, leaves all. */
const chats = new Set<Chat>();

export class Chat {
  settings: Settings | null = null;
  refusal: { code: string; retry?: () => void } | null = null;
  language: string;
  size = 100;
  draft = "";
  frame!: Frame;
  readonly conversation: Conversation;
  private readonly outbox: Outbox;

  constructor(readonly options: Options) {
    const wishes = options.language ? [options.language] : navigator.languages;
    this.language = lookUp(wishes, BUILT_IN) ?? lookUp(navigator.languages, BUILT_IN) ?? "en";
    const alike = [...chats].filter((chat) => chat.options.site === options.site).length;
    this.conversation = new Conversation(`amparo-chat:${options.site}:${alike}`);
    this.outbox = new Outbox(
      (message, leave) => ask(options, this.conversation.id, message, this.changed, leave),
      {
        changed: this.changed,
        trouble: (kind, isLasting) => {
          this.tell(this.words(kind));
          if (isLasting && kind === "offline") this.frame.panel.fail("unavailable");
        },
        again: () => this.tell(this.words("again")),
      },
    );
  }

  words: Words = (id) => wordsOf(this.settings, this.language)(id);

  get title(): string {
    return this.options.title || this.settings?.title || this.words("title");
  }

  get direction(): Direction {
    return this.settings?.direction ?? builtIn(this.language).direction;
  }

  get offered(): Offered[] {
    const own = BUILT_IN.map((tag) => ({ tag, ...builtIn(tag) }));
    return this.settings?.languages ?? own;
  }

  get smsNumber(): string {
    return this.settings?.sms_number || this.options.sms;
  }

  get root(): HTMLElement {
    return this.frame.root;
  }

  async start(): Promise<void> {
    chats.add(this);
    window.addEventListener("online", this.online);
    const inPage = this.options.kind === "full" ? settingsInPage(this.options.site) : null;
    if (inPage) this.take(inPage);
    else await this.speak(this.language);
  }

  stop(): void {
    chats.delete(this);
    window.removeEventListener("online", this.online);
    this.outbox.empty();
    hush();
  }

  /** Changes the language; where its words do not come, those that are built in have to do. */
  async speak(tag: string): Promise<void> {
    this.language = tag;
    try {
      const settings = await fetchSettings(this.options.base, this.options.site, tag);
      if (this.language === tag) this.take(settings);
    } catch (error) {
      if (this.language === tag) this.refused(error);
    }
  }

  say = (text: string, location?: Point): void => {
    const { language } = this;
    const message: Message = {
      id: randomId(12),
      text,
      language,
      location,
      state: "waiting",
      parts: [],
    };
    this.conversation.messages.push(message);
    this.frame.panel.show(message);
    this.tell(this.words("waiting"));
    this.outbox.add(message);
  };

  retry(message: Message): void {
    message.state = "waiting";
    this.changed(message);
    this.outbox.add(message);
  }

  /** Takes a message back into the field. */
  change(message: Message): void {
    const { messages } = this.conversation;
    messages.splice(messages.indexOf(message), 1);
    this.frame.panel.drop(message);
    this.conversation.keep();
    this.frame.panel.write(message.text);
  }

  async erase(): Promise<void> {
    const id = this.empty();
    this.frame.panel.build();
    const isConfirmed = await forget(this.options, id);
    this.tell(this.words(isConfirmed ? "erased" : "erase_unsure"));
  }

  /** Empties every chat of the page, has them forgotten and goes to a neutral page. */
  leave(): void {
    this.frame.cover();
    for (const chat of chats) {
      const id = chat.empty();
      chat.frame.panel.build();
      void forget(chat.options, id);
    }
    leaveFor(this.settings?.leave_to || LEAVE_TO);
  }

  resize(size: number): void {
    this.size = size;
    this.frame.dress();
  }

  tell(words: string): void {
    this.frame.panel.tell(words);
  }

  sheet(messages: readonly Message[]): Sheet {
    const { title, language, direction } = this;
    return { title, notice: this.settings?.notice ?? "", language, direction, messages };
  }

  private online = (): void => {
    if (!this.settings && this.refusal?.retry) this.refusal.retry();
    this.outbox.now();
  };

  private empty(): string {
    this.outbox.empty();
    this.draft = "";
    hush();
    clear();
    this.root.querySelector<HTMLDialogElement>("dialog.card")?.close();
    this.tell("");
    return this.conversation.forget();
  }

  private take(settings: Settings): void {
    const isFirst = !this.settings;
    this.settings = settings;
    this.language = settings.language;
    this.refusal = null;
    if (isFirst && settings.remember && this.options.remember) this.conversation.remember();
    this.frame.dress();
    this.frame.panel.build();
    if (isFirst) this.conversation.messages.filter(isUnsent).forEach((m) => this.outbox.add(m));
  }

  private refused(error: unknown): void {
    const code = error instanceof Problem ? error.code : "unavailable";
    const isFinal = OF_THE_SITE.includes(code);
    if (this.settings && !isFinal) return; // The chat goes on in the words that it has.
    this.settings = null;
    this.refusal = { code, retry: isFinal ? undefined : () => void this.speak(this.language) };
    this.frame.dress();
    this.frame.panel.build();
  }

  private changed = (message: Message): void => {
    if (!this.conversation.messages.includes(message)) return;
    this.conversation.keep();
    this.frame.panel.show(message);
    if (message.state === "sent") this.tell(message.done ? "" : this.words("waiting"));
    if (message.state === "failed") this.tell("");
    if (message.done) this.answered(message);
  };

  private answered(message: Message): void {
    this.frame.panel.fail(null);
    if (hasCard(message)) showCard(message, this.words, this.root);
    if (message.parts.some((part) => part.say.startsWith("erase.done"))) return this.erasedByWord();
    const { language } = message.done!;
    const isOffered = this.offered.some(({ tag }) => tag === language);
    if (language !== this.language && isOffered) void this.speak(language);
  }

  /** The gateway has forgotten already; this tab does too. */
  private erasedByWord(): void {
    this.empty();
    this.frame.panel.build();
    this.tell(this.words("erased"));
  }
}

function isUnsent(message: Message): boolean {
  return message.state === "waiting" || message.state === "sending" || isCutOff(message);
}

/** It was received, but its reply was not there yet when the page was left. */
function isCutOff(message: Message): boolean {
  return message.state === "sent" && !message.done;
}
