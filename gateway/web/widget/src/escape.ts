// Hears Escape: once closes, twice within a moment leaves.

const MOMENT = 1500;

interface Ways {
  /** Whether a first Escape is meant for this chat. */
  isMeant(event: KeyboardEvent): boolean;
  /** Closes what is open, and returns whether anything was. */
  close(): boolean;
  leave(): void;
}

/** Returns what ends the listening. */
export function listenForEscape(ways: Ways): () => void {
  let last = -MOMENT;
  const hear = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.repeat || event.isComposing) return;
    if (event.timeStamp - last < MOMENT) {
      event.preventDefault();
      return ways.leave();
    }
    if (!ways.isMeant(event)) return;
    last = event.timeStamp;
    if (ways.close()) event.preventDefault();
  };
  // Before the page's own listeners, which may keep the event to themselves.
  window.addEventListener("keydown", hear, true);
  return () => window.removeEventListener("keydown", hear, true);
}
