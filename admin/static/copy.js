// Copies a field when its button is pressed; without it the field is there to be copied by hand.
"use strict";
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return;
    }
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
  });
}
