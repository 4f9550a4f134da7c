// Filters by what events and bases have: each a menu of the values that occur, with numbers.

import { el } from "./dom.js";
import { countryName } from "./words.js";

const MOST = 60; // values a menu lists, the most frequent ones
const EDGE = 8; // pixels a menu keeps from the edge of the window

/** createMenus(element, facets, {state, say}): a menu for each facet with more than one value.
 *
 * A facet is {key (of the state), title, names (value -> its name), of(item) -> values, items(state)
 * -> the items under all other filters, isOff(state)}; nothing ticked means no filter.
 */
export function createMenus(element, facets, { state, say }) {
  const menus = facets.filter(({ names }) => names.size > 1).map(menu);
  element.append(...menus);

  function menu(facet) {
    const summary = el("summary", {}, facet.title);
    const body = el("div", { class: "menu-body", role: "group", "aria-label": facet.title });
    const node = el("details", { class: "menu" }, summary, body);
    node.addEventListener("toggle", () => node.open && fill());
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !node.open) return;
      event.preventDefault();
      event.stopPropagation();
      node.open = false;
      summary.focus();
    });

    // Numbers are those under the other filters, so a menu tells what a tick would show.
    function fill() {
      const counts = new Map();
      for (const item of facet.items(state)) {
        for (const id of new Set(facet.of(item))) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const chosen = new Set(state.get()[facet.key] ?? []);
      const ids = [...facet.names.keys()].filter((id) => counts.has(id) || chosen.has(id));
      ids.sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
      body.replaceChildren(...ids.slice(0, MOST).map((id) => row(id, chosen.has(id), counts.get(id) ?? 0)));
      if (ids.length > MOST) body.append(el("p", { class: "notice" }, say("facet_more", { n: ids.length - MOST })));
      body.classList.remove("to-start");
      const box = body.getBoundingClientRect();
      body.classList.toggle("to-start", box.right > innerWidth - EDGE || box.left < EDGE);
    }

    function row(id, checked, count) {
      const box = el("input", { type: "checkbox", checked, onchange: () => toggle(id, box.checked) });
      return el("label", { class: "facet-row" }, box,
        el("span", { dir: "auto" }, facet.names.get(id)), el("span", { class: "count" }, say("number", { n: count })));
    }

    function toggle(id, on) {
      const chosen = new Set(state.get()[facet.key] ?? []);
      if (on) chosen.add(id);
      else chosen.delete(id);
      state.set({ [facet.key]: chosen.size ? [...chosen] : null });
    }

    function show() {
      const chosen = state.get()[facet.key];
      summary.textContent = chosen ? say("facet_chosen", { name: facet.title, n: chosen.length }) : facet.title;
      node.classList.toggle("active", Boolean(chosen));
      node.hidden = facet.isOff?.(state) ?? false;
    }
    state.subscribe((now, changed) => {
      if (![...changed].every((key) => key === "selected" || key === "hovered")) show();
    });
    show();
    return node;
  }

  // One menu at a time, and none once the reader goes elsewhere.
  document.addEventListener("pointerdown", (event) => {
    for (const node of menus) if (node.open && !node.contains(event.target)) node.open = false;
  });
}

const ofEvents = (key, title, names, of) => ({
  key, title, names, of, items: (state) => state.visible({ except: key }),
});

/** Filters by place, actor and article. */
export function eventFacets(data, say) {
  const places = new Map();
  const actors = new Map();
  for (const event of data.events) {
    for (const place of event.places) places.set(place.gazetteer_id, place.name);
    for (const actor of event.actors) actors.set(actor, actor);
  }
  const sources = new Map(data.documents.map((item) => [item.id, item.title ?? item.name]));
  return [
    ofEvents("places", say("facet_places"), places, (event) => event.places.map((place) => place.gazetteer_id)),
    ofEvents("actors", say("facet_actors"), actors, (event) => event.actors),
    ofEvents("sources", say("facet_sources"), sources, (event) => event.evidence.map((one) => one.document)),
  ];
}

/** The filter by kind of event, finer than the groups. */
export function kindFacet(data, say) {
  const kinds = new Map(data.events.map((event) => [event.kind, data.kindLabel(event)]));
  return ofEvents("kinds", say("facet_kinds"), kinds, (event) => [event.kind]);
}

/** Filters of the layer of bases: by operator, host and kind. */
export function baseFacets(data, say) {
  const country = (code) => countryName(data.language, code);
  const facet = (key, title, of, nameOf) => ({
    key, title, of,
    names: new Map(data.bases.flatMap(of).map((value) => [value, nameOf(value)])),
    items: (state) => state.visibleBases({ except: key }),
    isOff: (state) => !state.get().bases,
  });
  return [
    facet("operators", say("facet_operators"), (base) => base.operator, country),
    facet("hosts", say("facet_hosts"), (base) => (base.host ? [base.host] : []), country),
    facet("baseKinds", say("facet_base_kinds"), (base) => [base.base_kind], (kind) => say(`base_${kind}`)),
  ];
}
