// The list of events and the panel with the evidence, on the page's one state.

import { el } from "../../../maps/web/dom.js";
import { showEvidence, sourceLine } from "../../../maps/web/evidence.js";
import { createList } from "../../../maps/web/list.js";
import { filtersChanged } from "./changes.js";
import { iconButton } from "./timepart.js";

/** The events that pass the filters in `ol`, and those without a date in the tray `undated`; the line
 * `nothing` says where there are none, and gives a way back. */
export function createEventList(ol, undated, nothing, { data, state, say }) {
  const options = {
    data,
    onSelect: (id) => state.set({ selected: id }),
    onHover: (id) => state.set({ hovered: id }),
    // Only where it scrolls by itself: elsewhere the whole page would jump.
    scrolls: () => getComputedStyle(ol.parentElement).overflowY === "auto",
  };
  const list = createList(ol, options);
  const tray = createList(undated.querySelector("ol"), options);
  const title = undated.querySelector("summary");

  function show() {
    list.show(state.visible().filter((event) => event.extent));
    // No window of time can hold or exclude what has no date: the tray keeps it in sight.
    const loose = state.visible({ except: "time" }).filter((event) => !event.extent);
    tray.show(loose);
    undated.hidden = !loose.length;
    nothing.hidden = Boolean(state.visible().length + loose.length);
    title.textContent = say("tray_undated", { n: loose.length });
  }

  nothing.replaceChildren(...(data.events.length
    ? [say("nothing_shown"), " ", el("button", { type: "button", onclick: () => state.clear() }, say("show_as_opened"))]
    : [say("nothing_found")]));

  function mark(scroll) {
    const { selected, hovered } = state.get();
    for (const each of [list, tray]) each.mark({ selected, hovered }, { scroll });
  }

  state.subscribe((now, changed) => {
    if (filtersChanged(changed)) show();
    mark(changed.has("selected"));
  });
  show();
  mark(true);
}

/** The bases of the layer in the tray `details`, under the layer's own filters. */
export function createBaseList(details, { data, state, say }) {
  const list = createList(details.querySelector("ol"), {
    data,
    onSelect: (id) => state.set({ selected: id }),
    onHover: (id) => state.set({ hovered: id }),
  });
  const title = details.querySelector("summary");

  function show() {
    const bases = state.visibleBases();
    details.hidden = !bases.length;
    title.textContent = say("tray_bases", { n: bases.length });
    list.show(bases);
  }
  // A base chosen on the map is looked up where it is listed.
  function mark(scroll) {
    const { selected, hovered } = state.get();
    if (scroll && data.byId.get(selected)?.kind === "base") details.open = true;
    list.mark({ selected, hovered }, { scroll: scroll && details.open });
  }
  state.subscribe((now, changed) => {
    if (filtersChanged(changed)) show();
    mark(changed.has("selected"));
  });
  show();
  mark(false);
}

/** The evidence of the selected event or base, with buttons to the one before and after it among
 * those shown, and one to close it that gives the focus back.
 *
 * Where the panel covers `list`, that is out of reach of the keyboard, which is led to the panel.
 */
export function createEvidencePanel(element, list, { data, state, say }) {
  const body = el("div", { class: "evidence-body" });
  const position = el("span", { class: "position" });
  const before = iconButton("‹", say("event_before"), () => go(-1));
  const after = iconButton("›", say("event_after"), () => go(1));
  const close = el("button", { type: "button", class: "close", onclick: () => state.set({ selected: null }) },
    el("span", { "aria-hidden": "true" }, "× "), say("close"));
  const bar = el("div", { class: "evidence-bar", role: "group", "aria-label": say("evidence_controls") },
    before, after, position, close);
  const heading = el("h2", { class: "hidden-visually" }, say("evidence"));
  const card = el("div", { class: "evidence-card", hidden: true }, heading, bar, body);
  const hint = el("p", { class: "hint" }, say("evidence_hint"));
  element.replaceChildren(hint, card);
  let opener = null; // what had the focus before the panel took it

  // In the order of the lists: events by time, those without a date behind them.
  function series(item) {
    if (item.kind === "base") return state.visibleBases();
    const undated = state.visible({ except: "time" }).filter((event) => !event.extent);
    return [...state.visible().filter((event) => event.extent), ...undated];
  }

  function go(step) {
    const item = data.byId.get(state.get().selected);
    const items = series(item);
    state.set({ selected: items[items.indexOf(item) + step].id });
  }

  function show() {
    const item = data.byId.get(state.get().selected);
    const hadFocus = card.contains(document.activeElement);
    if (item && card.hidden) opener = document.activeElement;
    card.hidden = !item;
    hint.hidden = Boolean(item);
    cover();
    if (!item) {
      if (hadFocus) opener?.focus();
      return;
    }
    showEvidence(body, item, data);
    element.scrollTop = card.scrollTop = 0;
    showPosition(item);
    if (hadFocus && document.activeElement.disabled) close.focus();
    if (list.inert && list.contains(opener)) close.focus();
  }

  function showPosition(item) {
    const items = series(item);
    const at = items.indexOf(item);
    before.disabled = at <= 0;
    after.disabled = at < 0 || at === items.length - 1;
    position.textContent = at < 0 ? "" : say("n_of_m", { at: at + 1, n: items.length });
  }

  function cover() {
    const [mine, theirs] = [card, list].map((one) => one.getBoundingClientRect());
    list.inert = !card.hidden && mine.left < theirs.right - 1 && mine.right > theirs.left + 1
      && mine.top <= theirs.top + 1 && mine.bottom >= theirs.bottom - 1;
  }

  state.subscribe((now, changed) => {
    if (changed.has("selected")) show();
    else if (filtersChanged(changed) && now.selected !== null) showPosition(data.byId.get(now.selected));
  });
  new ResizeObserver(cover).observe(list);
  show();
}

/** The articles, each with its date and how that was found. */
export function listDocuments(ul, { data, say }) {
  ul.replaceChildren(...data.documents.map((item) => el("li", {}, sourceLine(item, say))));
}
