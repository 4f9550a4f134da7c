// The timeline itself: plotly draws marks and axis, our overlay the words.

import { el, onThemeChange } from "../../../maps/web/dom.js";
import { onPaper } from "../../../maps/web/paper.js";
import { overlaps } from "../../../maps/web/state.js";
import { LEAST, boxOf, fill } from "./bars.js";
import { filtersChanged } from "./changes.js";
import { counted } from "./density.js";
import { SIDE, createOverlay } from "./overlay.js";
import { arrange, mostThatFit } from "./rows.js";
import { ticks } from "./ticks.js";
import { createTimeWindow } from "./timewindow.js";

const AXIS_HEIGHT = { one: 26, two: 42 }; // pixels, for ticks with one line or two
const MOST_MARKS = 1500;
const HEADROOM = 1.15; // of the tallest column, so that its number has a place
const PAPER_WIDTH = "700px"; // what fits between the margins of A4 and Letter
const CONFIG = { displayModeBar: false, doubleClick: false, responsive: false };

/** Draws the events that pass the filters.
 *
 * options: {data, state, say, skeleton (plotly traces and layout without data), whole, first
 * (stretches [first, last] in day numbers: everything, and what to open with), mostRows(width) with
 * titles and mostPlainRows without, beyond which events are counted, on columns countsHeight tall;
 * onView([first, last]) is told what each drawing shows;
 * steady: the plot grows and does not shrink, so that what stands beside it keeps its size}.
 */
export function createTimeView(element, options) {
  const { data, state, say, skeleton } = options;
  const plot = el("div", { class: "plot" });
  const stage = el("div", { class: "stage", dir: "ltr" });
  const notice = el("p", { class: "notice", role: "status" });
  element.replaceChildren(stage, notice);
  const widthOf = () => Math.max(120, stage.clientWidth - 2 * SIDE);
  const overlay = createOverlay(stage, plot, { data, state, say, widthOf });
  const shown = createTimeWindow(options);
  const measure = createMeasure(stage);
  let columns = null; // those of `counted`, null while single marks are drawn
  let timer = 0;
  let tallest = 0;

  function draw() {
    timer = 0;
    const width = widthOf();
    const scale = scaleOf(shown.get(), width);
    options.onView(shown.get());
    const dark = isDark(stage);
    const colourOf = (group) => (dark ? group.dark : group.light);
    const events = state
      .visible({ except: shown.isHeld() ? null : "time" })
      .filter((event) => overlaps(event.span, scale.first, scale.last));
    const rowsFor = [options.mostRows(width), options.mostPlainRows];
    if (events.length <= Math.min(MOST_MARKS, mostThatFit(width, LEAST, ...rowsFor))) {
      const items = events.map((event) => itemOf(event, scale, width, colourOf));
      const rows = arrange(items, width, ...rowsFor);
      if (!rows.dense) return drawMarks(items, rows, scale, width);
    }
    return drawCounts(events, scale, width, colourOf);
  }

  function itemOf(event, scale, width, colourOf) {
    return {
      event,
      extent: event.extent,
      colour: colourOf(data.groupOf(event)),
      importance: event.importance,
      titleWidth: measure(event.edited ? `${event.title} ✓` : event.title),
      ...boxOf(event.extent, scale, width),
    };
  }

  function drawMarks(items, rows, scale, width) {
    items.forEach((item, index) => Object.assign(item, rows.places[index]));
    columns = null;
    react(fill(skeleton.data, items, scale), "overlay", rows.height, [rows.height, 0], scale, width);
    overlay.showMarks(items, rows.height);
    const bare = items.filter((item) => item.titleLeft === null).length;
    notice.textContent = bare ? say("chart_untitled", { n: bare }) : "";
  }

  function drawCounts(events, scale, width, colourOf) {
    const height = options.countsHeight;
    columns = counted(events, data, scale, width, colourOf);
    react(columns.traces, "stack", height, [0, columns.most * HEADROOM], scale, width);
    overlay.showLevel(columns.most, height * (1 - 1 / HEADROOM));
    notice.textContent = say("chart_counted", { n: events.length });
  }

  // Colours of axis and grid are the style sheet's, so a change of theme needs no drawing.
  function react(traces, barmode, height, range, scale, width) {
    const names = ticks(scale.first, scale.last, width, say);
    const foot = names.some(({ context }) => context) ? AXIS_HEIGHT.two : AXIS_HEIGHT.one;
    const layout = structuredClone(skeleton.layout);
    Object.assign(layout, {
      width: width + 2 * SIDE,
      height: height + foot,
      margin: { l: SIDE, r: SIDE, t: 0, b: foot, pad: 0 },
      barmode,
      dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom",
    });
    Object.assign(layout.xaxis, {
      type: "linear",
      range: [scale.first, scale.last],
      tickmode: "array",
      tickvals: names.map(({ at }) => at),
      ticktext: names.map(({ name, context }) => (context ? `${name}<br>${context}` : name)),
    });
    layout.yaxis.range = range;
    window.Plotly.react(plot, traces, layout, CONFIG);
    tallest = options.steady ? Math.max(tallest, height + foot) : height + foot;
    stage.style.height = `${tallest}px`;
  }

  const schedule = () => (timer ||= requestAnimationFrame(draw));
  // Changes of the view that the state does not tell of: within a day, or to what is shown anyway.
  const andDraw = (change) => (...given) => {
    change(...given);
    schedule();
  };
  const setView = andDraw(shown.set);
  const showAll = andDraw(shown.showAll);

  state.subscribe((now, changed) => {
    if (changed.has("from") || changed.has("to")) shown.follow();
    if (filtersChanged(changed)) schedule();
    else overlay.highlight();
  });
  new ResizeObserver(schedule).observe(stage);
  onThemeChange(schedule);
  // Paper is narrower than most windows.
  const drawFor = (width) => {
    stage.style.inlineSize = width;
    draw();
  };
  onPaper(() => drawFor(PAPER_WIDTH), () => drawFor(""));

  draw();
  plot.on("plotly_hover", ({ points, event }) => {
    if (columns) overlay.tellColumn(columns.bins[points[0].pointNumber], columns.shares(points[0].pointNumber), event);
    else overlay.hover(points[0].customdata, event);
  });
  plot.on("plotly_unhover", ({ event }) => overlay.hover(null, event));
  plot.on("plotly_click", ({ points: [point] }) => {
    if (columns) setView(columns.bins[point.pointNumber]);
    else state.set({ selected: point.customdata });
  });
  plot.on("plotly_relayout", (change) => {
    const from = change["xaxis.range[0]"];
    if (from !== undefined) setView([from, change["xaxis.range[1]"]]);
  });
  plot.on("plotly_doubleclick", showAll);

  return {
    showAll,
    hold: andDraw(shown.hold),
    /** Zoom about the middle: 0.5 shows half as much. */
    zoom(factor) {
      const [first, last] = shown.get();
      const [middle, half] = [(first + last) / 2, ((last - first) * factor) / 2];
      setView([middle - half, middle + half]);
    },
    /** Move by a share of what is shown. */
    move(share) {
      const [first, last] = shown.get();
      const step = (last - first) * share;
      setView([first + step, last + step]);
    },
  };
}

function scaleOf([first, last], width) {
  const perDay = width / (last - first);
  return { first, last, perDay, pixel: (day) => (day - first) * perDay };
}

/** measure(title): pixels it needs in the font of `stage`, with the glyph before it. */
function createMeasure(stage) {
  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  return (title) => {
    if (!widths.has(title)) {
      pen.font = getComputedStyle(stage).font;
      widths.set(title, Math.ceil(pen.measureText(title).width) + 28);
    }
    return widths.get(title);
  };
}

// light-dark() resolves to what the page shows, whichever way the theme was chosen.
function isDark(element) {
  const [red, green, blue] = getComputedStyle(element).color.match(/\d+/g).map(Number);
  return red + green + blue > 382;
}
