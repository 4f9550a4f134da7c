// On a narrow screen one part at a time: list, map or time; on a wide one all are seen together.

import { el } from "../../../maps/web/dom.js";

const NAMES = ["list", "map", "time"];

/** Buttons in `element` choose which part of `parts` a narrow screen shows (`data-view`), as does
 * `show(name)` of the value returned. */
export function createViews(element, parts, { say }) {
  const buttons = NAMES.map((name) =>
    el("button", { type: "button", onclick: () => choose(name) }, say(`view_${name}`)));
  element.append(...buttons);
  function choose(name) {
    parts.dataset.view = name;
    buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(NAMES[at] === name)));
  }
  choose("map");
  return { show: choose };
}

/** A button that folds `box` away, shown by the style sheet where room is short. */
export function createFold(button, box) {
  const fold = (open) => {
    box.classList.toggle("folded", !open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => fold(box.classList.contains("folded")));
  fold(false);
}
