// The key to the map: what the buttons of the filters do not tell.

import { el, svg } from "./dom.js";
import { markIcon } from "./shapes.js";

// createLegend({data, say, kinds}) -> an element with what this story needs; `kinds` adds the groups.
export function createLegend({ data, say, kinds = false }) {
  const placed = data.events.filter((event) => event.places.length);
  const used = new Set(placed.map((event) => data.groupOf(event).id));
  const rows = [...data.groups.values()].filter((group) => kinds && used.has(group.id))
    .map((group) => [markIcon(group.shape, "solid", `--group-${group.id}`), group.label]);
  const areas = new Set(["county", "state", "country", "region", "water", "natural", "continent"]);
  const places = placed.flatMap((event) => event.places);
  if (places.some((place) => areas.has(place.level))) rows.push([dashed(true), say("legend_area")]);
  if (places.some((place) => !areas.has(place.level))) rows.push([dashed(false), say("legend_circle")]);
  const sure = data.bases.some((base) => !base.inferred && base.lon !== null);
  if (sure) rows.push([markIcon("shield", "solid", "--base"), say("legend_base")]);
  if (data.bases.some((base) => base.inferred || base.lon === null)) {
    rows.push([markIcon("shield", "hollow", "--base"), say("legend_base_inferred")]);
  }
  if (!data.tiles) rows.push([line(), say("legend_disputed")]);
  return el("section", { class: "legend", "aria-label": say("legend") }, el("ul", {}, rows.map(([icon, text]) => el("li", {}, icon, el("span", {}, text)))));
}

function icon(...parts) {
  return svg("svg", { viewBox: "-1.7 -1.7 3.4 3.4", class: "mark-icon", "aria-hidden": "true" }, parts);
}

function dashed(withMark) {
  const ring = svg("circle", { r: 1.4, style: "fill:none;stroke:var(--ink-soft);stroke-width:.22;stroke-dasharray:.5 .35" });
  return icon(ring, svg("circle", { r: withMark ? 0.6 : 0.3, style: "fill:var(--ink-soft)" }));
}

function line() {
  return icon(svg("path", { d: "M-1.7 0H1.7", style: "stroke:var(--line-strong);stroke-width:.3;stroke-dasharray:.6 .4" }));
}
