// The soft shape of each event's date: the twin of timeline/chart/extent.py, which sends what an
// event's start and end do not tell.

/** Gives every event `extent`: {first, last, core: [from, to] | null, instant} in day numbers, with
 * infinite ends where a side is open; null without a date. */
export function restoreExtents(events) {
  for (const event of events) {
    const stretch = event.extent ?? event.span;
    event.extent = stretch && shapeOf(stretch, event.core);
    if (event.extent) event.span = stretch; // what the window filters by
  }
}

function shapeOf([begin, end], core) {
  const first = begin ?? -Infinity;
  const last = end ?? Infinity;
  const instant = last - first <= 1 && (last === first || Number.isInteger(first));
  const sure = core ? [core[0] ?? -Infinity, core[1] ?? Infinity] : null;
  return { first, last, core: sure, instant };
}
