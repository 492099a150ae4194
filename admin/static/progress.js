// Moves the bar of a running import on, and loads the page anew when it has ended.
"use strict";
const box = document.querySelector("[data-progress]");
async function ask() {
  let told;
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    told = await answer.json();
  } catch {
    location.reload();
    return;
  }
  if (!told.is_working) {
    location.reload();
    return;
  }
  const bar = box.querySelector("progress");
  if (told.of) {
    bar.max = told.of;
    bar.value = told.done;
  }
  box.querySelector("[role=status]").textContent = told.words;
  setTimeout(ask, 1000);
}
if (box) setTimeout(ask, 500);
