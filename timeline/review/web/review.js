// The review page: one state from the server, drawn anew after each decision.

import { el } from "/shared/dom.js";
import { ask } from "./asking.js";
import { isShown, showList, STATES } from "./eventlist.js";
import { choiceField, textField } from "./fields.js";
import { eventFields, isAsRead, laidOut, noteField, valuesOf } from "./form.js";
import { partsForm, splitting } from "./parts.js";
import { quotes } from "./quotes.js";

const at = (id) => document.getElementById(id);
const ADDING = ":new";
const EMPTY = { title: "", date: "", place: "", kind: "other", status: "happened", actors: "", casualties: "" };
const SOURCE = [["title", "Title of the source"], ["url", "Its address"], ["publisher", "Publisher"], ["quote", "The sentence that tells it"]];
let state = null;
let chosen = null;
let show = "all";

async function load() {
  try {
    take(await ask("/state"));
  } catch (refused) {
    trouble(refused.message);
  }
}

function take(value) {
  state = value;
  const known = state.events.some((event) => event.id === chosen);
  if (!known && chosen !== ADDING) chosen = state.events[0]?.id ?? null;
  draw();
}

function draw() {
  const decided = state.events.filter((event) => event.state !== "open").length;
  document.title = `Review: ${state.title}`;
  at("title").textContent = state.title || "Review";
  at("progress").textContent = `${decided} of ${state.events.length} events decided, in ${state.file}`;
  at("undo").disabled = !state.can_undo;
  showProblems();
  showList(at("events"), state, { show, chosen, choose });
  const event = state.events.find((one) => one.id === chosen);
  at("detail").replaceChildren(...(chosen === ADDING ? addForm(null) : event ? detail(event) : []));
}

function showProblems() {
  trouble(state.problems.length ? `${state.file} cannot be used as it is; mend it, then reload:\n${state.problems.join("\n")}` : "");
  at("lost").hidden = !state.lost.length;
  at("lost").replaceChildren(el("p", {}, "Corrections that need a look:"),
    el("ul", {}, state.lost.map((line) => el("li", {}, line))));
}

function trouble(text) {
  at("trouble").textContent = text;
  at("trouble").hidden = !text;
}

function choose(id) {
  chosen = id;
  trouble("");
  draw();
  at("detail").scrollTop = 0;
  at("detail").focus({ preventScroll: false });
}

// Send a decision. `told` is said when it is written; `next` moves on to the next event to look at.
async function send(path, body, told, { next = false } = {}) {
  const before = chosen;
  try {
    const value = await ask(path, { version: state.version, ...body });
    if (next) chosen = following(value, before) ?? before;
    take(value);
    at("said").textContent = told;
    if (chosen !== before) at("detail").focus({ preventScroll: false });
  } catch (refused) {
    if (refused.status === 409) await load();
    trouble(refused.message);
  }
}

function following(value, id) {
  const place = value.events.findIndex((event) => event.id === id);
  const rest = [...value.events.slice(place + 1), ...value.events.slice(0, place)];
  return rest.find((event) => event.state === "open" && isShown(event, show))?.id;
}

function detail(event) {
  if (event.state === "added") return addForm(event);
  if (event.state === "split") return splitDetail(event);
  const now = event.now;
  const fields = eventFields(now, state, { choices: event });
  const note = noteField(event.note);
  const values = () => valuesOf({ ...fields, note });
  const isRead = () => isAsRead(values(), event.read);
  const first = el("button", { type: "button", class: "first", onclick: () => send("/decide", { event: event.id, fields: values() }, isRead() ? `Confirmed: ${now.title}` : `Corrected: ${values().title}`, { next: true }) });
  const relabel = () => { first.textContent = isRead() && !event.more.length ? "Confirm" : "Save correction"; };
  const form = el("div", { class: "fields", oninput: relabel, onchange: relabel }, laidOut(fields), note.field);
  relabel();
  return [
    ...heading(event),
    form,
    reasons(event),
    merging(event, values),
    splitting(event, state, (parts) => split(event, parts, values().note)),
    el("div", { class: "deciding" }, first,
      el("button", { type: "button", onclick: () => send("/decide", { event: event.id, fields: { drop: true, note: values().note } }, `Dropped: ${now.title}`, { next: true }) }, "Drop"),
      event.state === "open" ? null : takingBack(event)),
  ];
}

function splitDetail(event) {
  return [...heading(event), ...partsForm(event, state, (parts) => split(event, parts, event.note)),
    el("div", { class: "deciding" }, takingBack(event))];
}

function heading(event) {
  return [
    el("p", { class: "evidence-kind" }, el("span", { class: "chip" }, STATES[event.state]),
      event.more.includes("merge") ? "The file also takes other events into it." : null),
    el("h2", { dir: "auto" }, event.now.title),
    quotes(event, state.documents),
    event.state === "open" ? null : el("p", { class: "was", dir: "auto" },
      `As it was read: ${event.read.title}; ${event.read.when}; ${event.read.where || "place unknown"}`),
  ].filter(Boolean);
}

function split(event, parts, note) {
  send("/decide", { event: event.id, fields: { split: parts, note } }, `Split into ${parts.length}: ${event.read.title}`);
}

function takingBack(event) {
  return el("button", { type: "button", class: "last", onclick: () => send("/decide", { event: event.id, fields: null }, `As it was read again: ${event.read.title}`) }, "Take back the decision");
}

function reasons(event) {
  const lines = [["Date", event.when_reason], ["Place", event.where_reason], ...event.turned_down.map((line) => ["Turned down", line])].filter(([, text]) => text);
  return el("details", {}, el("summary", {}, `Why it was read so (confidence ${Math.round(event.confidence * 100)} %)`),
    el("dl", { class: "facts" }, lines.flatMap(([name, text]) => [el("dt", {}, name), el("dd", { dir: "auto" }, text)])));
}

function merging(event, values) {
  const others = state.events.filter((one) => one.id !== event.id && !["added", "dropped", "merged", "split"].includes(one.state));
  const choice = el("select", { id: "other" }, others.map((one) => el("option", { value: one.id }, `${one.now.when}: ${one.now.title}`)));
  return el("details", {}, el("summary", {}, "The same as another event"),
    el("div", { class: "merge" }, el("div", { class: "field" }, el("label", { for: "other" }, "Take this other event into it"), choice),
      el("button", { type: "button", disabled: !others.length, onclick: () => send("/decide", { event: event.id, fields: { ...values(), merge: choice.value } }, "Merged.") }, "Merge")));
}

function addForm(event) {
  const fields = eventFields(event?.now ?? EMPTY, state);
  const note = noteField(event?.note);
  const articles = Object.values(state.documents).filter((one) => state.articles.includes(one.id));
  const named = articles.find((one) => [one.id, one.name, one.title].includes(event?.source?.document));
  const article = choiceField("source-document", "The article that tells it", named?.name ?? "",
    [["", "none of the story"], ...articles.map((one) => [one.name, one.title ?? one.name])]);
  const source = Object.fromEntries(SOURCE.map(([name, label]) => [name, textField(`source-${name}`, label, event?.source?.[name])]));
  // What the page has no field for, such as a day of publication, stays.
  const values = () => ({
    ...valuesOf({ ...fields, note }),
    source: { ...(event?.source ?? {}), ...valuesOf(source), document: article.input.value },
  });
  return [
    el("h2", {}, event ? "An event of your own" : "Add an event"),
    el("div", { class: "fields" }, laidOut(fields),
      article.field, ...Object.values(source).map((made) => made.field), note.field),
    el("div", { class: "deciding" },
      el("button", { type: "button", class: "first", onclick: () => saveOwn(event, values()) }, event ? "Save" : "Add"),
      event ? el("button", { type: "button", onclick: () => send("/add", { event: event.id, fields: null }, "Taken out.") }, "Take it out")
        : el("button", { type: "button", onclick: () => choose(state.events[0]?.id ?? null) }, "Cancel")),
  ];
}

async function saveOwn(event, fields) {
  const known = new Set(state.events.map((one) => one.id));
  await send("/add", { event: event?.id ?? null, fields }, event ? `Saved: ${fields.title}` : `Added: ${fields.title}`);
  const fresh = state.events.find((one) => !known.has(one.id));
  if (!event && fresh) choose(fresh.id);
}

at("show").addEventListener("change", () => { show = at("show").value; draw(); });
at("undo").addEventListener("click", () => send("/undo", {}, "Undone."));
at("add").addEventListener("click", () => choose(ADDING));
load();
