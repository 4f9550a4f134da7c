// One event that is really several: a group of fields for each of them.

import { el } from "/shared/dom.js";
import { eventFields, laidOut, valuesOf } from "./form.js";

/** The parts of `event`; `save(parts)` is called with the values of each. */
export function partsForm(event, state, save) {
  const groups = el("div", { class: "parts" });
  const parts = [];
  let made = 0;
  function add(now) {
    made += 1;
    const fields = eventFields(now, state, { choices: event, prefix: `part-${made}-` });
    const legend = el("legend", {});
    const out = el("button", { type: "button", onclick: () => take(part) }, "Take this part out");
    const part = { fields, legend, out, group: el("fieldset", { class: "part" }, legend, laidOut(fields), out) };
    parts.push(part);
    groups.append(part.group);
    number();
    return part;
  }
  function take(part) {
    parts.splice(parts.indexOf(part), 1);
    part.group.remove();
    number();
    parts[0].fields.title.input.focus();
  }
  function number() {
    parts.forEach((part, index) => {
      part.legend.textContent = `Part ${index + 1}`;
      part.out.disabled = parts.length < 3;
    });
  }
  for (const now of event.parts.length ? event.parts : [event.now, event.now]) add(now);
  return [
    groups,
    el("div", { class: "deciding-parts" },
      el("button", { type: "button", onclick: () => add(event.now).fields.title.input.focus() }, "Another part"),
      el("button", { type: "button", class: "first", onclick: () => save(parts.map((part) => valuesOf(part.fields))) },
        event.state === "split" ? "Save the parts" : "Split")),
  ];
}

/** The same, closed until it is wanted. */
export function splitting(event, state, save) {
  const inside = el("div", {});
  const details = el("details", {}, el("summary", {}, "More than one event"), inside);
  details.addEventListener("toggle", () => {
    if (details.open && !inside.childElementCount) inside.append(...partsForm(event, state, save));
  });
  return details;
}
