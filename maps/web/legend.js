// The key to the map: what the buttons of the filters do not tell.

import { SAMPLE_BASE, baseIcon, isHollow } from "./basemarks.js";
import { el, svg } from "./dom.js";
import { isArea } from "./marks.js";
import { markIcon } from "./shapes.js";

const FEW = 8; // events that stand side by side; more become a number

/** createLegend({data, say, kinds, fold}) -> an element with what this story needs; `kinds` adds the
 * groups, `fold` folds the part of the bases away. */
export function createLegend({ data, say, kinds = false, fold = false }) {
  const legend = el("section", { class: "legend", "aria-label": say("legend") },
    list([...(kinds ? groupRows(data) : []), ...placeRows(data, say)]));
  if (!data.bases.length) return legend;
  const bases = list(baseRows(data, say));
  legend.append(...(fold ? [el("details", {}, el("summary", {}, say("legend_bases")), bases)]
    : [el("h3", {}, say("bases")), bases]));
  return legend;
}

function list(rows) {
  return el("ul", {}, rows.map(([sign, text]) => el("li", {}, sign, el("span", {}, text))));
}

function groupRows(data) {
  const used = new Set(data.events.filter((event) => event.places.length).map((event) => data.groupOf(event).id));
  return [...data.groups.values()].filter((group) => used.has(group.id))
    .map((group) => [markIcon(group.shape, "solid", `--group-${group.id}`), group.label]);
}

function placeRows(data, say) {
  const places = data.events.flatMap((event) => event.places);
  const rows = [];
  if (places.length > FEW) rows.push([badge(data), say("legend_badge")]);
  if (places.some(isArea)) rows.push([dashed(true), say("legend_area")]);
  if (places.some((place) => !isArea(place))) rows.push([dashed(false), say("legend_circle")]);
  if (data.events.some((event) => event.edited)) rows.push([tick(), say("legend_edited")]);
  if (!data.tiles) rows.push([line(), say("legend_disputed")]);
  return rows;
}

// Symbols of the kinds and colours of the operators that occur, then the ways a base is drawn.
function baseRows(data, say) {
  const kinds = [...new Set(data.bases.map((base) => base.base_kind))].sort();
  const known = data.bases.filter((base) => base.operator.length);
  const groups = new Set(known.map(data.operatorGroupOf));
  const rows = kinds.map((kind) => [baseIcon({ ...SAMPLE_BASE, base_kind: kind }, "--base"), say(`base_${kind}`)]);
  for (const { id, label } of data.looks.operators) if (groups.has(id)) rows.push([swatch(id), label]);
  if (data.bases.some(isHollow)) {
    rows.push([baseIcon({ ...SAMPLE_BASE, inferred: true }, "--base"), say("legend_base_inferred")]);
  }
  if (known.length < data.bases.length) {
    rows.push([baseIcon({ ...SAMPLE_BASE, base_kind: "air", operator: [] }, "--operator-other"), say("legend_base_unknown")]);
  }
  for (const status of ["planned", "closed", "attacked"]) {
    if (!data.bases.some((base) => base.status === status)) continue;
    rows.push([baseIcon({ ...SAMPLE_BASE, status }, "--base"), say(`base_status_${status}`)]);
  }
  return rows;
}

function icon(...parts) {
  return svg("svg", { viewBox: "-1.7 -1.7 3.4 3.4", class: "mark-icon", "aria-hidden": "true" }, parts);
}

function badge(data) {
  const [one, other] = [...data.groups.keys()];
  const arc = (d, group) => svg("path", { d, style: `fill:none;stroke:var(--group-${group});stroke-width:.4` });
  return icon(svg("circle", { r: 1, style: "fill:var(--ink)" }),
    arc("M0 -1.35A1.35 1.35 0 1 1 -1.35 0", one), arc("M-1.35 0A1.35 1.35 0 0 1 0 -1.35", other));
}

function swatch(operatorGroup) {
  return icon(svg("rect", { x: -1.3, y: -0.75, width: 2.6, height: 1.5, rx: 0.3, style: `fill:var(--operator-${operatorGroup})` }));
}

function dashed(withMark) {
  const ring = svg("circle", { r: 1.4, style: "fill:none;stroke:var(--ink-soft);stroke-width:.22;stroke-dasharray:.5 .35" });
  return icon(ring, svg("circle", { r: withMark ? 0.6 : 0.3, style: "fill:var(--ink-soft)" }));
}

function line() {
  return icon(svg("path", { d: "M-1.7 0H1.7", style: "stroke:var(--line-strong);stroke-width:.3;stroke-dasharray:.6 .4" }));
}

function tick() {
  return icon(svg("path", { d: "M-1 .1L-.3 .8L1 -.8", style: "fill:none;stroke:var(--ink);stroke-width:.35" }));
}
