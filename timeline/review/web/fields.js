// The fields of an event: what stands in them, and what a date or place in the making is read as.

import { el } from "/shared/dom.js";
import { ask } from "./asking.js";

const PAUSE = 300; // milliseconds without a key before a half-written date is looked up

export function textField(id, label, value, attributes = {}) {
  const tag = attributes.rows ? "textarea" : "input";
  const input = el(tag, { id, name: id, dir: "auto", autocomplete: "off", ...attributes });
  input.value = value ?? "";
  return { input, field: el("div", { class: "field" }, el("label", { for: id }, label), input) };
}

/** A choice of `values`, each a text or a pair of value and text. */
export function choiceField(id, label, value, values) {
  const input = el("select", { id, name: id }, values.map((one) => {
    const [name, text] = Array.isArray(one) ? one : [one, one];
    return el("option", { value: name, dir: "auto" }, text);
  }));
  input.value = value;
  return { input, field: el("div", { class: "field" }, el("label", { for: id }, label), input) };
}

/**
 * A field of a date or places: `kind` is "date" or "place", `choices` what the sentences name,
 * `prefix` stands before the id.
 */
export function readField(kind, label, value, choices, hint, prefix = "") {
  const id = `${prefix}${kind}`;
  const made = textField(id, label, value, { "aria-describedby": `${id}-reading` });
  const reading = el("p", { class: "reading", id: `${id}-reading`, "aria-live": "polite" }, hint);
  const offered = el("div", {});
  made.field.append(reading, offered);
  let waiting = null;
  let turn = 0;
  async function look() {
    const text = made.input.value.trim();
    const mine = (turn += 1);
    const found = text ? await readAll(kind, text) : { text: kind === "date" ? "date unknown" : "place unknown" };
    if (mine !== turn) return;
    reading.textContent = found.error ?? `That is: ${found.text}`;
    reading.classList.toggle("wrong", Boolean(found.error));
    made.input.toggleAttribute("aria-invalid", Boolean(found.error));
    if (found.error) made.input.setAttribute("aria-invalid", "true");
    offer(found.choices?.length ? found.choices : choices);
  }
  made.input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
    press();
  });
  function offer(list) {
    const group = el("fieldset", { class: "choices-of" }, el("legend", {}, kind === "date" ? "Dates named here" : "Places this could be"),
      list.map((choice) => el("button", { type: "button", "data-value": choice.value, onclick: () => take(choice) },
        choice.text, choice.why ? el("span", { class: "why", dir: "auto" }, choice.why) : null)));
    offered.replaceChildren(...(list.length ? [group] : []));
    press();
  }
  function take(choice) {
    made.input.value = choice.value;
    made.input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function press() {
    const values = made.input.value.split(";").map((part) => part.trim());
    for (const button of offered.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(values.includes(button.dataset.value)));
    }
  }
  offer(choices);
  return made;
}

// Several places stand with ";" between them; each is looked up by itself.
async function readAll(kind, text) {
  const parts = kind === "place" ? text.split(";").map((part) => part.trim()).filter(Boolean) : [text];
  const found = [];
  for (const part of parts) {
    try {
      found.push(await ask("/look", { [kind]: part }));
    } catch (refused) {
      return { error: refused.message };
    }
  }
  const wrong = found.find((one) => one.error);
  if (wrong) return wrong;
  return { text: found.map((one) => one.text).join("; "), choices: parts.length === 1 ? found[0].choices : [] };
}
