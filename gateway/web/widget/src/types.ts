// The shapes of the contract with the gateway, and what a message is in this tab. No code.

export type Direction = "ltr" | "rtl";

export interface Piece {
  text: string;
  tel?: string;
  sms?: string;
  url?: string;
}

export interface Source {
  org: string;
  title: string;
  url: string;
}

export interface Part {
  say: string;
  kind: "answer" | "sentence" | "choice" | "organization" | "card" | "notice";
  language: string;
  direction: Direction;
  pieces: Piece[];
  send?: string;
  sources?: Source[];
  status?: string;
  as_of?: string;
}

export interface Suggestion {
  label: string;
  send: string;
}

/** What the end of a reply says of the whole of it. */
export interface Done {
  language: string;
  direction: Direction;
  suggestions?: Suggestion[];
  asks_place?: boolean;
}

export interface Starter {
  id: string;
  label: string;
  text: string;
}

export interface Offered {
  tag: string;
  name: string;
  direction: Direction;
}

export interface Colors {
  accent: string;
  on_accent: string;
}

export interface Settings {
  site: string;
  language: string;
  direction: Direction;
  title: string;
  colors: Colors;
  starters: Starter[];
  languages: Offered[];
  words: Record<string, string>;
  notice: string;
  sms_number: string | null;
  /** What is said when we cannot be reached. */
  trouble?: { pieces: Piece[] };
  /** What this is, with the numbers to call. */
  help?: { pieces: Piece[] };
  leave_to: string;
  remember: boolean;
}

export interface Point {
  latitude: number;
  longitude: number;
}

export type State = "waiting" | "sending" | "sent" | "failed";

/** What a person sent, with as much of its reply as has come. */
export interface Message {
  id: string;
  text: string;
  language: string;
  state: State;
  /** The code of the problem, where it failed. */
  problem?: string;
  /** Never kept beyond the sending. */
  location?: Point;
  parts: Part[];
  /** The id of the last event that brought a part. */
  last?: string;
  done?: Done;
}
