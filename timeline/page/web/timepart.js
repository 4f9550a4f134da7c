// The time part of a page: plot, buttons, overview and date fields, or a line where nothing is dated.

import { el } from "../../../maps/web/dom.js";
import { createDateFields, createOverview } from "./overview.js";
import { createTimeView } from "./timeview.js";

/** options: {data, state, say, mostRows(width)}; returns the time view, or null. */
export function createTimePart(element, { data, state, say, mostRows }) {
  const chart = data.chart;
  if (!chart.whole) {
    element.append(el("p", { class: "notice" }, say("chart_empty")));
    return null;
  }
  const holder = el("div", { class: "timeline", "aria-hidden": "true" });
  const bar = el("div", { class: "timebar", role: "group", "aria-label": say("window_controls") });
  const overview = el("div", { class: "overview" });
  element.append(holder, overview, bar);
  const view = createTimeView(holder, {
    data, state, say, mostRows, skeleton: chart.skeleton, whole: chart.whole, first: chart.first,
  });
  const button = (key, press) => el("button", { type: "button", onclick: press }, say(key));
  bar.append(
    button("earlier", () => view.move(-0.5)),
    button("later", () => view.move(0.5)),
    button("zoom_in", () => view.zoom(0.5)),
    button("zoom_out", () => view.zoom(2)),
  );
  createDateFields(bar, { state, say, whole: chart.whole });
  bar.append(button("window_all", () => view.showAll()));
  if (chart.first) {
    const note = el("p", { class: "notice" }, say("chart_outliers", { n: chart.outside }), " ");
    note.append(button("window_all", () => { view.showAll(); note.remove(); }));
    element.insertBefore(note, overview);
  }
  createOverview(overview, { state, say, whole: chart.whole });
  return view;
}
