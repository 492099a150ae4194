// Random names for conversations and messages; nothing of the person or the browser is in them.

export function randomId(bytes: number): string {
  const drawn = crypto.getRandomValues(new Uint8Array(bytes));
  const base64 = btoa(String.fromCharCode(...drawn));
  return base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
