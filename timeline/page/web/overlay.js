// What lies over the plot as HTML of our own: titles, the frames of the chosen and the hovered mark,
// the tip at the pointer, gaps. Article text becomes text nodes here and takes its own direction;
// it never passes through plotly, which reads tags.

import { el } from "../../../maps/web/dom.js";
import { dayWords } from "../../../maps/web/words.js";
import { DIAMOND } from "./bars.js";

export const SIDE = 18; // pixels left and right of the plot's own area
const GAP_SHARE = 0.15; // of the plot's width, from which a stretch without events is marked
const GAP_WORDS = { width: 80, height: 16 }; // pixels of what is written into such a stretch
const DRAWN = new Set(["happened", "ongoing"]);

/** Fills `stage` around `plot`; `widthOf()` is the width of the plot's own area in pixels. */
export function createOverlay(stage, plot, { data, state, say, widthOf }) {
  const titles = el("div", { class: "titles" });
  const chosen = el("div", { class: "ring", hidden: true });
  const hovered = el("div", { class: "ring soft", hidden: true });
  const tip = el("div", { class: "tip", hidden: true });
  const behind = el("div", { class: "gaps" });
  stage.append(behind, plot, titles, hovered, chosen, tip);
  let placed = new Map(); // event id -> its item on the plot

  /** Titles, gaps and frames for the marks drawn: items as made by the time view. */
  function showMarks(items, height) {
    placed = new Map(items.map((item) => [item.event.id, item]));
    titles.replaceChildren(...items.filter((item) => item.titleLeft !== null).map(title));
    behind.replaceChildren(...gapsBetween(items, widthOf()).map((gap) => gapMark(gap, height, items)));
    highlight();
  }

  /** The scale of counted columns: a line at the tallest, `top` pixels down, with its number. */
  function showLevel(most, top) {
    placed = new Map();
    titles.replaceChildren();
    const level = el("div", { class: "level" }, el("span", {}, say("tray_listed", { n: most })));
    level.style.top = `${top}px`;
    behind.replaceChildren(level);
    highlight();
  }

  function title(item) {
    const { glyph } = data.groupOf(item.event);
    const edited = item.event.edited && el("span", { class: "edited", title: say(`edited_${item.event.edited}`) }, " ✓");
    const node = el(
      "div",
      { class: item.titleEnds ? "title ends" : "title", "data-id": item.event.id },
      el("span", { class: "glyph" }, `${glyph} `),
      el("span", { class: "words", dir: "auto" }, item.event.title),
      edited,
    );
    node.style.left = `${SIDE + item.titleLeft}px`;
    node.style.top = `${item.titleTop}px`;
    node.style.width = `${item.titleWidth}px`;
    node.style.setProperty("--own", item.colour);
    node.classList.toggle("unsure", !DRAWN.has(item.event.status));
    return node;
  }

  // The words stand at the foot of a gap, where no title runs through them.
  function gapMark({ left, right }, height, items) {
    const middle = (left + right) / 2;
    const isTaken = items.some(({ titleLeft, titleTop, titleWidth }) => titleLeft !== null && titleTop > height - GAP_WORDS.height - 20
      && Math.abs(titleLeft + titleWidth / 2 - middle) < (titleWidth + GAP_WORDS.width) / 2);
    const node = el("div", { class: "gap", title: say("chart_gap") }, isTaken ? null : el("span", {}, say("chart_gap")));
    node.style.left = `${SIDE + left}px`;
    node.style.width = `${right - left}px`;
    node.style.height = `${height}px`;
    return node;
  }

  function highlight() {
    const now = state.get();
    surround(chosen, placed.get(now.selected));
    surround(hovered, now.hovered === now.selected ? undefined : placed.get(now.hovered));
    for (const node of titles.children) {
      node.classList.toggle("selected", node.dataset.id === now.selected);
      node.classList.toggle("hovered", node.dataset.id === now.hovered);
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

  /** Light an event everywhere, and tell about it at the pointer; null puts the light out. */
  function hover(id, pointer) {
    state.set({ hovered: id });
    const event = id && data.byId.get(id);
    tip.hidden = !event;
    if (event) showTip(tipLines(event, data, say), pointer);
  }

  /** Tell at the pointer how many events of which groups a column of days [first, last) counts. */
  function tellColumn([first, last], shares, pointer) {
    const days = [dayWords(first, say), dayWords(last - 1e-6, say)];
    showTip([
      el("strong", {}, say("tray_listed", { n: shares.reduce((sum, [, n]) => sum + n, 0) })),
      el("span", {}, days[0] === days[1] ? days[0] : `${days[0]} – ${days[1]}`),
      ...shares.map(([group, n]) => el("span", { class: "soft" },
        el("span", { style: `color: var(--group-${group.id})` }, group.glyph), ` ${group.label} ${say("number", { n })}`)),
    ], pointer);
  }

  function showTip(lines, pointer) {
    tip.hidden = false;
    tip.replaceChildren(...lines);
    const box = stage.getBoundingClientRect();
    const most = stage.clientWidth - tip.offsetWidth - 4;
    const left = pointer.clientX - box.left - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(4, Math.min(left, most))}px`;
    tip.style.top = `${pointer.clientY - box.top + 16}px`;
  }

  const idAt = (event) => event.target.closest(".title")?.dataset.id;
  titles.addEventListener("pointerover", (event) => {
    if (idAt(event) && event.pointerType !== "touch") hover(idAt(event), event);
  });
  titles.addEventListener("pointerout", (event) => hover(null, event));
  titles.addEventListener("click", (event) => {
    if (idAt(event)) state.set({ selected: idAt(event) });
  });

  return { showMarks, showLevel, highlight, hover, tellColumn };
}

// What the tip tells of one event.
function tipLines(event, data, say) {
  const written = event.when_text && event.when_text !== event.when;
  const evidence = event.evidence[0];
  const source = data.documentById.get(evidence?.document);
  const lines = [
    el("strong", { dir: "auto" }, event.title),
    el("span", {}, event.when),
    written && el("span", { class: "soft", dir: "auto" }, say("as_written", { text: event.when_text })),
    el("span", { class: "soft" }, `${data.kindLabel(event)} · ${data.statuses.get(event.status).label}`),
    evidence && el("q", { dir: "auto" }, evidence.quote),
    source && el("span", { class: "soft", dir: "auto" }, source.publisher || source.title || source.name),
  ];
  return lines.filter(Boolean);
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
