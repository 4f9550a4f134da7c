// The soft shape of each event's date, as the build worked it out (timeline/chart/extent.py).

/** Gives every event `extent`: {first, last, core: [from, to] | null, instant} in day numbers, with
 * infinite ends where a side is open; null without a date. */
export function restoreExtents(events) {
  for (const event of events) {
    const packed = event.extent;
    if (!packed) {
      event.extent = null;
      continue;
    }
    const [first, last, ...core] = packed;
    event.extent = {
      first: first ?? -Infinity,
      last: last ?? Infinity,
      core: core.length ? [core[0] ?? -Infinity, core[1] ?? Infinity] : null,
      instant: Boolean(event.instant),
    };
  }
}
