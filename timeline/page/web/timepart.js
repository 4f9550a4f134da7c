// The time part of a page: plot, buttons, overview and date fields, or a line where nothing is dated.

import { el } from "../../../maps/web/dom.js";
import { createDateFields, createOverview } from "./overview.js";
import { createTimeView } from "./timeview.js";

/** Fills `element` and returns {bar, view}: its bar of controls and the plot; null where nothing is
 * dated.
 *
 * options: {data, state, say} and the room there is: {mostRows(width), mostPlainRows, countsHeight};
 * `pan: false` leaves out the buttons that move the window.
 */
export function createTimePart(element, options) {
  const { data, state, say } = options;
  const { chart } = data;
  if (!chart.whole) {
    element.append(el("p", { class: "notice" }, say("chart_empty")));
    return null;
  }
  const holder = el("div", { class: "timeline", "aria-hidden": "true" });
  const bar = el("div", { class: "timebar", role: "group", "aria-label": say("window_controls") });
  const overview = el("div", { class: "overview" });
  element.append(holder, overview, bar);
  let strip = null;
  const view = createTimeView(holder, {
    mostPlainRows: 12, countsHeight: 220, ...options, ...chart,
    onView: (stretch) => strip?.follow(stretch),
  });
  if (options.pan !== false) {
    bar.append(
      iconButton("‹", say("earlier"), () => view.move(-0.5)),
      iconButton("›", say("later"), () => view.move(0.5)),
    );
  }
  bar.append(
    iconButton("+", say("zoom_in"), () => view.zoom(0.5)),
    iconButton("−", say("zoom_out"), () => view.zoom(2)),
  );
  createDateFields(bar, { state, say, whole: chart.whole });
  bar.append(el("button", { type: "button", onclick: () => view.showAll() }, say("window_all")));
  if (chart.first) element.insertBefore(outlierNote(view, chart, say), overview);
  strip = createOverview(overview, { state, say, whole: chart.whole, viewed: chart.first });
  return { bar, view };
}

function outlierNote(view, chart, say) {
  const note = el("p", { class: "notice" }, say("chart_outliers", { n: chart.outside }), " ");
  const show = () => {
    view.showAll();
    note.remove();
  };
  note.append(el("button", { type: "button", onclick: show }, say("window_all")));
  return note;
}

/** A button that shows a sign and is called by a word. */
export function iconButton(sign, name, press) {
  return el("button", { type: "button", class: "icon", "aria-label": name, title: name, onclick: press },
    el("span", { "aria-hidden": "true" }, sign));
}
