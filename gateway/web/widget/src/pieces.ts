// Turns the pieces of a part into text, phone numbers to tap and links to open.

import { make, unseen } from "./dom";
import type { Part, Piece } from "./types";

export function textOf(part: Part): string {
  return part.pieces.map((piece) => piece.text).join("");
}

export function shown(pieces: readonly Piece[], newTab: string): (Node | string)[] {
  return pieces.map((piece) => {
    if (piece.tel) return phone(`tel:${piece.tel}`, piece.text);
    if (piece.sms) return phone(`sms:${piece.sms}`, piece.text);
    return piece.url && isWeb(piece.url) ? link(piece.url, piece.text, newTab) : piece.text;
  });
}

/** A number keeps its order in a line that is written from the right. */
export function phone(href: `${"tel" | "sms"}:${string}`, words: string): HTMLAnchorElement {
  return make("a", { href, dir: "ltr" }, words);
}

/** The page that opens is told neither where a person came from nor who opened it. */
export function link(url: string, words: string, newTab: string): HTMLAnchorElement {
  const attributes = { href: url, target: "_blank", rel: "noreferrer noopener" };
  return make("a", attributes, words, unseen(` (${newTab})`));
}

/** No other scheme is ever made a link, a script least of all. */
export function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
