// Days as numbers since 1970-01-01, with signed years and no first year; the twin of maps/dates.py.

const ISO =
  /^([+-]?\d{4,9})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const DAYS_IN_ERA = 146097; // 400 Gregorian years

/** Day number of a day of the proleptic Gregorian calendar (Hinnant's method). */
export function dayNumber(year, month, day) {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - 719468;
}

/** The calendar day a day number lies in: {year, month, day}. */
export function civil(number) {
  const days = Math.floor(number) + 719468;
  const era = Math.floor(days / DAYS_IN_ERA);
  const dayOfEra = days - era * DAYS_IN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** Days of a month. */
export function monthLength(year, month) {
  return month === 12 ? 31 : dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
}

/** The ISO day a day number lies in. */
export function isoDay(number) {
  const { year, month, day } = civil(number);
  const sign = year < 0 ? "-" : "";
  const digits = (value, length) => String(value).padStart(length, "0");
  return `${sign}${digits(Math.abs(year), 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** The stretch an ISO year, month, day or instant names, [first, last) in day numbers, or null. */
export function stretchOf(iso) {
  const match = ISO.exec(iso ?? "");
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match
    .slice(1)
    .map((part) => (part === undefined ? null : Number(part)));
  if (month !== null && (month < 1 || month > 12)) return null;
  if (day !== null && (day < 1 || day > monthLength(year, month))) return null;
  if (hour !== null && (hour > 23 || minute > 59 || (second ?? 0) > 60)) return null;
  const start = dayNumber(year, month ?? 1, day ?? 1);
  if (hour !== null) {
    const moment = start + (hour * 3600 + minute * 60 + (second ?? 0)) / 86400;
    return [moment, moment];
  }
  if (month === null) return [start, dayNumber(year + 1, 1, 1)];
  if (day === null) return [start, start + monthLength(year, month)];
  return [start, start + 1];
}
