// Filters by what events and bases have: menus of the values that occur, with numbers.

import { el } from "./dom.js";
import { countryName, placeName } from "./words.js";

const MOST = 60; // values a menu lists, the most frequent ones
const EDGE = 8; // pixels a menu keeps from the edge of the window

/** createMenus(element, menus, {state, say}): each {title, facets, isOff(state)} becomes a menu of
 * those of its facets that have more than one value; one without any is left out.
 *
 * A facet is {key (of the state), title, names (value -> its name), of(item) -> values, items(state)
 * -> the items under all other filters}; nothing ticked means no filter.
 */
export function createMenus(element, menus, { state, say }) {
  const made = menus
    .map(({ facets, ...rest }) => ({ ...rest, facets: facets.filter(({ names }) => names.size > 1) }))
    .filter(({ facets }) => facets.length).map(createMenu);
  element.append(...made);

  function createMenu({ title, facets, isOff = () => false }) {
    const summary = el("summary", {}, title);
    const body = el("div", { class: "menu-body", role: "group", "aria-label": title });
    const node = el("details", { class: "menu" }, summary, body);
    node.addEventListener("toggle", () => node.open && fill());
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !node.open) return;
      event.preventDefault();
      event.stopPropagation();
      node.open = false;
      summary.focus();
    });

    function fill() {
      body.replaceChildren(...facets.flatMap((facet) => (
        facets.length > 1 ? [el("div", { role: "group", "aria-label": facet.title }, el("h3", {}, facet.title), rows(facet))]
          : rows(facet))));
      body.classList.remove("to-start");
      const box = body.getBoundingClientRect();
      body.classList.toggle("to-start", box.right > innerWidth - EDGE || box.left < EDGE);
    }

    // Numbers are those under the other filters, so a menu tells what a tick would show.
    function rows(facet) {
      const counts = new Map();
      for (const item of facet.items(state)) {
        for (const id of new Set(facet.of(item))) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const chosen = new Set(state.get()[facet.key] ?? []);
      const ids = [...facet.names.keys()].filter((id) => counts.has(id) || chosen.has(id));
      ids.sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
      const found = ids.slice(0, MOST).map((id) => row(facet, id, chosen.has(id), counts.get(id) ?? 0));
      if (ids.length > MOST) found.push(el("p", { class: "notice" }, say("facet_more", { n: ids.length - MOST })));
      return found;
    }

    function row(facet, id, checked, count) {
      const box = el("input", { type: "checkbox", checked, onchange: () => toggle(facet, id, box.checked) });
      return el("label", { class: "facet-row" }, box,
        el("span", { dir: "auto" }, facet.names.get(id)), el("span", { class: "count" }, say("number", { n: count })));
    }

    function toggle(facet, id, on) {
      const chosen = new Set(state.get()[facet.key] ?? []);
      if (on) chosen.add(id);
      else chosen.delete(id);
      state.set({ [facet.key]: chosen.size ? [...chosen] : null });
    }

    function show() {
      const chosen = facets.reduce((sum, { key }) => sum + (state.get()[key]?.length ?? 0), 0);
      summary.textContent = chosen ? say("facet_chosen", { name: title, n: chosen }) : title;
      node.classList.toggle("active", chosen > 0);
      node.hidden = isOff(state);
    }
    state.subscribe((now, changed) => {
      if (![...changed].every((key) => key === "selected" || key === "hovered")) show();
    });
    show();
    return node;
  }

  // One menu at a time, and none once the reader goes elsewhere.
  document.addEventListener("pointerdown", (event) => {
    for (const node of made) if (node.open && !node.contains(event.target)) node.open = false;
  });
}

const alone = (facet) => ({ title: facet.title, facets: [facet] });

const ofEvents = (key, title, names, of) => ({
  key, title, names, of, items: (state) => state.visible({ except: key }),
});

/** Menus by place, actor and article. */
export function eventMenus(data, say) {
  const places = new Map();
  const actors = new Map();
  for (const event of data.events) {
    for (const place of event.places) places.set(place.gazetteer_id, placeName(place, data));
    for (const actor of event.actors) actors.set(actor, actor);
  }
  const sources = new Map(data.documents.map((item) => [item.id, item.title ?? item.name]));
  return [
    ofEvents("places", say("facet_places"), places, (event) => event.places.map((place) => place.gazetteer_id)),
    ofEvents("actors", say("facet_actors"), actors, (event) => event.actors),
    ofEvents("sources", say("facet_sources"), sources, (event) => event.evidence.map((one) => one.document)),
  ].map(alone);
}

/** The menu of kinds of event, finer than the groups. */
export function kindMenu(data, say) {
  const kinds = new Map(data.events.map((event) => [event.kind, data.kindLabel(event)]));
  return alone(ofEvents("kinds", say("facet_kinds"), kinds, (event) => [event.kind]));
}

/** The menu of the layer of bases: by operator, host and kind. */
export function baseMenu(data, say) {
  const country = (code) => countryName(data.language, code);
  const facet = (key, title, of, nameOf) => ({
    key, title, of,
    names: new Map(data.bases.flatMap(of).map((value) => [value, nameOf(value)])),
    items: (state) => state.visibleBases({ except: key }),
  });
  const facets = [
    facet("operators", say("facet_operators"), (base) => base.operator, country),
    facet("hosts", say("facet_hosts"), (base) => (base.host ? [base.host] : []), country),
    facet("baseKinds", say("facet_base_kinds"), (base) => [base.base_kind], (kind) => say(`base_${kind}`)),
  ];
  return { title: say("facet_bases"), facets, isOff: (state) => !state.get().bases };
}
