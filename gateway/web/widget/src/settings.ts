// Gets a site's settings in a language, from the page that brings them or from the gateway.

import { problemOf } from "./problems";
import type { Settings } from "./types";

const BLOCK = "amparo-settings";

/** The settings that the full page holds itself, so that it needs no second request. */
export function settingsInPage(site: string): Settings | null {
  const block = document.getElementById(BLOCK);
  if (!block) return null;
  try {
    const settings = JSON.parse(block.textContent ?? "") as Settings;
    return settings.site === site ? settings : null;
  } catch {
    return null;
  }
}

/** Throws a Problem that the gateway tells, or what fetch throws. */
export async function fetchSettings(base: string, site: string, tag: string): Promise<Settings> {
  const path = `/chat/sites/${encodeURIComponent(site)}/${encodeURIComponent(tag)}`;
  const response = await fetch(base + path, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Settings;
}
