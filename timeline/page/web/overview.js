// The whole time of the story in a narrow strip: how many events when, and the window shown.
//
// The window has two handles that are sliders for the keyboard and for screen readers; a click sets
// the nearer end, so nothing needs dragging; a drag across the strip or of the window works as well.

import { el, onThemeChange } from "../../../maps/web/dom.js";
import { dayNumber, isoDay, stretchOf } from "../../../maps/web/days.js";
import { dayWords } from "../../../maps/web/words.js";
import { ticks } from "./ticks.js";

const BIN = 3; // pixels
const HEIGHT = 36; // as in timeline.css
const DRAG = 4; // pixels a pointer moves before a press is a drag

/** options: {state, say, whole, viewed (what the plot opens with, or nothing)}, stretches [first, last]
 * in day numbers. Returns {follow(stretch)}, to be told what the plot shows. */
export function createOverview(element, { state, say, whole, viewed: opened }) {
  let viewed = opened;
  const canvas = el("canvas", { "aria-hidden": "true" });
  const before = el("div", { class: "shade" });
  const after = el("div", { class: "shade" });
  const frame = el("div", { class: "window" });
  const handles = { from: handle("from"), to: handle("to") };
  const axis = el("div", { class: "overview-axis", dir: "ltr", "aria-hidden": "true" });
  const strip = el(
    "div",
    { class: "strip", dir: "ltr" },
    canvas, before, after, frame, handles.from, handles.to,
  );
  element.replaceChildren(strip, axis);

  const length = whole[1] - whole[0];
  const step = Math.max(1, Math.round(length / 100));
  const bounds = [Math.floor(whole[0]), Math.ceil(whole[1])];

  function handle(side) {
    return el("div", {
      class: `handle handle-${side}`,
      role: "slider",
      tabindex: "0",
      "aria-label": say(`window_${side}`),
      "aria-orientation": "horizontal",
      onkeydown: (event) => byKey(event, side),
    });
  }

  /** The window in whole days, [first, last): what the plot shows where none is set. */
  function shown() {
    const { from, to } = state.get();
    if (!from && !to && viewed) return [Math.floor(viewed[0]), Math.ceil(viewed[1])];
    return [stretchOf(from)?.[0] ?? bounds[0], stretchOf(to)?.[1] ?? bounds[1]];
  }

  function choose(first, last) {
    const from = Math.max(bounds[0], Math.min(Math.round(first), bounds[1] - 1));
    const to = Math.min(bounds[1], Math.max(Math.round(last), from + 1));
    state.set({
      from: from <= bounds[0] ? null : isoDay(from),
      to: to >= bounds[1] ? null : isoDay(to - 1),
    });
  }

  function byKey(event, side) {
    const moves = {
      ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step,
      PageDown: -10 * step, PageUp: 10 * step, Home: -Infinity, End: Infinity,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const [first, last] = shown();
    if (side === "from") choose(clamp(first + move, bounds[0], last - 1), last);
    else choose(first, clamp(last + move, first + 1, bounds[1]));
  }

  const clamp = (value, low, high) => Math.max(low, Math.min(value, high));
  const dayAt = (x) => whole[0] + (x / Math.max(1, strip.clientWidth)) * length;
  const share = (day) => clamp((day - whole[0]) / length, 0, 1) * 100;

  let press = null;
  strip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const x = event.clientX - strip.getBoundingClientRect().left;
    const side = event.target.closest(".handle-from") ? "from"
      : event.target.closest(".handle-to") ? "to" : null;
    const [first, last] = shown();
    const grabs = event.target === frame && (first > bounds[0] || last < bounds[1]);
    press = { x, window: [first, last], side, grabs, moved: false };
    strip.setPointerCapture(event.pointerId);
  });
  strip.addEventListener("pointermove", (event) => {
    if (!press) return;
    const x = event.clientX - strip.getBoundingClientRect().left;
    if (!press.moved && Math.abs(x - press.x) < DRAG) return;
    press.moved = true;
    const [first, last] = press.window;
    if (press.side === "from") choose(Math.min(dayAt(x), last - 1), last);
    else if (press.side === "to") choose(first, Math.max(dayAt(x), first + 1));
    else if (press.grabs) slide(dayAt(x) - dayAt(press.x));
    else choose(Math.min(dayAt(press.x), dayAt(x)), Math.max(dayAt(press.x), dayAt(x)));
  });
  strip.addEventListener("pointerup", () => {
    if (press && !press.moved && !press.side) setNearerEnd(dayAt(press.x), press.window);
    press = null;
  });
  strip.addEventListener("pointercancel", () => (press = null));

  function slide(days) {
    const [first, last] = press.window;
    const shift = clamp(days, bounds[0] - first, bounds[1] - last);
    choose(first + shift, last + shift);
  }

  function setNearerEnd(day, [first, last]) {
    if (Math.abs(day - first) <= Math.abs(day - last)) choose(Math.floor(day), last);
    else choose(first, Math.ceil(day));
  }

  function showWindow() {
    const [first, last] = shown();
    const [left, right] = [share(first), share(last)];
    before.style.width = `${left}%`;
    after.style.width = `${100 - right}%`;
    frame.style.left = `${left}%`;
    frame.style.width = `${right - left}%`;
    tellSlider(handles.from, left, first, bounds[0], last - 1);
    tellSlider(handles.to, right, last - 1, first, bounds[1] - 1);
  }

  function tellSlider(node, left, value, low, high) {
    node.style.left = `${left}%`;
    node.setAttribute("aria-valuemin", low);
    node.setAttribute("aria-valuemax", high);
    node.setAttribute("aria-valuenow", value);
    node.setAttribute("aria-valuetext", dayWords(value, say));
  }

  function drawCounts() {
    const width = strip.clientWidth;
    const dots = devicePixelRatio || 1;
    canvas.width = width * dots;
    canvas.height = HEIGHT * dots;
    const pen = canvas.getContext("2d");
    pen.scale(dots, dots);
    pen.fillStyle = getComputedStyle(canvas).color;
    const perDay = Math.max(1, width) / length;
    const bin = binDays(perDay);
    const origin = Math.floor(whole[0] / bin) * bin;
    const sums = counts(state.visible({ except: "time" }), origin, bin);
    const most = Math.max(1, ...sums);
    sums.forEach((sum, at) => {
      const tall = sum && Math.max(3, (sum / most) * (HEIGHT - 6));
      const [left, right] = [at, at + 1].map((edge) => Math.round((origin + edge * bin - whole[0]) * perDay));
      pen.fillRect(left, HEIGHT - tall, right - left, tall);
    });
    const inside = ({ at }) => Math.min(share(at), 100 - share(at)) * width > 40 * 100;
    axis.replaceChildren(
      ...ticks(whole[0], whole[1], width * 0.7, say).filter(inside).map(({ at, name, context }) => {
        const mark = el("span", {}, context && context !== name ? `${name} ${context}` : name);
        mark.style.left = `${share(at)}%`;
        return mark;
      }),
    );
  }

  // The days of a bin: as many as BIN pixels take, or a part of one day that fills it evenly, for a
  // bin across midnight would count the events of two days.
  function binDays(perDay) {
    return perDay > BIN ? 1 / Math.round(perDay / BIN) : BIN / perDay;
  }

  // An event counts in every bin it lasts over, for the window filters by overlap.
  function counts(events, origin, bin) {
    const bins = Math.max(1, Math.ceil((whole[1] - origin) / bin));
    const changes = new Array(bins + 1).fill(0);
    const binOf = (day) => clamp(Math.floor((day - origin) / bin + 1e-9), 0, bins - 1);
    for (const { extent } of events) {
      if (!extent) continue;
      changes[binOf(extent.first)] += 1;
      changes[binOf(Math.max(extent.first, extent.last - bin * 1e-6)) + 1] -= 1;
    }
    let sum = 0;
    return changes.slice(0, bins).map((change) => (sum += change));
  }

  let timer = 0;
  const schedule = () => { timer ||= requestAnimationFrame(() => { timer = 0; drawCounts(); }); };
  state.subscribe((now, changed) => {
    if (changed.has("from") || changed.has("to")) showWindow();
    if ([...changed].some((key) => !["selected", "hovered", "from", "to"].includes(key))) schedule();
  });
  new ResizeObserver(schedule).observe(strip);
  onThemeChange(schedule);
  showWindow();
  return {
    follow(stretch) {
      viewed = stretch;
      showWindow();
    },
  };
}

/** Two date fields that set the window by typing; years BC need plain text fields. */
export function createDateFields(element, { state, say, whole }) {
  const dated = whole[0] >= dayNumber(1, 1, 1);
  const fields = ["from", "to"].map((side) => {
    const field = el("input", {
      type: dated ? "date" : "text",
      placeholder: dated ? null : "-0043-03-15",
      onchange: () => set(side, field),
    });
    element.append(el("label", { class: "date-field" }, say(`window_${side}_short`), field));
    return [side, field];
  });

  function set(side, field) {
    const stretch = stretchOf(field.value);
    if (field.value && !stretch) {
      field.setCustomValidity(say("window_invalid"));
      field.reportValidity();
      return;
    }
    field.setCustomValidity("");
    const day = stretch && isoDay(side === "from" ? stretch[0] : stretch[1] - 1);
    state.set({ [side]: day });
    show();
  }

  function show() {
    const now = state.get();
    // Where no window is set the fields tell the ends of the story.
    const ends = { from: isoDay(whole[0]), to: isoDay(whole[1] - 1e-6) };
    for (const [side, field] of fields) field.value = now[side] ?? ends[side];
  }
  state.subscribe(show);
  show();
}
