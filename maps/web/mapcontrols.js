// Controls that every page with a map has beside Leaflet's own.

import { el } from "./dom.js";

/* global L */

/** A button that shows all marks again. */
export function addFitButton(map, view, say) {
  const Fit = L.Control.extend({
    onAdd() {
      const button = el("button", {
        type: "button", class: "map-fit", title: say("fit"), "aria-label": say("fit"),
        onclick: () => view.fit(),
      }, "⤢");
      L.DomEvent.disableClickPropagation(button);
      return button;
    },
  });
  new Fit({ position: "topright" }).addTo(map);
}

/** Says one thing at a time in `element`, a moment after the last key, so holding an arrow is quiet. */
export function announcer(element) {
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => { element.textContent = text; }, 150);
  };
}
