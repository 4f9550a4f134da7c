// Ticks of a time axis from minutes to millennia, named as readers name them (no year 0).

import { civil, dayNumber } from "../../../maps/web/days.js";
import { yearWords } from "../../../maps/web/words.js";

const MINUTE = 1 / 1440;
const CLOCK_STEPS = [1, 5, 15, 30, 60, 180, 360, 720].map((minutes) => minutes * MINUTE);
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 3, 6];
const LEAST_PIXELS = 64; // between two ticks, so that names do not touch

/** Ticks between two day numbers on an axis `width` pixels wide: [{at, name, context}].
 *
 * `context` is what the name leaves out (the day of a clock time, the year of a month); it is given
 * at the first tick and wherever it changes, else it is "".
 */
export function ticks(first, last, width, say) {
  const made = steps(first, last, width).map((tick) => ({ ...tick, ...names(tick, say) }));
  let before = null;
  for (const tick of made) {
    const same = tick.context === before;
    before = tick.context;
    if (same) tick.context = "";
  }
  return made.map(({ at, name, context }) => ({ at, name, context }));
}

function steps(first, last, width) {
  const least = ((last - first) / Math.max(width, 1)) * LEAST_PIXELS;
  const clock = CLOCK_STEPS.find((step) => step >= least);
  if (clock) return multiples(first, last, clock).map((at) => ({ at, unit: "clock" }));
  const days = DAY_STEPS.find((step) => step >= least);
  // Day 4 was Monday, 5 January 1970: weeks begin on Mondays.
  if (days) return multiples(first, last, days, 4).map((at) => ({ at, unit: "day" }));
  const months = MONTH_STEPS.find((step) => step * 30 >= least);
  if (months) return monthsBetween(first, last, months);
  return yearsBetween(first, last, roundStep(least / 365.25));
}

function multiples(first, last, step, origin = 0) {
  const found = [];
  for (let count = Math.ceil((first - origin) / step - 1e-9); ; count += 1) {
    const at = origin + count * step;
    if (at > last) return found;
    found.push(at);
  }
}

function monthsBetween(first, last, step) {
  const { year, month } = civil(first);
  const found = [];
  for (let index = Math.floor((year * 12 + month - 1) / step) * step; ; index += step) {
    const at = dayNumber(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1);
    if (at > last) return found;
    if (at >= first) found.push({ at, unit: "month" });
  }
}

// Round years as people count them: 100 BC is year -99, and there is no year 0 to stand on.
function yearsBetween(first, last, step) {
  const found = [];
  const end = civil(last).year + step;
  for (let shown = Math.floor((civil(first).year - 1) / step) * step; shown <= end; shown += step) {
    const year = shown === 0 ? 1 : shown < 0 ? shown + 1 : shown;
    const at = dayNumber(year, 1, 1);
    if (at >= first && at <= last) found.push({ at, unit: "year" });
  }
  return found;
}

function roundStep(least) {
  for (let unit = 1; ; unit *= 10) {
    for (const times of [1, 2, 5]) if (unit * times >= least) return unit * times;
  }
}

function names({ at, unit }, say) {
  const { year, month, day } = civil(at + MINUTE / 2);
  const monthName = say("months_short").split(" ")[month - 1];
  if (unit === "year") return { name: yearWords(year, say), context: "" };
  if (unit === "month") return { name: monthName, context: yearWords(year, say) };
  const shortDay = say("date_short_day", { day: String(day), month: monthName });
  if (unit === "day") return { name: shortDay, context: yearWords(year, say) };
  const minutes = Math.round((at - Math.floor(at + MINUTE / 2)) * 1440);
  const two = (value) => String(value).padStart(2, "0");
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return { name: clock, context: `${shortDay} ${yearWords(year, say)}` };
}
