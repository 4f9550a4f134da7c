// The map of the story page: Leaflet with our view, and the switch that lets it filter.

import { el } from "../../../maps/web/dom.js";
import { createLegend } from "../../../maps/web/legend.js";
import { addFitButton, announcer } from "../../../maps/web/mapcontrols.js";
import { MAP_OPTIONS, createMapView } from "../../../maps/web/mapview.js";
import { filtersChanged } from "./changes.js";
import { createTimeLegend } from "./timelegend.js";

/* global L */

/** options: {data, state, say}; fills `frame` (the map) and `foot` (legend, switch, note). */
export function createStoryMap(frame, foot, { data, state, say }) {
  const holder = el("div", { class: "story-map" });
  frame.append(holder);
  const map = L.map(holder, MAP_OPTIONS).setView([20, 10], 2);
  if (data.tiles) {
    const attribution = el("span", {}, data.tiles.attribution).innerHTML;
    L.control.attribution({ prefix: false }).addTo(map);
    L.tileLayer(data.tiles.url, { attribution, maxZoom: data.tiles.max_zoom }).addTo(map);
  }
  const spoken = el("div", { class: "hidden-visually", role: "status" });
  frame.append(spoken);
  const view = createMapView(map, { data, state, popups: false, announce: announcer(spoken) });
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  L.control.zoom({ position: "topright", zoomInTitle: say("zoom_in"), zoomOutTitle: say("zoom_out") }).addTo(map);
  addFitButton(map, view, say);
  const { box } = state.get();
  if (box) map.fitBounds([[box[1], box[0]], [box[3], box[2]]], { animate: false });

  const limit = el("input", { type: "checkbox", onchange: () => state.set({ box: limit.checked ? extent() : null }) });
  const note = el("p", { class: "notice" });
  foot.append(
    el("label", { class: "facet-row" }, limit, el("span", {}, say("map_limits"))),
    note,
    el("details", { class: "menu key" }, el("summary", {}, say("legend")),
      el("div", { class: "menu-body", tabindex: "0", role: "group", "aria-label": say("legend") }, legendOf({ data, say }))),
  );

  function extent() {
    const bounds = map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
      .map((degrees) => Math.round(degrees * 1000) / 1000);
  }

  map.on("moveend", () => state.get().box && state.set({ box: extent() }));

  function show() {
    limit.checked = Boolean(state.get().box);
    const loose = state.visible().filter((event) => !event.places.length).length;
    note.textContent = loose ? say("map_unplaced", { n: loose }) : "";
  }
  state.subscribe((now, changed) => {
    if (filtersChanged(changed)) show();
  });
  show();
  // A tab or a panel that opens beside the map changes its size.
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(frame);
  return view;
}

// The keys to the map and to the timeline as one.
function legendOf(shared) {
  const legend = createLegend(shared);
  legend.append(...createTimeLegend(shared));
  return legend;
}
