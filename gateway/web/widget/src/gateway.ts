// Speaks HTTP with the gateway: a message and its reply, and the forgetting. It shows nothing.

import { Problem, problemOf } from "./problems";
import { readEvents } from "./stream";
import type { Done, Message, Part } from "./types";

// The gateway sends a line every second while the bot thinks; to a browser that cannot read them it
// answers within 12.5 seconds.
const SILENCE = 13_000;
const STREAM = "text/event-stream";

export interface Address {
  base: string;
  site: string;
}

type Listen = (message: Message) => void;

/** Sends a message and fills in its reply as it comes, from where an earlier attempt broke off. */
export async function ask(
  to: Address,
  conversation: string,
  message: Message,
  listen: Listen,
  leave: AbortSignal,
): Promise<void> {
  const call = new AbortController();
  const end = () => call.abort();
  let timer = setTimeout(end, SILENCE);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(end, SILENCE);
  };
  leave.addEventListener("abort", end);
  try {
    const response = await post(to, conversation, message, call.signal);
    await read(response, message, listen, alive);
  } finally {
    clearTimeout(timer);
    leave.removeEventListener("abort", end);
  }
}

/** Returns whether the gateway confirmed that the conversation is forgotten. */
export async function forget(to: Address, conversation: string): Promise<boolean> {
  try {
    const response = await request(`${to.base}/chat/conversation`, {
      method: "DELETE",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ site: to.site, conversation }),
      // It goes out although the page is being left.
      keepalive: true,
    });
    return response.ok;
  } catch {
    return false;
  }
}

function request(address: string, how: RequestInit): Promise<Response> {
  return fetch(address, {
    ...how,
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
}

function post(
  to: Address,
  conversation: string,
  message: Message,
  signal: AbortSignal,
): Promise<Response> {
  const { id, text, language, location, last } = message;
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    Accept: canStream() ? STREAM : "application/json",
  };
  if (last) headers["Last-Event-ID"] = last;
  const body = JSON.stringify({ site: to.site, conversation, id, text, language, location });
  return request(`${to.base}/chat/messages`, { method: "POST", headers, body, signal });
}

function canStream(): boolean {
  return typeof ReadableStream === "function" && "body" in Response.prototype;
}

async function read(
  response: Response,
  message: Message,
  listen: Listen,
  alive: () => void,
): Promise<void> {
  if (!response.ok) throw await problemOf(response);
  const type = response.headers.get("Content-Type") ?? "";
  if (response.body && type.startsWith(STREAM)) await readStream(response, message, listen, alive);
  else {
    const { parts, ...done } = (await response.json()) as Done & { parts: Part[] };
    message.parts = parts;
    message.done = done;
  }
  if (!message.done) throw new Problem("unavailable", 503, 0);
  message.state = "sent";
  listen(message);
}

async function readStream(
  response: Response,
  message: Message,
  listen: Listen,
  alive: () => void,
): Promise<void> {
  await readEvents(
    response.body!,
    ({ type, data, id }) => {
      if (type === "part" && isNew(message, id)) {
        message.parts.push(JSON.parse(data) as Part);
        message.last = id;
      }
      if (type === "done") message.done = JSON.parse(data) as Done;
      else {
        message.state = "sent";
        listen(message);
      }
      return type === "done";
    },
    alive,
  );
}

/** A part that is there already is not shown twice, whatever a repeated reply holds. */
function isNew(message: Message, id: string): boolean {
  return !message.last || numberOf(id) > numberOf(message.last);
}

function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf(".") + 1));
}
