// Filters by place, actor and article: each a menu of what the story has, with numbers; and the search.

import { el } from "../../../maps/web/dom.js";

const MOST = 60; // values a menu lists, the most frequent ones
const PAUSE = 150; // milliseconds after the last key before a search begins

/** One menu for each sort of value that occurs more than once; nothing ticked means no filter. */
export function createFacets(element, { data, state, say }) {
  const menus = facetsOf(data, say).filter(({ names }) => names.size > 1).map(menu);
  element.append(...menus.map(({ node }) => node));

  function menu(facet) {
    const summary = el("summary", {}, facet.title);
    const body = el("div", { class: "menu-body", role: "group", "aria-label": facet.title });
    const node = el("details", { class: "menu" }, summary, body);
    node.addEventListener("toggle", () => node.open && fill());
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !node.open) return;
      event.preventDefault();
      node.open = false;
      summary.focus();
    });

    // Numbers are those under the other filters, so a menu tells what a tick would show.
    function fill() {
      const counts = new Map();
      for (const event of state.visible({ except: facet.key })) {
        for (const id of new Set(facet.of(event))) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const chosen = new Set(state.get()[facet.key] ?? []);
      const ids = [...facet.names.keys()].filter((id) => counts.has(id) || chosen.has(id));
      ids.sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
      body.replaceChildren(...ids.slice(0, MOST).map((id) => row(id, chosen.has(id), counts.get(id) ?? 0)));
      if (ids.length > MOST) body.append(el("p", { class: "notice" }, say("facet_more", { n: ids.length - MOST })));
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
    }
    state.subscribe((now, changed) => changed.has(facet.key) && show());
    show();
    return { node };
  }

  // One menu at a time, and none once the reader goes elsewhere.
  document.addEventListener("pointerdown", (event) => {
    for (const { node } of menus) if (node.open && !node.contains(event.target)) node.open = false;
  });
}

function facetsOf(data, say) {
  const places = new Map();
  const actors = new Map();
  for (const event of data.events) {
    for (const place of event.places) places.set(place.gazetteer_id, place.name);
    for (const actor of event.actors) actors.set(actor, actor);
  }
  const sources = new Map(data.documents.map((item) => [item.id, item.title ?? item.name]));
  return [
    { key: "places", title: say("facet_places"), names: places, of: (event) => event.places.map((place) => place.gazetteer_id) },
    { key: "actors", title: say("facet_actors"), names: actors, of: (event) => event.actors },
    { key: "sources", title: say("facet_sources"), names: sources, of: (event) => event.evidence.map((one) => one.document) },
  ];
}

/** A field that keeps the events with all its words. */
export function createSearch(element, { state, say }) {
  let timer = 0;
  const field = el("input", {
    type: "search", "aria-label": say("search"), placeholder: say("search"), autocomplete: "off",
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => state.set({ query: field.value.trim() }), PAUSE);
    },
  });
  element.append(field);
  const show = () => {
    if (field.value.trim() !== state.get().query) field.value = state.get().query;
  };
  state.subscribe((now, changed) => changed.has("query") && show());
  show();
}
