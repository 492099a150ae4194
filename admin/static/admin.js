// Folds the menu on narrow screens; without it the menu is simply there.
"use strict";
const button = document.querySelector(".menu-button");
const menu = document.getElementById("menu");
const narrow = window.matchMedia("(max-width: 48rem)");
function fold() {
  button.hidden = !narrow.matches;
  menu.hidden = narrow.matches;
  button.setAttribute("aria-expanded", String(!menu.hidden));
}
if (button && menu) {
  button.addEventListener("click", () => {
    menu.hidden = !menu.hidden;
    button.setAttribute("aria-expanded", String(!menu.hidden));
  });
  narrow.addEventListener("change", fold);
  fold();
}
const alertBox = document.querySelector("[role=alert]");
if (alertBox) {
  alertBox.tabIndex = -1;
  alertBox.focus();
}
