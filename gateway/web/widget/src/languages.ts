// Chooses among the languages that are offered, as RFC 4647 looks tags up; it translates nothing.

// What browsers call languages that have another tag here.
const ALSO: Record<string, string> = { fil: "tl", cmn: "zh", yue: "zh" };

/** The first wish that is offered: whole, then shortened, then in any form of the language. */
export function lookUp(wishes: readonly string[], offered: readonly string[]): string | undefined {
  for (const wish of wishes) {
    const found = one(wish.toLowerCase(), offered);
    if (found) return found;
  }
  return undefined;
}

function one(wish: string, offered: readonly string[]): string | undefined {
  const subtags = wish.split("-");
  subtags[0] = ALSO[subtags[0]!] ?? subtags[0]!;
  for (let length = subtags.length; length > 0; length--) {
    const range = subtags.slice(0, length).join("-");
    const found = offered.find((tag) => tag.toLowerCase() === range);
    if (found) return found;
  }
  return offered.find((tag) => tag.toLowerCase().split("-")[0] === subtags[0]);
}
