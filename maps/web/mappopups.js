// Popups of a map: what opens at a mark.

import { baseIcon, operatorColour } from "./basemarks.js";
import { el } from "./dom.js";
import { markIcon } from "./shapes.js";

/* global L */

/** createPopups(map, {data, layerLatLng(mark), say}) -> {open(mark, content, title), close, focus,
 * choices(mark, choose)}; one popup at a time, a dialog called `title`. */
export function createPopups(map, { data, layerLatLng, say }) {
  let popup = null;

  function open(mark, content, title) {
    close();
    const width = Math.min(360, map.getSize().x - 90);
    popup = L.popup({
      maxWidth: width, minWidth: Math.min(280, width), maxHeight: Math.max(140, map.getSize().y - 130),
      autoPanPaddingTopLeft: [8, 8], autoPanPaddingBottomRight: [52, 8], className: "map-popup", offset: [0, -6],
    }).setLatLng(layerLatLng(mark)).setContent(content);
    popup.on("remove", () => { popup = null; });
    popup.openOn(map);
    const root = popup.getElement();
    root.setAttribute("role", "dialog");
    root.tabIndex = -1;
    root.setAttribute("aria-label", title);
    root.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", say("close"));
  }

  function close() {
    popup?.remove();
    popup = null;
  }

  // Many events at one place: each by a button of its own.
  function choices(mark, choose) {
    const rows = mark.items.map((item) => el("li", {}, el("button", {
      type: "button", class: "event-row",
      onclick: () => choose({ ...mark, items: [item] }),
    }, itemIcon(item), el("span", { class: "event-when" }, item.when ?? ""),
    el("span", { class: "event-title", dir: "auto", lang: data.languageOf(item) }, item.title ?? item.name))));
    return el("div", { class: "choices" },
      el("h3", {}, say("events_here", { n: mark.items.length })), el("ol", { class: "event-list" }, rows));
  }

  function itemIcon(item) {
    if (item.kind === "base") return baseIcon(item, operatorColour(item, data));
    const group = data.groupOf(item);
    return markIcon(group.shape, data.statuses.get(item.status).fill, `--group-${group.id}`);
  }

  return { open, close, choices, focus: () => popup?.getElement().focus({ preventScroll: true }) };
}
