// The search field: it keeps the events with all its words.

import { el } from "../../../maps/web/dom.js";

const PAUSE = 150; // milliseconds after the last key before a search begins

/** A field that keeps the events with all its words. */
export function createSearch(element, { state, say }) {
  let timer = 0;
  const field = el("input", {
    type: "search", "aria-label": say("search"), placeholder: say("search"), autocomplete: "off",
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => state.set({ query: field.value.trim() }), PAUSE);
    },
  });
  element.append(field);
  const show = () => {
    if (field.value.trim() !== state.get().query) field.value = state.get().query;
  };
  state.subscribe((now, changed) => changed.has("query") && show());
  show();
}
