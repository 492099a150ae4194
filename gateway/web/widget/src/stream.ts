// Reads server-sent events off a stream of bytes; what they mean is for others.

export interface StreamEvent {
  type: string;
  data: string;
  id: string;
}

/** Calls `each` for every event until it returns true; `alive` for every chunk, comments too. */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  each: (event: StreamEvent) => boolean,
  alive: () => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop()!;
    for (const block of blocks) {
      const event = parse(block);
      if (event && each(event)) return void reader.cancel();
    }
  }
}

function parse(block: string): StreamEvent | null {
  const fields: Record<string, string[]> = {};
  for (const line of block.split(/\r?\n/)) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (name) (fields[name] ??= []).push(value!);
  }
  const data = fields["data"];
  if (!data) return null;
  return { type: fields["event"]?.[0] ?? "", data: data.join("\n"), id: fields["id"]?.[0] ?? "" };
}
