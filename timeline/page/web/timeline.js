// timeline.html: the timeline, its filters, the evidence and the list as its equal.

import { readData } from "../../../maps/web/data.js";
import { createFilters } from "../../../maps/web/filters.js";
import { groupColours } from "../../../maps/web/shapes.js";
import { createSkipLinks } from "../../../maps/web/skip.js";
import { createState } from "../../../maps/web/state.js";
import { createWords } from "../../../maps/web/words.js";
import { createEventList, createEvidencePanel, listDocuments } from "./reading.js";
import { restoreExtents } from "./extents.js";
import { createTimePart } from "./timepart.js";
import { createReport } from "./report.js";
import { createCount } from "./summary.js";

const data = readData("dateline-data");
restoreExtents(data.events);
groupColours(data.groups);
const say = createWords(data.strings, data.language);
const state = createState(data, data.start);
const part = (id) => document.getElementById(id);

createCount(part("count"), { data, state, say });
createFilters(part("filters"), { data, state, say });
createTimePart(part("time"), { data, state, say, mostRows: (width) => (width < 600 ? 22 : 26) });
createEventList(part("events"), part("undated"), part("nothing"), { data, state, say });
createEvidencePanel(part("evidence"), part("list"), { data, state, say });
createSkipLinks();
listDocuments(part("documents"), { data, say });
createReport(part("report"), { data, state, say });

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (state.get().selected) state.set({ selected: null });
  else state.clear();
});
