// story.html: timeline, map, list and evidence on one state.

import { operatorColours } from "../../../maps/web/basemarks.js";
import { readData } from "../../../maps/web/data.js";
import { createMenus, eventMenus, kindMenu } from "../../../maps/web/facets.js";
import { createFilters } from "../../../maps/web/filters.js";
import { groupColours } from "../../../maps/web/shapes.js";
import { createSkipLinks } from "../../../maps/web/skip.js";
import { createState } from "../../../maps/web/state.js";
import { createWords } from "../../../maps/web/words.js";
import { restoreExtents } from "./extents.js";
import { createPlayer } from "./play.js";
import { createBaseList, createEventList, createEvidencePanel, listDocuments } from "./reading.js";
import { createReport } from "./report.js";
import { ROW } from "./rows.js";
import { createSearch } from "./search.js";
import { createStoryMap } from "./storymap.js";
import { createClear, createCount } from "./summary.js";
import { createTimePart } from "./timepart.js";
import { createFold, createViews } from "./views.js";

const data = readData("dateline-data");
restoreExtents(data.events);
groupColours(data.groups);
operatorColours(data.looks.operators);
const say = createWords(data.strings, data.language);
const state = createState(data, data.start);
const part = (id) => document.getElementById(id);
const shared = { data, state, say };

document.body.classList.toggle("empty", !data.events.length);
createCount(part("count"), shared);
createClear(part("clear"), shared);
createSearch(part("search"), shared);
createFilters(part("filters"), { ...shared, finer: false });
createMenus(part("facets"), [kindMenu(data, say), ...eventMenus(data, say)], shared);
createEventList(part("events"), part("undated"), part("nothing"), shared);
createBaseList(part("bases"), shared);
createEvidencePanel(part("evidence"), part("list"), shared);
const views = createViews(part("views"), part("parts"), shared);
createSkipLinks((id) => {
  views.show(id.replace("-part", ""));
  return part(id).inert ? part("evidence") : part(id); // the evidence lies over the list
});
createFold(part("filter-toggle"), part("filter-box"));
// Beside map and list the plot has a share of the height; alone on a phone's screen it has all of it.
const CONTROLS = 290; // pixels of axis, strip and buttons below the plot, bare marks, and the credits
const OUTLIERS = 36; // and of the line that tells of events outside the axis
const PLOT_SHARE = 0.45;
const mostRows = () => {
  if (innerWidth < 768) return 20;
  if (innerWidth < 1024) return 10;
  const notes = data.chart.first ? OUTLIERS : 0;
  const free = innerHeight - document.querySelector(".story > header").offsetHeight - CONTROLS - notes;
  return Math.max(4, Math.min(14, Math.floor((free * PLOT_SHARE) / ROW)));
};
const room = { mostRows, mostPlainRows: 3, countsHeight: 120, pan: false, steady: true };
const time = createTimePart(part("time"), { ...shared, ...room });
if (time) createPlayer(time.bar, { ...shared, view: time.view, whole: data.chart.whole });
// Last, for the map fits itself to the room that the other parts leave.
createStoryMap(part("map"), part("map-foot"), shared);
listDocuments(part("documents"), shared);
createReport(part("report"), shared);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (state.get().selected) state.set({ selected: null });
  else state.clear();
});
