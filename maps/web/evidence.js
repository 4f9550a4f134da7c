// What a claim rests on: the sentence in its paragraph, what was read out of it and why.

import { baseIcon, operatorColour } from "./basemarks.js";
import { el, safeLink } from "./dom.js";
import { markIcon } from "./shapes.js";
import { countryName, createWords, isoWords, placeName } from "./words.js";

// Statuses of what took place; the others are never drawn as a fact (maps/features.py).
const DRAWN = new Set(["happened", "ongoing"]);

// Fill `container` with all there is to check about an event or a base; `brief` leaves an event's
// sentence, date and place, for where the rest is shown beside.
export function showEvidence(container, item, data, { brief = false } = {}) {
  const say = createWords(data.strings, data.language);
  const parts = item.kind === "base" ? baseParts(item, data, say, brief) : eventParts(item, data, say, brief);
  container.replaceChildren(...parts);
}

function eventParts(event, data, say, brief) {
  const group = data.groupOf(event);
  const status = data.statuses.get(event.status);
  return [
    el("p", { class: "evidence-kind" },
      markIcon(group.shape, status.fill, `--group-${group.id}`),
      `${data.kindLabel(event)} · ${status.label}`,
      event.edited ? el("span", { class: "chip edited" }, "✓ ", say(`edited_${event.edited}`)) : null),
    DRAWN.has(event.status) ? null
      : el("p", { class: "evidence-status" }, say("status_meaning", { meaning: status.meaning })),
    el("h3", { dir: "auto", lang: data.languageOf(event) }, event.title),
    quotes(event.evidence, data, say, brief),
    facts(eventFacts(event, data, say, brief)),
  ].filter(Boolean);
}

function eventFacts(event, data, say, brief) {
  const rows = [
    [say("when"), whenFacts(event, say)],
    [say("where"), event.places.length
      ? event.places.flatMap((place) => placeFacts(place, data, say, brief)) : [say("place_unknown")]],
  ];
  if (brief) return rows;
  return [
    ...rows,
    [say("who"), event.actors.length ? [event.actors.join(", ")] : []],
    [say("casualties"), event.casualties.map((figure) => casualty(figure, say))],
    [say("said_by"), event.attribution.map((said) => said.source)],
    [say("confidence"), [percent(event.confidence, data)]],
    [say("sources"), [say("source_count", { n: event.sources })]],
    [say("turned_down"), [...event.candidates.dates, ...event.candidates.places]],
    [say("notes"), event.notes],
  ];
}

function whenFacts(event, say) {
  const lines = [el("strong", {}, timeElement(event))];
  if (event.when_text) lines.push(say("as_written", { text: event.when_text }));
  if (event.lasts !== null) lines.push(say(event.lasts ? "when_lasts" : "when_within"));
  if (event.when_reason) lines.push(event.when_reason);
  return lines;
}

// The date in words, machine-readable where a single ISO value says it.
export function timeElement(event) {
  const day = event.start && event.start === event.end && /^\d{4}-\d\d-\d\d$/.test(event.start);
  return el("time", { datetime: day ? event.start : null }, event.when);
}

function placeFacts(place, data, say, brief) {
  const country = place.country && place.level !== "country" ? countryName(data.language, place.country) : null;
  const name = placeName(place, data);
  const lines = [el("strong", { dir: "auto" }, country ? `${name}, ${country}` : name)];
  if (place.text && place.text !== name) lines.push(say("as_written", { text: place.text }));
  lines.push(precision(place, say));
  if (place.reason && !brief) lines.push(place.reason);
  if (!brief && /^geonames:\d+$/.test(place.gazetteer_id)) lines.push(register(place.gazetteer_id));
  return lines;
}

// Registers whose entries can be looked up by their id.
const REGISTERS = {
  geonames: ["GeoNames", "https://www.geonames.org/"],
  ourairports: ["OurAirports", "https://ourairports.com/airports/"],
  wikidata: ["Wikidata", "https://www.wikidata.org/wiki/"],
};

// "geonames:123" as a link to that entry, anything else as it stands.
function register(id) {
  const [, name, entry] = /^(\w+):([\w-]+)$/.exec(id) ?? [];
  const known = Object.hasOwn(REGISTERS, name ?? "") ? REGISTERS[name] : null;
  if (!known) return safeLink(id) ? el("a", { href: safeLink(id), rel: "noopener noreferrer" }, id) : id;
  return el("a", { href: known[1] + entry, rel: "noopener noreferrer" }, `${known[0]} ${entry}`);
}

// How far a place may be trusted: "known to about 4 km", "somewhere in this country".
export function precision(place, say) {
  const area = ["county", "state", "country", "region", "water", "natural", "continent"];
  const key = area.includes(place.level) ? "precision_area" : "precision_point";
  const km = place.precision_km >= 10 ? Math.round(place.precision_km) : place.precision_km;
  return say(key, { km, level: say(`level_${place.level}`) });
}

function casualty(figure, say) {
  const amount = say(`bound_${figure.bound}`, { value: figure.value });
  const told = [figure.source, figure.as_of && isoWords(figure.as_of, say)].filter(Boolean).join(", ");
  return `${say(`casualty_${figure.type}`)}: ${amount}${told ? ` (${told})` : ""}`;
}

function percent(share, data) {
  return new Intl.NumberFormat(data.language, { style: "percent" }).format(share);
}

function baseParts(base, data, say, brief) {
  const countries = (codes) => codes.map((code) => countryName(data.language, code)).join(", ");
  const years = [base.opened && say("opened", { date: base.opened }),
    base.closed && say("closed", { date: base.closed })].filter(Boolean);
  return [
    el("p", { class: "evidence-kind" },
      baseIcon(base, operatorColour(base, data)),
      `${say(`base_${base.base_kind}`)} · ${say(`base_status_${base.status}`)}`),
    el("h3", { dir: "auto" }, base.name),
    base.inferred ? el("p", { class: "evidence-status" }, say("base_inferred")) : null,
    quotes(base.mentions, data, say, brief),
    facts([
      [say("operator"), base.operator.length ? [countries(base.operator)] : []],
      [say("service"), base.service ? [base.service] : []],
      [say("host"), base.host ? [countryName(data.language, base.host)] : []],
      [say("years"), years],
      [say("personnel"), base.personnel
        ? [say(`bound_${base.personnel.bound ?? "exact"}`, { value: base.personnel.value })] : []],
      [say("certainty"), [percent(base.certainty, data), base.reason].filter(Boolean)],
      [say("data_source"), base.source ? [register(base.source)] : []],
    ].concat(brief ? [] : [
      [say("aliases"), base.aliases.length ? [base.aliases.join(", ")] : []],
      [say("position"), [base.lon === null ? say("base_no_position")
        : say("precision_point", { km: base.precision_km })]],
      [say("turned_down"), base.candidates],
    ])),
  ].filter(Boolean);
}

function facts(rows) {
  const shown = rows.filter(([, lines]) => lines.length);
  return el("dl", { class: "facts" }, shown.flatMap(([name, lines]) => [
    el("dt", {}, name),
    el("dd", {}, lines.map((line) => el("span", { class: "fact", dir: "auto" }, line))),
  ]));
}

function quotes(items, data, say, brief = false) {
  if (!items.length) return null;
  return el("div", { class: "quotes" }, items.map((item, at) => {
    const found = data.documentById.get(item.document);
    // Sentences of one document that follow each other name it once, after the last.
    const isLast = items[at + 1]?.document !== item.document;
    return el("figure", {},
      el("blockquote", { dir: "auto", lang: found?.language ?? null }, paragraph(item, say, brief)),
      isLast ? el("figcaption", {}, found ? sourceLine(found, say) : item.document) : null);
  }));
}

// The paragraph in pieces: outside the sentence, in it, and marked by role. Offsets count code
// points, hence the array.
function paragraph(item, say, brief) {
  const letters = [...(item.context || item.quote)];
  const shift = item.context ? item.context_start : item.start;
  const [start, end] = [item.start - shift, item.end - shift];
  const marks = (item.marks ?? []).map((mark) => [mark.start - shift, mark.end - shift, mark.role]);
  const cuts = [...new Set([0, start, end, ...marks.flatMap(([from, to]) => [from, to]), letters.length])]
    .filter((cut) => cut >= 0 && cut <= letters.length).sort((one, other) => one - other);
  const pieces = [];
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [from, to] = [cuts[at], cuts[at + 1]];
    const text = letters.slice(from, to).join("");
    const role = marks.find(([first, last]) => first <= from && to <= last)?.[2];
    const inside = from >= start && to <= end;
    const piece = role
      ? el("mark", { class: `role-${role}`, title: say(`role_${role}`) }, text) : text;
    if (inside) pieces.push(piece);
    else if (!brief) pieces.push(el("span", { class: "beyond" }, piece));
  }
  return pieces;
}

// Publisher and date of an article, as far as they are known.
export function publication(source, say) {
  const date = source.dct ?? source.published;
  return [source.publisher, date && isoWords(date, say)].filter(Boolean);
}

// "Title, Publisher, 15 September 2015 (how that is known)", linked where there is an address.
export function sourceLine(source, say) {
  const title = source.title ?? source.name ?? source.id;
  const link = safeLink(source.url);
  return [
    link ? el("a", { href: link, rel: "noopener noreferrer", dir: "auto" }, title)
      : el("span", { dir: "auto" }, title),
    publication(source, say).map((text) => ` · ${text}`).join(""),
    source.dct_reason ? el("span", { class: "source-reason" },
      ` ${say(source.dct ? "document_date_how" : "document_date_none", { reason: source.dct_reason })}`) : null,
  ].filter(Boolean);
}
