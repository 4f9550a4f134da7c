// What goes on paper: an ordered list of what is shown, each with its sentence and source.

import { el } from "../../../maps/web/dom.js";
import { publication } from "../../../maps/web/evidence.js";
import { onPaper } from "../../../maps/web/paper.js";
import { markIcon } from "../../../maps/web/shapes.js";
import { placeName } from "../../../maps/web/words.js";

const MOST = 300; // events a report lists

/** Fills `element` just before the page is printed, and empties it afterwards. */
export function createReport(element, { data, state, say }) {
  onPaper(() => {
    const events = state.visible();
    element.replaceChildren(
      key(events),
      el("h2", {}, say("list")),
      el("ol", {}, events.slice(0, MOST).map(item)),
      ...(events.length > MOST ? [el("p", {}, say("report_more", { n: events.length - MOST }))] : []),
    );
  }, () => element.replaceChildren());

  // What colours, shapes and fillings mean, for on paper there are no buttons that tell it.
  function key(events) {
    const groups = new Set(events.map((event) => data.groupOf(event)));
    const statuses = new Set(events.map((event) => event.status));
    const row = (icon, text) => el("li", {}, icon, el("span", {}, text));
    return el("ul", { class: "report-key" },
      [...data.groups.values()].filter((group) => groups.has(group))
        .map((group) => row(markIcon(group.shape, "solid", `--group-${group.id}`), group.label)),
      data.looks.statuses.filter(({ id }) => statuses.has(id))
        .map(({ fill, label }) => row(markIcon("circle", fill, "--ink"), label)));
  }

  function item(event) {
    const places = event.places.map((place) => placeName(place, data)).join(", ");
    const evidence = event.evidence[0];
    const source = evidence && data.documentById.get(evidence.document);
    const status = data.statuses.get(event.status).label;
    return el("li", {},
      el("strong", {}, event.when), " ",
      el("span", { dir: "auto", lang: data.languageOf(event) }, event.title),
      el("span", { class: "soft" }, ` (${[places, event.status === "happened" ? "" : status].filter(Boolean).join("; ") || say("place_unknown")})`),
      evidence ? el("q", { dir: "auto" }, evidence.quote) : null,
      source ? el("span", { class: "soft", dir: "auto" }, [source.title ?? source.name, ...publication(source, say)].join(" · ")) : null);
  }
}
