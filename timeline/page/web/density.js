// Many events: how many there are in each stretch of the calendar, by group.

import { civil, dayNumber } from "../../../maps/web/days.js";

const BIN = 14; // pixels, at least
const DAY_UNITS = [1 / 24, 1 / 4, 1, 7];
const MONTH_UNITS = [1, 3, 12, 60, 120, 600, 1200, 6000, 12000];
const MONDAY = 4; // day number of a Monday, 5 January 1970

/** Stacked bars for plotly: {traces, bins: [[first, last]], most, shares(at)}, which gives the groups of
 * a bin as [[group, number]].
 *
 * An event counts once, where the middle of its visible part lies, so the columns add up.
 */
export function counted(events, data, scale, width, colourOf) {
  const edges = binEdges(scale.first, scale.last, width);
  const bins = edges.slice(0, -1).map((edge, at) => [edge, edges[at + 1]]);
  const sums = new Map(data.looks.groups.map((group) => [group.id, bins.map(() => 0)]));
  const totals = bins.map(() => 0);
  for (const event of events) {
    const { extent } = event;
    const middle = (Math.max(extent.first, scale.first) + Math.min(extent.last, scale.last)) / 2;
    const at = binAt(edges, middle);
    sums.get(data.groupOf(event).id)[at] += 1;
    totals[at] += 1;
  }
  const traces = data.looks.groups
    .filter((group) => sums.get(group.id).some(Boolean))
    .map((group) => ({
      type: "bar",
      x: bins.map(([first, last]) => (first + last) / 2),
      y: sums.get(group.id),
      width: bins.map(([first, last]) => (last - first) * 0.92),
      marker: { color: colourOf(group) },
      hoverinfo: "none",
    }));
  const shares = (at) => data.looks.groups.map((group) => [group, sums.get(group.id)[at]]).filter(([, n]) => n);
  return { traces, bins, most: Math.max(1, ...totals), shares };
}

/** Day numbers at which the bins begin, on whole hours, days, weeks, months or years. */
export function binEdges(first, last, width) {
  const least = ((last - first) / Math.max(width, 1)) * BIN;
  const days = DAY_UNITS.find((unit) => unit >= least);
  if (days) return edgesFrom((at) => MONDAY + at * days, Math.floor((first - MONDAY) / days), last);
  const months = MONTH_UNITS.find((unit) => unit * 30.4 >= least) ?? Math.ceil(least / 30.4);
  const { year, month } = civil(first);
  const monthStart = (at) => {
    const index = at * months;
    return dayNumber(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1);
  };
  return edgesFrom(monthStart, Math.floor((year * 12 + month - 1) / months), last);
}

function edgesFrom(edgeAt, begin, last) {
  const edges = [edgeAt(begin)];
  for (let at = begin + 1; edges.at(-1) < last; at += 1) edges.push(edgeAt(at));
  return edges;
}

function binAt(edges, day) {
  let [low, high] = [0, edges.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= day) low = middle;
    else high = middle;
  }
  return low;
}
