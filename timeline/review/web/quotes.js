// The sentences an event rests on, each in its paragraph with what was read marked.

import { el, safeLink } from "/shared/dom.js";

export function quotes(event, documents) {
  return el("div", { class: "quotes" }, event.evidence.map((item) => el("figure", {},
    el("blockquote", { dir: "auto" }, paragraph(item)),
    el("figcaption", {}, source(documents[item.document])))));
}

// Offsets count code points, hence the array.
function paragraph(item) {
  const letters = [...(item.context || item.quote)];
  const shift = item.context ? item.context_start : item.start;
  const inside = [item.start - shift, item.end - shift];
  const marks = item.marks.map((mark) => [mark.start - shift, mark.end - shift, mark.role]);
  const cuts = [...new Set([0, letters.length, ...inside, ...marks.flatMap(([from, to]) => [from, to])])]
    .filter((cut) => cut >= 0 && cut <= letters.length).sort((one, other) => one - other);
  return cuts.slice(0, -1).map((from, at) => {
    const text = letters.slice(from, cuts[at + 1]).join("");
    const mark = marks.find(([first, last]) => first <= from && cuts[at + 1] <= last);
    const piece = mark ? el("mark", { class: `role-${mark[2]}`, title: mark[2] }, text) : text;
    return from >= inside[0] && cuts[at + 1] <= inside[1] ? piece : el("span", { class: "beyond" }, piece);
  });
}

function source(document) {
  if (!document) return "";
  const title = document.title ?? document.name;
  const link = safeLink(document.url);
  const rest = [document.publisher, document.dct ?? document.published].filter(Boolean);
  return [
    link ? el("a", { href: link, rel: "noopener noreferrer", target: "_blank" }, title) : el("span", { dir: "auto" }, title),
    rest.map((text) => ` · ${text}`).join(""),
  ];
}
