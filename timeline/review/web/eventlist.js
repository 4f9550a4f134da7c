// The list of events: what, when, where, and what was decided.

import { el } from "/shared/dom.js";

export const STATES = {
  open: "to look at", confirmed: "confirmed", corrected: "corrected", dropped: "dropped",
  merged: "merged", split: "split", added: "added by hand",
};

export function isShown(event, show) {
  return show === "all" || (event.state === "open") === (show === "open");
}

/** Fill the list; `choose(id)` is called with the event a person picks. */
export function showList(list, state, { show, chosen, choose }) {
  const rows = state.events.filter((event) => isShown(event, show) || event.id === chosen);
  const focused = document.activeElement?.closest?.("#events button")?.dataset.event;
  list.replaceChildren(...rows.map((event) => row(event, event.id === chosen, choose)));
  if (!rows.length) list.append(el("li", { class: "list-more" }, "None."));
  if (focused) list.querySelector(`[data-event="${CSS.escape(focused)}"]`)?.focus();
}

function row(event, isChosen, choose) {
  return el("li", { class: `is-${event.state}${isChosen ? " is-selected" : ""}` },
    el("button", {
      type: "button", class: "event-row", "aria-current": isChosen ? "true" : null,
      "data-event": event.id, onclick: () => choose(event.id),
    },
    el("span", { class: "event-when" }, event.now.when),
    el("span", { class: "event-title", dir: "auto" }, event.now.title),
    el("span", { class: "event-where" },
      el("span", { dir: "auto" }, event.now.where || "place unknown"),
      el("span", { class: event.state === "open" ? "chip" : "chip decided" }, STATES[event.state]))));
}
