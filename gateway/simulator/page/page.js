"use strict";

const chat = document.getElementById("chat");
const field = document.getElementById("text");

function add(kind, text, language, direction) {
  const element = document.createElement(kind === "count" ? "p" : "div");
  element.className = kind === "count" ? "count" : `bubble ${kind}`;
  element.textContent = text;
  if (language) element.lang = language;
  if (direction) element.dir = direction;
  chat.append(element);
  chat.scrollTop = chat.scrollHeight;
}

async function send(text) {
  add("mine", text);
  const body = { from: document.getElementById("number").value, text, id: crypto.randomUUID() };
  const began = performance.now();
  try {
    const response = await fetch("/simulator/messages", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(String(response.status));
    show(await response.json(), Math.round(performance.now() - began));
  } catch {
    add("count", "No reply from the gateway. Is it running?");
  }
}

function show(reply, milliseconds) {
  if (!reply.messages.length) add("count", "Nothing is sent: this phone has opted out.");
  for (const message of reply.messages) {
    add("theirs", message.text, reply.language, reply.direction);
    add("count", `${message.segments} segments, ${message.encoding}, ${reply.language}, ${milliseconds} ms`);
  }
}

document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  send(text);
});

field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});
