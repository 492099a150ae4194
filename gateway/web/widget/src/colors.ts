// Reads a site's colours; letters that would be hard to read become black or white.

import type { Colors } from "./types";

const LEAST = 4.5;
const HEX = /^#[0-9a-f]{6}$/i;

function luminance(color: string): number {
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Colours that can be read together: those wished for, as far as that is so. */
export function readable(wished: Partial<Colors>, otherwise: Colors): Colors {
  const accent = HEX.test(wished.accent ?? "") ? wished.accent! : otherwise.accent;
  const letters = [wished.on_accent, otherwise.on_accent, "#ffffff", "#000000"];
  const on = letters.find((c) => c && HEX.test(c) && contrast(accent, c) >= LEAST);
  return { accent, on_accent: on ?? "#000000" };
}
