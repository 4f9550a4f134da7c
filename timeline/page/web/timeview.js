// The timeline itself: plotly draws marks and axis, titles lie over it as HTML of our own, so that
// article text never passes through plotly (which reads tags) and takes its own direction.

import { el } from "../../../maps/web/dom.js";
import { isoDay, stretchOf } from "../../../maps/web/days.js";
import { overlaps } from "../../../maps/web/state.js";
import { counted } from "./density.js";
import { DIAMOND, boxOf, fill } from "./bars.js";
import { arrange } from "./rows.js";
import { ticks } from "./ticks.js";

const AXIS_HEIGHT = { one: 34, two: 52 }; // pixels, for ticks with one line or two
const SIDE = 18;
const MOST_MARKS = 1500;
const GAP_SHARE = 0.15; // of the plot's width, from which a stretch without events is marked
const PAPER_WIDTH = "680px"; // what fits between the margins of A4 and Letter
const LEAST_VIEW = 1 / 48; // half an hour, in days

/** Draws the events that pass the filters.
 *
 * options: {data, state, say, skeleton (plotly traces and layout without data), whole, first
 * (stretches [first, last] in day numbers: everything, and what to open with), mostRows(width) with
 * titles and mostPlainRows without, beyond which events are counted, on columns countsHeight tall;
 * steady: the plot grows and does not shrink, so that what stands beside it keeps its size}.
 */
export function createTimeView(element, options) {
  const { data, state, say, skeleton, whole } = options;
  const plot = el("div", { class: "plot" });
  const titles = el("div", { class: "titles" });
  const ring = el("div", { class: "ring", hidden: true });
  const hoverRing = el("div", { class: "ring soft", hidden: true });
  const tip = el("div", { class: "tip", hidden: true });
  const empty = el("div", { class: "gaps" });
  const stage = el("div", { class: "stage", dir: "ltr" }, empty, plot, titles, hoverRing, ring, tip);
  const notice = el("p", { class: "notice", role: "status" });
  element.replaceChildren(stage, notice);

  let view = options.first ?? whole;
  let held = false; // while a player moves the window, the plot stays and its marks come and go
  let placed = new Map(); // event id -> its box on the plot
  let bins = [];
  let timer = 0;
  let dark = false;
  let tallest = 0;

  const widthOf = () => Math.max(120, stage.clientWidth - 2 * SIDE);

  function scaleFor(width) {
    const [first, last] = view;
    const perDay = width / (last - first);
    return { first, last, perDay, pixel: (day) => (day - first) * perDay };
  }

  function draw() {
    timer = 0;
    const width = widthOf();
    const scale = scaleFor(width);
    dark = isDark(stage);
    const events = state
      .visible({ except: held ? null : "time" })
      .filter((event) => overlaps(event.span, scale.first, scale.last));
    const items = events.length > MOST_MARKS ? [] : events.map((event) => itemOf(event, scale, width));
    const rows = items.length < events.length ? { dense: true }
      : arrange(items, width, options.mostRows(width), options.mostPlainRows);
    if (rows.dense) drawCounts(events, scale, width);
    else drawMarks(items, rows, scale, width);
    highlight();
  }

  function itemOf(event, scale, width) {
    return {
      event,
      extent: event.extent,
      colour: colourOf(data.groupOf(event)),
      importance: event.importance,
      titleWidth: titleWidth(event),
      ...boxOf(event.extent, scale, width),
    };
  }

  function drawMarks(items, rows, scale, width) {
    items.forEach((item, index) => Object.assign(item, rows.places[index]));
    bins = [];
    react(fill(skeleton.data, items, scale), rows.height, [rows.height, 0], scale, width);
    placed = new Map(items.map((item) => [item.event.id, item]));
    empty.replaceChildren(...gapsBetween(items, width).map((gap) => gapMark(gap, rows.height)));
    titles.replaceChildren(...items.filter((item) => item.titleLeft !== null).map(title));
    const bare = items.filter((item) => item.titleLeft === null).length;
    notice.textContent = bare ? say("chart_untitled", { n: bare }) : "";
  }

  function drawCounts(events, scale, width) {
    const height = options.countsHeight;
    const made = counted(events, data, scale, width, colourOf);
    bins = made.bins;
    react(made.traces, height, [0, made.most * 1.15], scale, width, true);
    placed = new Map();
    titles.replaceChildren();
    empty.replaceChildren(levelMark(made.most, height));
    notice.textContent = say("chart_counted", { n: events.length });
  }

  function react(traces, height, range, scale, width, stacked = false) {
    // The colours of axis and grid are the style sheet's, so that a change of theme needs no drawing.
    const names = ticks(scale.first, scale.last, width, say);
    const foot = names.some(({ context }) => context) ? AXIS_HEIGHT.two : AXIS_HEIGHT.one;
    const layout = structuredClone(skeleton.layout);
    Object.assign(layout, {
      width: width + 2 * SIDE,
      height: height + foot,
      margin: { l: SIDE, r: SIDE, t: 0, b: foot, pad: 0 },
      barmode: stacked ? "stack" : "overlay",
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
    const config = { displayModeBar: false, doubleClick: false, responsive: false };
    window.Plotly.react(plot, traces, layout, config);
    tallest = options.steady ? Math.max(tallest, height + foot) : height + foot;
    stage.style.height = `${tallest}px`;
  }

  function gapMark({ left, right }, height) {
    const made = el("div", { class: "gap" }, el("span", {}, say("chart_gap")));
    made.style.left = `${SIDE + left}px`;
    made.style.width = `${right - left}px`;
    made.style.height = `${height}px`;
    return made;
  }

  // The scale of the columns: a line at the tallest and its number.
  function levelMark(most, height) {
    const made = el("div", { class: "level" }, say("number", { n: most }));
    made.style.top = `${height * (1 - 1 / 1.15)}px`;
    return made;
  }

  function title(item) {
    const group = data.groupOf(item.event);
    const made = el(
      "div",
      { class: "title", "data-id": item.event.id, dir: "auto" },
      el("span", { class: "glyph" }, group.glyph),
      ` ${item.event.title}`,
    );
    made.style.left = `${SIDE + item.titleLeft}px`;
    made.style.top = `${item.y - 30}px`;
    made.style.maxWidth = `${item.titleWidth}px`;
    made.style.setProperty("--own", item.colour);
    made.classList.toggle("unsure", !["happened", "ongoing"].includes(item.event.status));
    return made;
  }

  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  function titleWidth(event) {
    if (!widths.has(event.id)) {
      pen.font = getComputedStyle(stage).font;
      widths.set(event.id, Math.ceil(pen.measureText(`${event.title}  `).width) + 18);
    }
    return widths.get(event.id);
  }

  const colourOf = (group) => (dark ? group.dark : group.light);

  function highlight() {
    const { selected, hovered } = state.get();
    surround(ring, placed.get(selected));
    surround(hoverRing, hovered === selected ? undefined : placed.get(hovered));
    for (const node of titles.children) {
      node.classList.toggle("selected", node.dataset.id === selected);
      node.classList.toggle("hovered", node.dataset.id === hovered);
    }
  }

  function surround(node, item) {
    node.hidden = !item;
    if (!item) return;
    const left = Math.max(item.left, -DIAMOND);
    node.style.left = `${SIDE + left - 4}px`;
    node.style.width = `${Math.min(item.right, widthOf() + DIAMOND) - left + 8}px`;
    node.style.top = `${item.y - 11}px`;
  }

  function showTip(event, x, y) {
    tip.replaceChildren(
      el("strong", { dir: "auto" }, event.title),
      el("span", {}, event.when),
      ...(event.when_text && event.when_text !== event.when
        ? [el("span", { class: "soft", dir: "auto" }, say("as_written", { text: event.when_text }))]
        : []),
      el("span", { class: "soft" }, `${data.kindLabel(event)} · ${data.statuses.get(event.status).label}`),
      ...(event.evidence[0] ? [el("q", { dir: "auto" }, event.evidence[0].quote)] : []),
      el("span", { class: "soft", dir: "auto" }, sourceOf(event)),
    );
    tip.hidden = false;
    const wide = tip.offsetWidth;
    tip.style.left = `${Math.max(4, Math.min(x - wide / 2, stage.clientWidth - wide - 4))}px`;
    tip.style.top = `${y + 16}px`;
  }

  function sourceOf(event) {
    const document = data.documentById.get(event.evidence[0]?.document);
    return document ? document.publisher || document.title || document.name : "";
  }

  function hover(id, pointer) {
    state.set({ hovered: id });
    const event = id && data.byId.get(id);
    tip.hidden = true;
    if (!event) return;
    const box = stage.getBoundingClientRect();
    showTip(event, pointer.clientX - box.left, pointer.clientY - box.top);
  }

  titles.addEventListener("pointerover", (event) => {
    const id = event.target.closest(".title")?.dataset.id;
    if (id && event.pointerType !== "touch") hover(id, event);
  });
  titles.addEventListener("pointerout", (event) => hover(null, event));
  titles.addEventListener("click", (event) => {
    const id = event.target.closest(".title")?.dataset.id;
    if (id) state.set({ selected: id });
  });

  function listen() {
    plot.on("plotly_hover", ({ points, event }) => {
      if (!bins.length) hover(points[0].customdata, event);
    });
    plot.on("plotly_unhover", ({ event }) => hover(null, event));
    plot.on("plotly_click", ({ points }) => {
      if (bins.length) return setView(bins[points[0].pointNumber]);
      return state.set({ selected: points[0].customdata });
    });
    plot.on("plotly_relayout", (change) => {
      const from = change["xaxis.range[0]"];
      if (from !== undefined) setView([from, change["xaxis.range[1]"]]);
    });
    plot.on("plotly_doubleclick", () => state.set({ from: null, to: null }));
  }

  /** Show a stretch and make it the window of the page. */
  function setView([first, last]) {
    const middle = (first + last) / 2;
    const half = Math.max(LEAST_VIEW, Math.min(last - first, whole[1] - whole[0])) / 2;
    let [from, to] = [middle - half, middle + half];
    if (from < whole[0]) [from, to] = [whole[0], whole[0] + 2 * half];
    if (to > whole[1]) [from, to] = [Math.max(whole[0], whole[1] - 2 * half), whole[1]];
    view = [from, to];
    const all = from <= whole[0] && to >= whole[1];
    state.set(all ? { from: null, to: null } : windowOf(view));
    schedule();
  }

  const windowOf = ([first, last]) => ({ from: isoDay(first), to: isoDay(last - 1e-9) });

  // A window set elsewhere, unless it is what this view has just told (to the day).
  function follow({ from, to }) {
    if (held) return;
    const mine = windowOf(view);
    if (!from && !to) view = whole;
    else if (from !== mine.from || to !== mine.to) {
      view = [stretchOf(from)?.[0] ?? whole[0], stretchOf(to)?.[1] ?? whole[1]];
    }
  }

  function schedule() {
    timer ||= requestAnimationFrame(draw);
  }

  state.subscribe((now, changed) => {
    if (changed.has("from") || changed.has("to")) follow(now);
    if ([...changed].some((key) => !["selected", "hovered"].includes(key))) schedule();
    else highlight();
  });
  new ResizeObserver(schedule).observe(stage);
  // Paper is narrower than most windows, and nobody waits for a frame before it is printed.
  const drawFor = (width) => {
    stage.style.inlineSize = width;
    draw();
  };
  addEventListener("beforeprint", () => drawFor(PAPER_WIDTH));
  addEventListener("afterprint", () => drawFor(""));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", schedule);
  if (state.get().from || state.get().to) follow(state.get());
  draw();
  listen();

  return {
    setView,
    view: () => view,
    hold(on) {
      if (held === on) return;
      held = on;
      if (on) view = whole;
      else follow(state.get());
      schedule();
    },
    showAll() {
      view = whole;
      state.set({ from: null, to: null });
      schedule();
    },
    /** Zoom about the middle, or move, by a share of what is shown. */
    zoom(factor) {
      const [first, last] = view;
      const half = ((last - first) * factor) / 2;
      setView([(first + last) / 2 - half, (first + last) / 2 + half]);
    },
    move(share) {
      const step = (view[1] - view[0]) * share;
      setView([view[0] + step, view[1] + step]);
    },
  };
}

// light-dark() resolves to what the page shows, whichever way the theme was chosen.
function isDark(element) {
  const [red, green, blue] = getComputedStyle(element).color.match(/\d+/g).map(Number);
  return red + green + blue > 382;
}

// Stretches between marks that no event covers: gaps in the record, if they are wide.
function gapsBetween(items, width) {
  const gaps = [];
  let reach = null;
  for (const { left, right } of [...items].sort((one, other) => one.left - other.left)) {
    if (reach !== null && left - reach > GAP_SHARE * width) gaps.push({ left: reach, right: left });
    reach = Math.max(reach ?? right, right);
  }
  return gaps;
}
