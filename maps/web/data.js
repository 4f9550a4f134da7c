// Reads the page's data block and puts back what maps/pagedata.py left out.

import { stretchOf } from "./days.js";

const OTHER_OPERATORS = "other"; // as in maps/looks.py

/** The value of the block `<script type="application/json" id=…>`, restored. */
export function readData(elementId) {
  const data = JSON.parse(document.getElementById(elementId).textContent);
  const { defaults, paragraphs } = data;
  const places = data.places.map((place) => ({ ...defaults.place, ...place }));
  data.documents = data.documents.map((item) => ({ ...defaults.document, ...item }));
  data.documentById = new Map(data.documents.map((item) => [item.id, item]));
  data.groups = new Map(data.looks.groups.map((group) => [group.id, group]));
  data.statuses = new Map(data.looks.statuses.map((status) => [status.id, status]));
  // The language of what an item says, on which hyphens and voices depend.
  data.languageOf = ({ evidence, mentions }) => data.documentById.get((evidence ?? mentions)?.[0]?.document)?.language ?? null;
  data.kindLabel = (event) => data.looks.kinds[event.kind].label;
  data.groupOf = (event) => data.groups.get(data.looks.kinds[event.kind].group);
  data.operatorGroupOf = (base) => data.looks.operator_of[base.operator[0]] ?? OTHER_OPERATORS;
  const spans = createSpans();
  data.events = data.events.map((item) => {
    const event = withDate({ ...defaults.event, ...item }, item);
    event.span = spans(event);
    event.places = event.places.map((at) => places[at]);
    event.evidence = event.evidence.map((one) => quoted(one, defaults.evidence, paragraphs));
    return event;
  });
  data.bases = data.bases.map((item) => ({
    ...defaults.base,
    ...item,
    kind: "base",
    mentions: (item.mentions ?? []).map((one) => quoted(one, defaults.mention, paragraphs)),
  })).sort(byWeight);
  data.byId = new Map([...data.bases, ...data.events].map((item) => [item.id, item]));
  return data;
}

// Bases that a text mentions come first, airfields of which no more is known than that they are last.
function byWeight(one, other) {
  const weight = (base) => (base.mentions.length ? 0 : base.operator.length ? 1 : 2);
  return weight(one) - weight(other) || one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1);
}

// Left out are an end that is the start and an EDTF date that only joins the two.
function withDate(event, item) {
  const { start } = item;
  if (start === undefined) return event;
  if (item.end === undefined) event.end = start;
  if (item.edtf === undefined) event.edtf = start === event.end ? start : `${start}/${event.end}`;
  return event;
}

// A reader of [first, last) in day numbers, null for an open side; null alone for an event without
// a date. Stories name the same days again and again.
function createSpans() {
  const known = new Map();
  const stretch = (iso) => {
    if (!known.has(iso)) known.set(iso, stretchOf(iso));
    return known.get(iso);
  };
  return ({ start, end }) => {
    const [first, last] = [stretch(start), stretch(end)];
    return first || last ? [first && first[0], last && last[1]] : null;
  };
}

// Offsets count code points, which differ from a string's own units outside the basic plane.
function quoted(item, defaults, paragraphs) {
  const value = { ...defaults, ...item };
  if (typeof item.context === "number") value.context = paragraphs[item.context];
  if (value.quote === undefined) {
    const from = value.start - value.context_start;
    value.quote = slice(value.context, from, from + value.end - value.start);
  }
  value.end ??= value.start + Array.from(value.quote).length;
  return value;
}

/** `text` from code point `from` to before code point `to`. */
export function slice(text, from, to) {
  return Array.from(text).slice(from, to).join("");
}
