// The list of events and the panel with the evidence, on the page's one state.

import { el } from "../../../maps/web/dom.js";
import { showEvidence, sourceLine } from "../../../maps/web/evidence.js";
import { createList } from "../../../maps/web/list.js";
import { filtersChanged } from "./changes.js";

/** The events that pass the filters in `ol`, and those without a date in the tray `undated`; the line
 * `nothing` says where there are none, and gives a way back. */
export function createEventList(ol, undated, nothing, { data, state, say }) {
  const options = {
    data,
    onSelect: (id) => state.set({ selected: id }),
    onHover: (id) => state.set({ hovered: id }),
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
    mark(false);
  });
  show();
  mark(false);
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

/** The evidence of the selected event, with a button to close it that gives the focus back. */
export function createEvidencePanel(element, { data, state, say }) {
  const body = el("div", { class: "evidence-body" });
  const close = el("button", { type: "button", class: "close" }, say("close"));
  const hint = el("p", { class: "hint" }, say("evidence_hint"));
  element.replaceChildren(hint, el("div", { class: "evidence-card", hidden: true }, close, body));
  const card = element.lastChild;
  let opener = null;
  close.addEventListener("click", () => {
    state.set({ selected: null });
    opener?.focus();
  });

  function show() {
    const item = data.byId.get(state.get().selected);
    card.hidden = !item;
    hint.hidden = Boolean(item);
    if (!item) return;
    opener = document.activeElement;
    showEvidence(body, item, data);
    card.scrollTop = 0;
  }
  state.subscribe((now, changed) => {
    if (changed.has("selected")) show();
  });
  show();
}

/** The articles, each with its date and how that was found. */
export function listDocuments(ul, { data, say }) {
  ul.replaceChildren(...data.documents.map((item) => el("li", {}, sourceLine(item, say))));
}
