// The words that are in this file itself, for when the gateway cannot be reached.

import words from "./generated/offline.json";
import type { Direction } from "./types";

interface Row {
  name: string;
  direction: Direction;
  words: Record<string, string>;
}

const ROWS = words as unknown as Record<string, Row>;

export const BUILT_IN = Object.keys(ROWS);

/** The row of a language, or English. */
export function builtIn(tag: string): Row {
  return ROWS[tag] ?? ROWS["en"]!;
}
