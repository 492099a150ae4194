// What the gateway tells when it refuses; it says which refusals are final.

/** Codes that tell of the site, not of the message. */
export const OF_THE_SITE = ["unknown_site", "site_off", "origin_not_registered"];

export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    /** Seconds, 0 where nothing is said. */
    readonly after: number,
  ) {
    super(code);
  }

  /** Whether the same message would be refused again. */
  get isFinal(): boolean {
    return this.status >= 400 && this.status < 500 && ![408, 425, 429].includes(this.status);
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const told = (await response.json().catch(() => ({}))) as { code?: string };
  const after = Number(response.headers.get("Retry-After")) || 0;
  return new Problem(told.code ?? "unavailable", response.status, after);
}

/** The id of the words for a problem. */
export function wordsFor(code: string): string {
  if (code === "too_long" || code === "site_off") return code;
  return OF_THE_SITE.includes(code) ? "not_here" : "invalid";
}
