// Where this script came from, which is where the gateway is; it asks nobody.

function own(): HTMLScriptElement | null {
  const running = document.currentScript;
  if (running instanceof HTMLScriptElement && running.src) return running;
  return document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]');
}

export const SCRIPT = own();

/** The address before "/widget.js". */
export const BASE = SCRIPT ? new URL(".", SCRIPT.src).href.replace(/\/$/, "") : location.origin;
