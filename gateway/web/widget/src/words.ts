// Finds the words of the interface: those of the settings, else those that are built in.

import { builtIn } from "./offline";
import type { Settings } from "./types";

/** Takes an id without its "web."; returns "" where nothing has words for it. */
export type Words = (id: string) => string;

export function wordsOf(settings: Settings | null, tag: string): Words {
  return (id) =>
    settings?.words[`web.${id}`] || builtIn(tag).words[id] || builtIn("en").words[id] || "";
}
