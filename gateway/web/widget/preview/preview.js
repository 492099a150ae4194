// Shows the chat as it is chosen and writes the lines that put it on a page; it keeps nothing.
"use strict";

const form = document.getElementById("choices");
const live = document.getElementById("live");
const lines = document.getElementById("lines");
const LEAST_CONTRAST = 4.5;
let starters = [];
let timer = 0;

/** The attributes that differ from what the site key says. */
function attributes() {
  const said = new FormData(form);
  const chosen = {};
  const names = ["language", "position", "title"].concat(
    said.has("own_colors") ? ["accent", "on-accent"] : [],
  );
  for (const name of names) if (said.get(name)) chosen[name] = said.get(name).trim();
  const wanted = said.getAll("starter");
  if (wanted.length !== starters.length) chosen.starters = wanted.join(" ");
  return chosen;
}

const site = () => form.elements.site.value.trim();
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
const written = (prefix, chosen) =>
  Object.entries(chosen)
    .map(([name, value]) => ` ${prefix}${name}="${escaped(value)}"`)
    .join("");

const WAYS = {
  script: (chosen) =>
    `<script src="${location.origin}/widget.js" data-site="${escaped(site())}"` +
    `${written("data-", chosen)} async></script>`,
  element: ({ position: _, ...chosen }) =>
    `<script src="${location.origin}/widget.js" async></script>\n` +
    `<amparo-chat site="${escaped(site())}"${written("", chosen)}>\n` +
    `  <p><a href="${location.origin}${pageOf()}">Know your rights</a>. In danger call 911.</p>\n` +
    `</amparo-chat>`,
  iframe: ({ language }) =>
    `<iframe src="${escaped(location.origin + frameOf(language))}" title="Know your rights"\n` +
    `  allow="geolocation" width="400" height="640" referrerpolicy="strict-origin"></iframe>`,
};

function pageOf() {
  return `/chat/${encodeURIComponent(site())}`;
}

function frameOf(language) {
  return `${pageOf()}?embed=1${language ? `&lang=${encodeURIComponent(language)}` : ""}`;
}

function luminance(color) {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function tellContrast() {
  const [dark, light] = [form.elements.accent.value, form.elements["on-accent"].value]
    .map(luminance)
    .sort((a, b) => a - b);
  const contrast = (light + 0.05) / (dark + 0.05);
  document.getElementById("contrast").textContent =
    contrast < LEAST_CONTRAST
      ? `Contrast ${contrast.toFixed(1)}: too little to read, so the letters become black or white.`
      : `Contrast ${contrast.toFixed(1)}: easy to read.`;
}

/** Puts the chat into an empty document in the frame, as a page of a partner would. */
function show() {
  const way = new FormData(form).get("way");
  const chosen = attributes();
  lines.textContent = WAYS[way](chosen);
  tellContrast();
  if (way === "iframe") {
    live.src = frameOf(chosen.language);
    return;
  }
  live.src = "about:blank";
  live.onload = () => {
    live.onload = null;
    const page = live.contentDocument;
    page.documentElement.lang = "en";
    page.title = "Preview";
    const script = page.createElement("script");
    script.src = new URL("/widget.js", location.href).href;
    if (way === "script") {
      for (const [name, value] of Object.entries({ site: site(), ...chosen }))
        script.setAttribute(`data-${name}`, value);
    } else {
      const element = page.createElement("amparo-chat");
      for (const [name, value] of Object.entries({ site: site(), ...chosen }))
        element.setAttribute(name, value);
      page.body.append(element);
    }
    page.body.append(script);
  };
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(show, 300);
}

async function fill() {
  const response = await fetch(`/chat/sites/${encodeURIComponent(site())}/en`);
  if (!response.ok) return;
  const settings = await response.json();
  const language = form.elements.language;
  for (const { tag, name } of settings.languages) language.add(new Option(name, tag));
  starters = settings.starters;
  for (const { id, label } of starters) {
    const box = Object.assign(document.createElement("input"), {
      type: "checkbox",
      name: "starter",
      value: id,
      checked: true,
    });
    const line = document.createElement("label");
    line.append(box, label);
    document.getElementById("starters").append(line);
  }
}

document.getElementById("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(lines.textContent);
  document.getElementById("copied").textContent = "Copied.";
});
const asked = new URLSearchParams(location.search).get("site");
if (asked) form.elements.site.value = asked;
form.addEventListener("input", later);
form.addEventListener("submit", (event) => event.preventDefault());
fill().finally(show);
