// Leaves the page at once for a neutral one, so that going back does not lead here.

export function leaveFor(address: string): void {
  document.title = "";
  try {
    top!.location.replace(address);
  } catch {
    // A frame of another origin may do that only after a tap; Escape is none.
  }
  // In such a frame the browser may refuse without a word: then at least the chat is gone.
  if (isForeignFrame()) location.replace(address);
}

function isForeignFrame(): boolean {
  try {
    return top !== window && !top!.location.href;
  } catch {
    return true;
  }
}
