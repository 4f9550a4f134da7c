// The list of events in order of time: the equal of any picture, under the same filters.

import { baseIcon, operatorColour } from "./basemarks.js";
import { el } from "./dom.js";
import { showEvidence, timeElement } from "./evidence.js";
import { markIcon } from "./shapes.js";
import { countryName, createWords, placeName } from "./words.js";

// Rows made at once, so that 100,000 events open fast; the rest comes as the reader gets there.
const PAGE = 60;

// Events, or bases where those are listed.
// Rows made at most to come to the chosen one.
const FAR = 1500;

// createList(ol, {data, onSelect(id|null), onHover(id|null), expand, scrolls}) -> {show(events), mark(state)}.
// With `expand` the chosen row opens its evidence in place. `scrolls()` says whether the list may be
// scrolled to the chosen row.
export function createList(ol, { data, onSelect, onHover, expand = false, scrolls = () => true }) {
  const say = createWords(data.strings, data.language);
  const rows = new Map();
  let events = [];
  let marked = { selected: null, hovered: null };
  const more = el("li", { class: "list-more" }, el("button", { type: "button", onclick: () => {
    const first = rows.size;
    grow();
    ol.children[first]?.querySelector("button")?.focus();
  } }));

  const arrival = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) grow();
  });

  function grow(atLeast = 0) {
    more.remove();
    arrival.unobserve(more);
    const wanted = Math.min(events.length, Math.max(rows.size + PAGE, atLeast));
    const made = events.slice(rows.size, wanted).map(row);
    ol.append(...made);
    if (rows.size < events.length) {
      more.firstChild.textContent = say("list_more", { n: events.length - rows.size });
      ol.append(more);
      arrival.observe(more);
    }
  }

  function row(event) {
    const isBase = event.kind === "base";
    const status = isBase ? null : data.statuses.get(event.status);
    const group = isBase ? null : data.groupOf(event);
    const where = isBase
      ? [event.operator.map((code) => countryName(data.language, code)).join(", "), say("base_in"),
        event.host ? countryName(data.language, event.host) : say("place_unknown")].join(" ")
      : event.places.map((place) => placeName(place, data)).join(", ") || say("place_unknown");
    const chip = isBase ? (event.inferred ? say("inferred") : null)
      : event.status === "happened" ? null : status.label;
    const detail = expand ? el("div", { class: "event-detail", hidden: true }) : null;
    const button = el("button", {
      type: "button", class: "event-row", "aria-expanded": expand ? "false" : null,
      "aria-pressed": expand ? null : "false",
      onclick: () => onSelect(marked.selected === event.id ? null : event.id),
    },
      isBase ? baseIcon(event, operatorColour(event, data))
        : markIcon(group.shape, status.fill, `--group-${group.id}`),
      el("span", { class: "event-when" }, isBase ? say(`base_${event.base_kind}`) : timeElement(event)),
      el("span", { class: "event-title", dir: "auto", lang: data.languageOf(event) }, event.title ?? event.name),
      el("span", { class: "event-where" }, el("span", { dir: "auto" }, where),
        chip && el("span", { class: "chip" }, chip),
        event.edited && el("span", { class: "chip edited" }, `✓ ${say(`edited_${event.edited}`)}`)));
    const item = el("li", { "data-event": event.id,
      onmouseenter: () => onHover(event.id), onmouseleave: () => onHover(null),
      onfocusin: () => onHover(event.id), onfocusout: () => onHover(null) },
      el("article", {}, button, detail));
    rows.set(event.id, { item, button, detail, event });
    return item;
  }

  function mark({ selected, hovered }, { scroll = false } = {}) {
    for (const id of new Set([marked.selected, marked.hovered, selected, hovered])) {
      const found = rows.get(id);
      if (!found) continue;
      const chosen = id === selected;
      found.item.classList.toggle("is-selected", chosen);
      found.item.classList.toggle("is-hovered", id === hovered);
      found.button.setAttribute(expand ? "aria-expanded" : "aria-pressed", String(chosen));
      if (!found.detail) continue;
      if (chosen && found.detail.hidden) showEvidence(found.detail, found.event, data);
      found.detail.hidden = !chosen;
    }
    marked = { selected, hovered };
    if (scroll && selected !== null && scrolls()) reveal(selected);
  }

  function reveal(id) {
    const at = events.findIndex((event) => event.id === id);
    if (at > rows.size + FAR) return;
    if (at >= rows.size) grow(at + 1);
    mark(marked);
    rows.get(id)?.item.scrollIntoView({ block: "nearest" });
  }

  return {
    show(shown) {
      events = shown;
      rows.clear();
      ol.replaceChildren();
      grow();
      mark(marked);
    },
    mark,
  };
}
