// How much is shown, told to everyone: "9 of 13 events, 1 September 2015 – 15 September 2015".

import { stretchOf } from "../../../maps/web/days.js";
import { dayWords } from "../../../maps/web/words.js";
import { filtersChanged } from "./changes.js";

const PAUSE = 250; // milliseconds without change before it is said

/** Keeps `element` (a polite live region) up to date with the filters. */
export function createCount(element, { state, say }) {
  let timer = 0;
  function show() {
    timer = 0;
    const { shown, all } = state.counts();
    element.hidden = !all; // then the list says that there is nothing
    const { from, to } = state.get();
    const text = say("n_of_m_events", { shown, n: all });
    const first = from && dayWords(stretchOf(from)[0], say);
    const last = to && dayWords(stretchOf(to)[1] - 1, say);
    const window = first && last ? `${first} – ${last}`
      : first ? say("date_from", { date: first }) : last ? say("date_until", { date: last }) : "";
    element.textContent = window ? `${text}, ${window}` : text;
  }
  state.subscribe((now, changed) => {
    if (!filtersChanged(changed)) return;
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  show();
}

/** A button that goes back to how the page opened; hidden while there is nothing to undo. */
export function createClear(button, { state }) {
  const filters = ({ selected, hovered, ...rest }) => JSON.stringify(rest);
  const show = () => (button.hidden = filters(state.get()) === filters(state.initial));
  button.addEventListener("click", () => state.clear());
  state.subscribe(show);
  show();
}
