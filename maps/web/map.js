// map.html: the map beside the list of its events.

import { operatorColours } from "./basemarks.js";
import { readData } from "./data.js";
import { el } from "./dom.js";
import { sourceLine } from "./evidence.js";
import { createFilters } from "./filters.js";
import { createLegend } from "./legend.js";
import { createList } from "./list.js";
import { addFitButton, announcer } from "./mapcontrols.js";
import { createMapView } from "./mapview.js";
import { groupColours } from "./shapes.js";
import { createSkipLinks } from "./skip.js";
import { createState } from "./state.js";
import { createWords } from "./words.js";

/* global L */

const byId = (id) => document.getElementById(id);

// Called by the script that folium writes, with the map it made.
window.datelineMap = (map) => {
  const data = readData("dateline-data");
  const say = createWords(data.strings, data.language);
  const state = createState(data, data.start);
  groupColours(data.groups);
  operatorColours(data.looks.operators);
  createFilters(byId("filters"), { data, state, say });
  const announce = announcer(byId("announcer"));
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  L.control.zoom({ position: "topright", zoomInTitle: say("zoom_in"), zoomOutTitle: say("zoom_out") }).addTo(map);
  byId("map-panel").append(createLegend({ data, say, fold: true }));
  const view = createMapView(map, { data, state, announce });
  addFitButton(map, view, say);
  createLists(data, state, say);
  createSkipLinks();
  byId("sources").append(...data.documents.map((source) => el("li", {}, sourceLine(source, say))));
  if (!data.events.length) byId("nothing").textContent = say("nothing_found");
  byId("clear").addEventListener("click", () => state.clear());
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") state.set({ selected: null });
  });
  const count = () => {
    const { shown, all } = state.counts();
    byId("count").hidden = !all;
    byId("count").textContent = say("n_of_m_events", { n: all, shown });
    byId("clear").hidden = JSON.stringify({ ...state.get(), selected: null, hovered: null })
      === JSON.stringify({ ...state.initial, selected: null, hovered: null });
  };
  count();
  state.subscribe((now, changed) => {
    if ([...changed].some((key) => key !== "selected" && key !== "hovered")) count();
  });
};

// Lists, each event in one: on the map, without a date, without a place; then the bases.
function createLists(data, state, say) {
  const trays = [
    ["listed", (item) => item.kind !== "base" && item.places.length && item.span],
    ["undated", (item) => item.kind !== "base" && item.places.length && !item.span],
    ["unplaced", (item) => item.kind !== "base" && !item.places.length],
    ["bases", (item) => item.kind === "base"],
  ].map(([id, belongs]) => ({
    section: byId(id), belongs, name: id,
    list: createList(byId(id).querySelector("ol"), {
      data, expand: true,
      onSelect: (chosen) => state.set({ selected: chosen }),
      onHover: (hovered) => state.set({ hovered }),
    }),
  }));
  const show = () => {
    const visible = state.visible();
    for (const { section, belongs, list, name } of trays) {
      const events = [...visible, ...state.visibleBases()].filter(belongs);
      section.hidden = !events.length;
      section.querySelector("h2").textContent = say(`tray_${name}`, { n: events.length });
      list.show(events);
    }
    byId("nothing").hidden = visible.length > 0;
  };
  show();
  const mark = (now, scroll) => trays.forEach(({ list }) => list.mark(now, { scroll }));
  mark(state.get(), true);
  state.subscribe((now, changed) => {
    if ([...changed].some((key) => key !== "selected" && key !== "hovered")) show();
    mark(now, changed.has("selected"));
  });
}
