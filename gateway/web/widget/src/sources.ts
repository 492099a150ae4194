// What an answer rests on: its status, its date and its sources as links, folded away.

import { make } from "./dom";
import { isWeb, link } from "./pieces";
import type { Part, Source } from "./types";
import type { Words } from "./words";

export function sourcesOf(part: Part, words: Words): HTMLElement | null {
  if (!part.sources?.length && !part.status) return null;
  return make(
    "details",
    { class: "sources" },
    make("summary", {}, words("sources")),
    part.status && line(words("status"), part.status),
    part.as_of && line(words("as_of"), day(part.as_of, part.language)),
    make("ul", {}, ...(part.sources ?? []).map((source) => entry(source, words))),
  );
}

function line(name: string, value: string): HTMLElement {
  return make("p", {}, `${name}: ${value}`);
}

function entry({ org, title, url }: Source, words: Words): HTMLElement {
  const named = [org, title].filter(Boolean).join(", ");
  return make("li", {}, isWeb(url) ? link(url, named, words("new_tab")) : named);
}

/** The date as the language writes it; as it came where the browser cannot. */
function day(written: string, tag: string): string {
  const date = new Date(`${written}T00:00:00Z`);
  const how = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return isNaN(+date) ? written : new Intl.DateTimeFormat(tag, how).format(date);
}
