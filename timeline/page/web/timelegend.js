// The key to the timeline: what a diamond, a solid and a faded bar tell of a date.

import { el, svg } from "../../../maps/web/dom.js";

/** createTimeLegend({data, say}) -> nodes with a row for each way of drawing that occurs. */
export function createTimeLegend({ data, say }) {
  const extents = data.events.map(({ extent }) => extent).filter(Boolean);
  const rows = [
    [extents.some(({ instant }) => instant), diamond, "legend_day"],
    [extents.some(({ instant, core }) => !instant && core), solid, "legend_lasted"],
    [extents.some(({ instant, core }) => !instant && !core), faded, "legend_vague"],
  ].filter(([occurs]) => occurs);
  if (!rows.length) return [];
  return [
    el("h3", {}, say("timeline")),
    el("ul", {}, rows.map(([, sign, words]) => el("li", {}, sign(), el("span", {}, say(words))))),
  ];
}

function icon(...parts) {
  return svg("svg", { viewBox: "-1.7 -1.7 3.4 3.4", class: "mark-icon", "aria-hidden": "true" }, parts);
}

function bar(x, width, opacity) {
  return svg("rect", { x, y: -0.6, width, height: 1.2, style: `fill:var(--ink-soft);opacity:${opacity}` });
}

const diamond = () => icon(svg("path", { d: "M0 -1.3L1.3 0L0 1.3L-1.3 0Z", style: "fill:var(--ink-soft)" }));
const solid = () => icon(bar(-1.7, 3.4, 1));
const faded = () => icon(bar(-1.7, 0.7, 0.15), bar(-1, 0.5, 0.3), bar(-0.5, 1, 0.5), bar(0.5, 0.5, 0.3), bar(1, 0.7, 0.15));
