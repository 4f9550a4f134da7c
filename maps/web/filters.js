// Which statuses and kinds are shown: one button each, with its count, the key to the marks as well;
// beside them menus of the finer kinds, and of the bases' operators, hosts and kinds.

import { SAMPLE_BASE, baseIcon } from "./basemarks.js";
import { el } from "./dom.js";
import { baseMenu, createMenus, kindMenu } from "./facets.js";
import { markIcon } from "./shapes.js";

// createFilters(container, {data, state, say, finer}): only what occurs gets a button; without `finer`
// the page has the menu of finer kinds elsewhere.
export function createFilters(container, { data, state, say, finer = true }) {
  const count = (test) => data.events.filter(test).length;
  const statuses = data.looks.statuses.map((status) => ({
    key: "statuses", id: status.id, label: status.label, hint: status.meaning,
    icon: markIcon("circle", status.fill, "--ink"), n: count((event) => event.status === status.id),
  })).filter(({ n }) => n);
  const groups = [...data.groups.values()].map((group) => ({
    key: "groups", id: group.id, label: group.label, hint: "",
    icon: markIcon(group.shape, "solid", `--group-${group.id}`),
    n: count((event) => data.groupOf(event).id === group.id),
  })).filter(({ n }) => n);
  const buttons = [];

  function button({ key, id, label, hint, icon, n }, all) {
    const made = el("button", { type: "button", class: "filter", title: hint || null,
      onclick: () => toggle(key, id, all) },
    icon, el("span", {}, label), el("span", { class: "filter-count" }, say("number", { n })));
    buttons.push({ key, id, made });
    return made;
  }

  function toggle(key, id, all) {
    const now = new Set(state.get()[key] ?? all);
    if (now.has(id)) now.delete(id);
    else now.add(id);
    const kept = all.filter((one) => now.has(one));
    state.set({ [key]: key === "groups" && kept.length === all.length ? null : kept });
  }

  function row(name, items) {
    const all = items.map(({ id }) => id);
    const [first, ...rest] = items.map((item) => button(item, all));
    // The name and the first button stay on one line.
    return el("div", { class: "filter-row", role: "group", "aria-label": name },
      el("span", { class: "filter-lead" }, el("span", { class: "filter-name", "aria-hidden": "true" }, name), first), rest);
  }

  container.append(row(say("filter_kinds"), groups));
  if (finer) createMenus(container.lastChild, [kindMenu(data, say)], { state, say });
  container.append(row(say("filter_statuses"), statuses));
  if (data.bases.length) {
    const made = el("button", { type: "button", class: "filter",
      onclick: () => state.set({ bases: !state.get().bases }) },
    baseIcon(SAMPLE_BASE, "--base"), el("span", {}, say("bases")),
    el("span", { class: "filter-count" }, say("number", { n: data.bases.length })));
    buttons.push({ key: "bases", made });
    container.lastChild.append(made);
    createMenus(container.lastChild, [baseMenu(data, say)], { state, say });
  }

  function show(now) {
    for (const { key, id, made } of buttons) {
      const on = key === "bases" ? now.bases : now[key] === null || now[key].includes(id);
      made.setAttribute("aria-pressed", String(on));
    }
  }
  show(state.get());
  state.subscribe(show);
}
