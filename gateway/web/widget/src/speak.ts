// Reads replies aloud with the browser's own speech; nothing is sent anywhere by this file.

import { textOf } from "./pieces";
import type { Part } from "./types";

const speech: SpeechSynthesis | undefined = window.speechSynthesis;
let ended: (() => void) | null = null;

/** Whether there may be a voice. Browsers name their voices late, so none named is no refusal. */
export function canSpeak(tag: string): boolean {
  if (!speech) return false;
  const voices = speech.getVoices();
  return !voices.length || voices.some((voice) => base(voice.lang) === base(tag));
}

/** Reads the parts in order, each in its language; `end` is called once, whatever ends it. */
export function speak(parts: readonly Part[], end: () => void): void {
  hush();
  const spoken = parts.filter((part) => textOf(part).trim());
  ended = end;
  spoken.forEach((part, index) => {
    const utterance = new SpeechSynthesisUtterance(textOf(part));
    utterance.lang = part.language;
    if (index === spoken.length - 1) {
      const over = () => ended === end && hush();
      utterance.onend = over;
      utterance.onerror = over;
    }
    speech!.speak(utterance);
  });
  if (!spoken.length) hush();
}

export function hush(): void {
  const end = ended;
  ended = null;
  if (end) speech?.cancel();
  end?.();
}

function base(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0]!;
}
