// The page's own words, and days said with them; the twin of the single days of maps/when.py.

import { civil, stretchOf } from "./days.js";

const PLAIN_YEAR = 1000; // a bare number below it does not look like a year

/** say("n_of_m", {n: 3, m: 12}): the string of that key with its blanks filled. */
export function createWords(strings, language) {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  const show = (value) => (typeof value === "number" ? number.format(value) : String(value));
  /** With a number `n`, `key_one` or `key_other` is taken where the language has such a form. */
  function say(key, values = {}) {
    const form = typeof values.n === "number" ? `${key}_${plural.select(values.n)}` : key;
    const text = strings[form] ?? strings[`${key}_other`] ?? strings[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (blank, name) =>
      name in values ? show(values[name]) : blank,
    );
  }
  return say;
}

/** A signed year as readers write it: 0 is "1 BC", 79 "AD 79", 2015 "2015". */
export function yearWords(year, say) {
  if (year < 1) return say("date_bc", { year: String(1 - year) });
  return year >= PLAIN_YEAR ? String(year) : say("date_ad", { year: String(year) });
}

/** The day a day number lies in, in words: "15 September 2015". */
export function dayWords(number, say) {
  const { year, month, day } = civil(number);
  const names = say("months").split(" ");
  const values = { day: String(day), month: names[month - 1], year: yearWords(year, say) };
  return say("date_day", values);
}

/** An ISO day in words; what is no whole day stays as it is written. */
export function isoWords(iso, say) {
  const stretch = /^-?\d{4,}-\d\d-\d\d$/.test(iso) ? stretchOf(iso) : null;
  return stretch ? dayWords(stretch[0], say) : iso;
}

/** A country as the language calls it; the code itself where no name is known. */
export function countryName(language, code) {
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** A place as the language calls it, where that is known: a country. */
export function placeName(place, data) {
  return place.level === "country" && place.country && data.language !== "en"
    ? countryName(data.language, place.country) : place.name;
}
