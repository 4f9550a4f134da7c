// The one state of a page: what is shown, chosen and hovered. Views read it and never each other.
//
//   state.get()                {from, to, selected, hovered, statuses, groups, kinds, actors, places,
//                               sources, query, box, bases, operators, hosts, baseKinds};
//                               null = no filter of that sort
//   state.set(patch)           tells every subscriber which keys changed
//   state.visible({except})    the events that pass all filters but those named
//   state.visibleBases({except})  the bases of the layer, when it is on, that pass its own filters
//
// Everything but `hovered` is kept in the address's hash, so a link opens the same view and the
// browser's Back undoes a choice.

import { isoDay, stretchOf } from "./days.js";

const LISTS = {
  statuses: "status", groups: "group", kinds: "kind", actors: "actor", places: "place", sources: "source",
  operators: "operator", hosts: "host", baseKinds: "base-kind",
};
const BASE_FILTERS = {
  operators: (base) => base.operator, hosts: (base) => [base.host], baseKinds: (base) => [base.base_kind],
};
const EMPTY = {
  from: null, to: null, selected: null, hovered: null, statuses: ["happened", "ongoing"], groups: null,
  kinds: null, actors: null, places: null, sources: null, query: "", box: null, bases: true,
  operators: null, hosts: null, baseKinds: null,
};

export function createState(data, initial = {}) {
  const start = { ...EMPTY, ...initial };
  const subscribers = new Set();
  const tests = createTests(data);
  let now = { ...start, ...readHash(location.hash, start) };
  let written = location.hash;
  const answers = new Map();

  function set(patch, { hash = true } = {}) {
    const changed = new Set(Object.keys(patch).filter((key) => !same(now[key], patch[key])));
    if (!changed.size) return;
    now = { ...now, ...patch };
    if (hash && [...changed].some((key) => key !== "hovered")) writeHash(changed.has("selected"));
    for (const tell of subscribers) tell(now, changed);
  }

  function writeHash(asStep) {
    const hash = hashOf(now, start);
    if (hash === written) return;
    written = hash;
    const address = hash || location.pathname + location.search;
    // A page inside a frame without an origin may not touch its history; its state still works.
    try {
      if (asStep) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch { /* the view is right, only its address is not */ }
  }

  function follow() {
    // A hash that is only a name leads to a part of the page.
    if (location.hash === written || /^#[^=]+$/.test(location.hash)) return;
    written = location.hash;
    set({ ...start, ...readHash(written, start), hovered: now.hovered }, { hash: false });
  }
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);

  return {
    get: () => now,
    set,
    initial: start,
    subscribe(tell) {
      subscribers.add(tell);
      return () => subscribers.delete(tell);
    },
    visible({ except = null } = {}) {
      const left = [except].flat();
      // Several views ask the same after a change; choosing or hovering changes no answer.
      const key = JSON.stringify([left, { ...now, selected: null, hovered: null }]);
      if (!answers.has(key)) {
        const used = tests.filter(([name]) => !left.includes(name))
          .map(([, make]) => make(now)).filter(Boolean);
        if (answers.size > 20) answers.clear();
        answers.set(key, data.events.filter((event) => used.every((test) => test(event))));
      }
      return answers.get(key);
    },
    visibleBases({ except = null } = {}) {
      if (!now.bases) return [];
      const used = Object.entries(BASE_FILTERS).filter(([key]) => key !== except && now[key]);
      return data.bases.filter((base) => used.every(([key, of]) => of(base).some((one) => now[key].includes(one))));
    },
    counts() {
      return { shown: this.visible().length, all: data.events.length };
    },
    // Back to how the page opened; the choice of an event is a filter of nothing and stays.
    clear: () => set({ ...start, selected: now.selected, hovered: now.hovered }),
  };
}

// Pairs of a filter's name and a maker of its test; the maker gives null when it lets all pass.
function createTests(data) {
  const texts = new WeakMap();
  const textOf = (event) => {
    if (!texts.has(event)) texts.set(event, fold(searchText(event, data)));
    return texts.get(event);
  };
  const list = (key, values) => [key, (now) => {
    if (!now[key]) return null;
    const wanted = new Set(now[key]);
    return (event) => values(event).some((value) => wanted.has(value));
  }];
  return [
    list("statuses", (event) => [event.status]),
    list("groups", (event) => [data.groupOf(event).id]),
    list("kinds", (event) => [event.kind]),
    list("actors", (event) => event.actors),
    list("places", (event) => event.places.map((place) => place.gazetteer_id)),
    list("sources", (event) => event.evidence.map((item) => item.document)),
    ["time", (now) => {
      const from = stretchOf(now.from)?.[0] ?? -Infinity;
      const to = stretchOf(now.to)?.[1] ?? Infinity;
      return from === -Infinity && to === Infinity ? null : (event) => overlaps(event.span, from, to);
    }],
    ["query", (now) => {
      const parts = fold(now.query).split(/\s+/).filter(Boolean);
      return parts.length ? (event) => parts.every((part) => textOf(event).includes(part)) : null;
    }],
    ["box", (now) => now.box && ((event) => event.places.some((place) => inBox(place, now.box)))],
  ];
}

// Whether a span [first, last) shares a moment with the window [from, to); undated events do not.
export function overlaps(span, from, to) {
  if (!span) return false;
  const first = span[0] ?? -Infinity;
  const last = span[1] ?? Infinity;
  return first === last ? first >= from && first < to : first < to && last > from;
}

function inBox(place, [west, south, east, north]) {
  if (place.lat < south || place.lat > north) return false;
  // A map may be turned past 180°: west is then greater than the place by whole turns.
  const lon = place.lon + 360 * Math.ceil((west - place.lon) / 360);
  return lon <= east;
}

function searchText(event, data) {
  return [
    event.title, event.when, event.when_text, data.kindLabel(event), ...event.actors,
    ...event.places.flatMap((place) => [place.name, place.text]),
    ...event.evidence.map((item) => item.quote),
  ].join(" ");
}

// Without case and accents, so that "Sao" finds "São".
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function hashOf(now, start) {
  const parts = [];
  const add = (name, value) => parts.push(`${name}=${encodeURIComponent(value)}`);
  if (now.from) add("from", now.from);
  if (now.to) add("to", now.to);
  if (now.selected) add("event", now.selected);
  for (const [key, name] of Object.entries(LISTS)) {
    if (!same(now[key], start[key])) add(name, (now[key] ?? []).map(encodeURIComponent).join(","));
  }
  if (now.query) add("q", now.query);
  if (now.box) add("box", now.box.map((degrees) => degrees.toFixed(3)).join(","));
  if (now.bases !== start.bases) add("bases", now.bases ? "1" : "0");
  return parts.length ? `#${parts.join("&")}` : "";
}

function readHash(hash, start) {
  const found = {};
  for (const part of hash.slice(1).split("&")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at);
    let value;
    try {
      value = decodeURIComponent(part.slice(at + 1));
    } catch {
      continue; // a hand-made address with half an escape: as if that part were not there
    }
    const key = Object.keys(LISTS).find((candidate) => LISTS[candidate] === name);
    if (key) found[key] = value || start[key] ? value.split(",").filter(Boolean).map(safeDecode) : null;
    else if (name === "from" || name === "to") found[name] = validDay(value);
    else if (name === "event") found.selected = value;
    else if (name === "q") found.query = value;
    else if (name === "bases") found.bases = value !== "0";
    else if (name === "box") found.box = validBox(value);
  }
  return found;
}

function safeDecode(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function validDay(value) {
  const found = stretchOf(value);
  return found && isoDay(found[0]);
}

function validBox(value) {
  const numbers = value.split(",").map(Number);
  return numbers.length === 4 && numbers.every(Number.isFinite) ? numbers : null;
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
