// What goes on paper: an ordered list of what is shown, each with its sentence and source.

import { el } from "../../../maps/web/dom.js";
import { placeName } from "../../../maps/web/words.js";

const MOST = 300; // events a report lists

/** Fills `element` just before the page is printed, and empties it afterwards. */
export function createReport(element, { data, state, say }) {
  addEventListener("beforeprint", () => {
    const events = state.visible();
    element.replaceChildren(
      el("h2", {}, say("list")),
      el("ol", {}, events.slice(0, MOST).map(item)),
      ...(events.length > MOST ? [el("p", {}, say("report_more", { n: events.length - MOST }))] : []),
    );
  });
  addEventListener("afterprint", () => element.replaceChildren());

  function item(event) {
    const places = event.places.map((place) => placeName(place, data)).join(", ");
    const evidence = event.evidence[0];
    const source = evidence && data.documentById.get(evidence.document);
    const status = data.statuses.get(event.status).label;
    return el("li", {},
      el("strong", {}, event.when), " ",
      el("span", { dir: "auto" }, event.title),
      el("span", { class: "soft" }, ` (${[places, event.status === "happened" ? "" : status].filter(Boolean).join("; ") || say("place_unknown")})`),
      evidence ? el("q", { dir: "auto" }, evidence.quote) : null,
      source ? el("span", { class: "soft", dir: "auto" }, [source.title ?? source.name, source.publisher, source.dct].filter(Boolean).join(" · ")) : null);
  }
}
