// What plotly draws: spans as bars in steps of opacity, days as diamonds; the twin of
// timeline/chart/marks.py, for the window and the width the reader has now.

const SYMBOLS = {
  happened: "diamond",
  ongoing: "diamond-dot",
  planned: "diamond-open",
  possible: "diamond-tall-open",
  claimed: "diamond-open-dot",
  denied: "diamond-x-open",
};
const PATTERNS = { planned: "", possible: "/", claimed: ".", denied: "x" };
const DRAWN = new Set(["happened", "ongoing"]);
const SOLID = 0.95;
const PLATEAU = 0.5;
const FAINT = 0.08;
const RAMP = 0.3; // share of a span without a core that fades, at each end
const BAR = 12; // pixels
export const DIAMOND = 14;
export const LEAST = 6;
const WIDE_DAY = 4 * 14; // pixels from which a day is seen to last

/** Left and right of a mark in pixels; `scale` turns day numbers into pixels. */
export function boxOf(extent, scale, width) {
  const [first, last] = clipped(extent, scale.first, scale.last);
  if (extent.instant && !isWide(extent, scale)) {
    const middle = scale.pixel((first + last) / 2);
    return { left: middle - DIAMOND / 2, right: middle + DIAMOND / 2 };
  }
  const left = scale.pixel(first);
  const right = scale.pixel(last);
  const lack = Math.max(0, LEAST - (right - left)) / 2;
  return { left: Math.max(left - lack, -DIAMOND), right: Math.min(right + lack, width + DIAMOND) };
}

// Far zoomed in a day is a stretch of its own: somewhere in it, so it is shaded behind its diamond.
const isWide = (extent, scale) => (extent.last - extent.first) * scale.perDay >= WIDE_DAY;

function clipped({ first, last }, low, high) {
  return [Number.isFinite(first) ? first : low, Number.isFinite(last) ? last : high];
}

/** Fill plotly's two traces (of the skeleton made in Python) with the marks of `items`.
 *
 * items: [{event, extent, colour, y, left, right}] with pixels as in `boxOf`.
 */
export function fill(skeleton, items, scale) {
  const [spans, days] = structuredClone(skeleton);
  const bars = items.flatMap((item) => {
    if (!item.extent.instant) return pieces(item, scale);
    return isWide(item.extent, scale) ? [{ item, ...item.extent, opacity: 0.2 }] : [];
  });
  Object.assign(spans, {
    base: bars.map((bar) => bar.first),
    x: bars.map((bar) => bar.last - bar.first),
    y: bars.map((bar) => bar.item.y),
    width: BAR,
    customdata: bars.map((bar) => bar.item.event.id),
    hoverinfo: "none",
    hovertemplate: null,
    hovertext: null,
  });
  spans.marker.color = bars.map((bar) => withAlpha(bar.item.colour, bar.opacity));
  spans.marker.line.color = bars.map((bar) => bar.item.colour);
  spans.marker.line.width = bars.map((bar) => (bar.outlined ? 1.5 : 0));
  spans.marker.pattern.shape = bars.map((bar) => PATTERNS[bar.item.event.status] ?? "");
  spans.marker.pattern.fgcolor = bars.map((bar) => bar.item.colour);
  const marks = items.filter((item) => item.extent.instant);
  Object.assign(days, {
    x: marks.map(({ extent }) => (extent.first + extent.last) / 2),
    y: marks.map((item) => item.y),
    customdata: marks.map((item) => item.event.id),
    hoverinfo: "none",
    hovertemplate: null,
    hovertext: null,
  });
  const colours = marks.map((item) => item.colour);
  Object.assign(days.marker, {
    symbol: marks.map((item) => SYMBOLS[item.event.status]),
    color: colours,
    size: DIAMOND - 1,
    line: { width: 1.5, color: colours },
  });
  return [spans, days];
}

function pieces(item, scale) {
  const [first, last] = grown(item.extent, scale);
  const whole = (opacity, outlined) => [{ item, first, last, opacity, outlined }];
  if (!DRAWN.has(item.event.status)) return whole(0.15, true);
  const pixels = (last - first) * scale.perDay;
  if (pixels < 2 * LEAST) return whole(item.extent.core ? SOLID : PLATEAU, false);
  const fade = (from, to, begin, end) => steps(item, from, to, begin, end, scale);
  if (!item.extent.core) {
    const ramp = (last - first) * RAMP;
    return [
      ...fade(first, first + ramp, FAINT, PLATEAU),
      { item, first: first + ramp, last: last - ramp, opacity: PLATEAU },
      ...fade(last - ramp, last, PLATEAU, FAINT),
    ];
  }
  const [from, to] = item.extent.core;
  const open = [Number.isFinite(from), Number.isFinite(to)];
  const sureFrom = open[0] ? from : Math.min(to, last);
  const sureTo = open[1] ? to : Math.max(from, first);
  if (!open[0] && !open[1]) return whole(PLATEAU, false);
  return [
    ...fade(first, sureFrom, FAINT, SOLID),
    ...(sureTo > sureFrom ? [{ item, first: sureFrom, last: sureTo, opacity: SOLID }] : []),
    ...fade(sureTo, last, SOLID, FAINT),
  ];
}

// A span is never too thin to see, and never reaches so far out that plotly loses its precision.
function grown(extent, scale) {
  const [first, last] = clipped(extent, scale.first, scale.last);
  const lack = Math.max(0, LEAST / scale.perDay - (last - first)) / 2;
  return [first - lack, last + lack];
}

function steps(item, from, to, begin, end, scale) {
  if (to <= from) return [];
  const count = Math.max(2, Math.min(24, Math.round(((to - from) * scale.perDay) / 4)));
  const width = (to - from) / count;
  return Array.from({ length: count }, (_, step) => ({
    item,
    first: from + step * width,
    last: from + (step + 1) * width,
    opacity: begin + ((end - begin) * (step + 0.5)) / count,
  }));
}

function withAlpha(colour, opacity) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${opacity.toFixed(3)})`;
}
