// What can be said of an event: the same fields for one that was read, a part of one, and one's own.

import { el } from "/shared/dom.js";
import { choiceField, readField, textField } from "./fields.js";

const READ = ["title", "date", "place", "kind", "status", "actors", "casualties"];
const SEVERAL = "(several with ; between them)";

/** Fields filled with `now`; `choices` are dates and places to offer, `prefix` keeps ids apart. */
export function eventFields(now, state, { choices = {}, prefix = "" } = {}) {
  const reading = (words, none) => (words ? `That is: ${words}` : none);
  return {
    title: textField(`${prefix}event-title`, "Title", now.title, { maxlength: 70 }),
    date: readField("date", "Date", now.date, choices.dates ?? [], reading(now.when, "date unknown"), prefix),
    place: readField("place", `Place ${SEVERAL}`, now.place, choices.places ?? [], reading(now.where, "place unknown"), prefix),
    kind: choiceField(`${prefix}kind`, "Kind", now.kind, state.kinds),
    status: choiceField(`${prefix}status`, "Status", now.status, state.statuses),
    actors: textField(`${prefix}actors`, `Who ${SEVERAL}`, now.actors),
    casualties: textField(`${prefix}casualties`, `Casualties ${SEVERAL}`, now.casualties, { placeholder: "at least 40 killed; 12 injured (source)" }),
  };
}

export function noteField(note) {
  return textField("note", "Note (shown with the event)", note, { rows: 2 });
}

/** The fields as they stand on the page. */
export function laidOut(fields) {
  return [
    fields.title.field, fields.date.field, fields.place.field,
    el("div", { class: "pair" }, fields.kind.field, fields.status.field),
    el("div", { class: "pair" }, fields.actors.field, fields.casualties.field),
  ];
}

export function valuesOf(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, made]) => [name, made.input.value.trim()]));
}

/** Whether the fields say just what was read. */
export function isAsRead(values, read) {
  return READ.every((name) => values[name] === read[name]);
}
