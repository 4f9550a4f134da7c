"""The words of time of one language, read from a YAML file: rules as data, no word in the code.

A `Word` is what a token can mean: its kinds (`month`, `unit`, `number` …), each with a value. The
grammar sees a text as a string of symbols, one a token, where a symbol stands for a set of kinds;
this module hands the symbols out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from timeline.errors import UserError
from timeline.timex.lexicon.checking import check
from timeline.timex.lexicon.locales import locale_sections

#: What a kind may carry: a number, a TIMEX3 code, a rule, or a tuple of them.
Value = Any
#: The symbol of a token that means nothing to a tagger.
OTHER = "\u0100"
_FIRST_SYMBOL = 0x101
_NOT_READ = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
#: A symbol that no token has: what a language without a word for a kind puts in its place.
NEVER = "\uffff"

#: Sections that are no more than value → words.
_PLAIN = {
    "months": "month", "weekdays": "weekday", "dayparts": "daypart", "zones": "zone",
    "units": "unit", "numbers": "cardinal", "multipliers": "multiplier", "ordinals": "ordinal",
    "decade_words": "decadeword", "edge_adjectives": "edge", "edge_nouns": "edgenoun",
    "deictic_days": "deictic", "deictic_nights": "deicticnight",
    "deictic_past_nights": "deicticnight", "references": "reference",
    "narrative_references": "narrativereference", "reference_nouns": "refnoun",
    "reference_adjectives": "refadjective", "frequencies": "frequency",
    "length_words": "lengthword", "eras": "era", "bounds": "bound", "comparisons": "comparison",
    "minute_parts": "minutepart", "mid_units": "midunit",
}  # fmt: skip
#: Sections that are one list of words, each section a kind.
_LISTS = {
    "zones_vague": "vaguezone", "plural_units": "plural", "vague_numbers": "vague",
    "couple": "couple", "half": "half", "ago": "ago", "year_end": "yearend", "latter": "latter",
    "period_words": "periodword", "period_nouns": "periodnoun",
    "length_frames": "lengthframe",
    "rest_nouns": "rest", "day_frames": "dayframe", "prepositions": "prep",
    "from_now": "fromnow", "back": "back", "later": "later", "earlier": "earlier",
    "after": "after", "before": "before", "every": "every", "per": "per",
    "times_counted": "timescounted", "times_word": "timesword",
    "single": "single", "latest": "latest", "final": "final",
    "consecutive": "consecutive", "in_a_row": "inarow",
    "period_frames": "periodframe", "period_ends": "periodend",
    "period_starts": "periodstart", "all": "all", "articles": "article",
    "the": "the", "fillers": "filler", "long": "long", "oclock": "oclock", "past": "past",
    "hours_word": "hoursword", "times_a": "timesa", "span_words": "spanword", "of": "of",
    "in": "in", "on": "on", "at": "at", "and": "and", "or": "or", "to": "to", "from": "from",
    "through": "through",
    "between": "between", "year_word": "yearword", "years_word": "yearsword", "old": "old",
    "overnight": "overnight", "feast_words": "feastword",
    "not_comparisons": "notcomparison", "fiscal": "fiscal", "approximate": "approximate",
    "tens_ordinal_first": "tens",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """What a token can mean: kind → value, and the symbol of that set of kinds.

    `is_head`: phrases of the lexicon begin with it.
    """

    kinds: Mapping[str, Value]
    symbol: str = OTHER
    abbreviation: bool = False
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Season:
    """A season's words, first month and length in the northern hemisphere."""

    code: str
    first: int
    months: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day: `day` is `MM-DD`, `easter+N`, `N weekday of MM` or `none`."""

    name: str
    day: str
    year: int | None = None


@dataclass(slots=True)
class Lexicon:
    """All words of a language, ready for the tokeniser and the grammar.

    `explicit_only`: a language without words for more than explicit dates, where a bare year or
    month has to be introduced by a preposition. `ordinal_dot`: "15." is an ordinal.
    """

    language: str = "en"
    date_order: str = "auto"
    explicit_only: bool = False
    ordinal_dot: bool = False
    words: dict[str, Word] = field(default_factory=dict)
    phrases: dict[str, tuple[re.Pattern[str], dict[str, Word]]] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    seasons: dict[str, Season] = field(default_factory=dict)
    tense: dict[str, frozenset[str]] = field(default_factory=dict)
    edges: frozenset[str] = frozenset()
    reject: dict[str, frozenset[str]] = field(default_factory=dict)
    bounds: dict[str, frozenset[str]] = field(default_factory=dict)
    joints: dict[str, frozenset[str]] = field(default_factory=dict)
    _symbols: dict[frozenset[str], str] = field(default_factory=dict)

    def words_of(self, section: str, key: str) -> frozenset[str]:
        """Words of `tense`, `reject`, `bounds` or `joints` under a key; empty when it has none."""
        found: frozenset[str] = getattr(self, section).get(key, frozenset())
        return found

    def word(self, kinds: Mapping[str, Value], *, abbreviation: bool = False) -> Word:
        """A word of these kinds, with the symbol they share."""
        key = frozenset(kinds)
        if key not in self._symbols:
            self._symbols[key] = chr(_FIRST_SYMBOL + len(self._symbols))
        return Word(kinds, self._symbols[key], abbreviation)

    def symbols(self, kind: str) -> str:
        """All symbols whose set of kinds has `kind`."""
        found = "".join(symbol for key, symbol in self._symbols.items() if kind in key)
        return found or NEVER * self.explicit_only


@lru_cache(maxsize=8)
def load_lexicon(language: str = "en", extra: tuple[Path, ...] = ()) -> Lexicon:
    """The lexicon of a language, with the files of `extra` laid over it, the last one winning.

    Files for another language than this one are left aside.

    Raises:
        UserError: a file cannot be read, is no YAML mapping, or a section has another shape than
            in en.yaml.
    """
    data = _built_in(language)
    for path in extra:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"{path}: lexicon file cannot be read ({error})") from error
        added = _parse(text, str(path))
        check(added, str(path), _PLAIN, _LISTS)
        if added.get("language", language) == language:
            data = _merge(data, added)
    return build_lexicon(data)


def _built_in(language: str) -> dict[str, Any]:
    """Our own file, laid over the locale data of dateparser for all languages but English.

    A language that neither knows is read as English.
    """
    base = {} if language == "en" else locale_sections(language)
    if base is None:
        return _built_in("en")
    own = files("timeline.timex.lexicon").joinpath(f"{language}.yaml")
    if not own.is_file():
        return base
    return _merge(base, _parse(own.read_text(encoding="utf-8"), own.name))


def _parse(text: str, name: str) -> dict[str, Any]:
    import yaml

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # "on", "no" and 2015-09-15 are words here, never booleans and dates.
    resolvers = {
        first: [(tag, regexp) for tag, regexp in listed if tag not in _NOT_READ]
        for first, listed in base.yaml_implicit_resolvers.items()
    }
    loader = type("LexiconLoader", (base,), {"yaml_implicit_resolvers": resolvers})
    try:
        data = yaml.load(text, Loader=loader)  # noqa: S506 (a safe loader underneath)
    except yaml.YAMLError as error:
        raise UserError(f"{name}: not valid YAML ({str(error).splitlines()[0]})") from error
    if not isinstance(data, dict):
        raise UserError(f"{name}: expected a mapping of sections, as in en.yaml")
    return data


def _merge(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings are merged key by key, lists are joined, anything else is replaced."""
    merged = dict(base)
    for key, value in over.items():
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = _merge(known, value)
        elif isinstance(known, list) and isinstance(value, list):
            merged[key] = [*known, *value]
        else:
            merged[key] = value
    return merged


def build_lexicon(data: Mapping[str, Any]) -> Lexicon:
    """Make the lexicon from the parsed sections."""
    lexicon = Lexicon(str(data.get("language", "en")), str(data.get("date_order", "auto")))
    lexicon.explicit_only = bool(data.get("explicit_only", False))
    lexicon.ordinal_dot = bool(data.get("ordinal_dot", False))
    lexicon.seasons = {
        code: Season(code, row["first"], row["months"])
        for code, row in data.get("seasons", {}).items()
    }
    for name in ("tense", "reject", "bounds", "joints"):
        rows = data.get(name, {})
        getattr(lexicon, name).update({key: frozenset(words) for key, words in rows.items()})
    edges = data.get("edge_adjectives", {}).values()
    lexicon.edges = frozenset(word for words in edges for word in words)
    lexicon.weekdays = {
        word: number for number, words in data.get("weekdays", {}).items() for word in words
    }
    senses: dict[str, dict[str, Value]] = {}
    abbreviations: set[str] = set()
    for kind, value, written in _entries(data):
        word = str(written).lower()
        if word.endswith(".") and "." not in word[:-1] and " " not in word:
            word = word[:-1]
            abbreviations.add(word)
        senses.setdefault(word, {})[kind] = value
    _spell(lexicon, senses, abbreviations)
    return lexicon


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Value, str]]:
    for section, kind in _PLAIN.items():
        for value, words in data.get(section, {}).items():
            yield from ((kind, value, word) for word in words)
    for section, kind in _LISTS.items():
        yield from ((kind, True, word) for word in data.get(section, ()))
    for code, row in data.get("seasons", {}).items():
        yield from (("season", code, word) for word in row["words"])
    for row in data.get("holidays", ()):
        holiday = Holiday(row["name"], str(row["day"]), row.get("year"))
        yield from (("holiday", holiday, word) for word in row["words"])
    yield from _national_days(data.get("national_days", ()))
    for name, row in data.get("directions", {}).items():
        for word in row["words"]:
            yield "direction", (name, int(row["shift"]), row["base"]), word
    for word, clock in data.get("daypart_hour", {}).items():
        yield "noon", clock, word


def _national_days(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Value, str]]:
    """Ukraine's Independence Day, Ukraine Independence Day, the Ukrainian Independence Day."""
    for row in rows:
        for words, day in row["days"].items():
            holiday = Holiday(f"{row['of'][0]}: {words}", str(day))
            for country in row["of"]:
                possessive = "'" if country.endswith("s") else "'s"
                yield "holiday", holiday, f"{country}{possessive} {words}"
                yield "holiday", holiday, f"{country} {words}"
            yield from (("holiday", holiday, f"{name} {words}") for name in row["adjectives"])


def _spell(
    lexicon: Lexicon, senses: Mapping[str, dict[str, Value]], abbreviations: set[str]
) -> None:
    capital_only = lexicon.reject.get("capital_only", frozenset())
    phrases: dict[str, list[str]] = {}
    for word, kinds in senses.items():
        if re.fullmatch(r"[^\W\d_]+", word):
            if "weekday" in kinds and word not in abbreviations:
                lexicon.words |= _plural_weekday(lexicon, word, kinds["weekday"])
            made = lexicon.word(kinds, abbreviation=word in abbreviations)
            forms = {word, word.capitalize(), word.upper()}
            if word in capital_only:
                forms.discard(word)
            for form in forms:
                lexicon.words[form] = made
        else:
            first = re.match(r"[^\W_]+", word)
            phrases.setdefault(first[0] if first else word[:1], []).append(word)
    for head, listed in phrases.items():
        pattern = "|".join(_pattern(word) for word in sorted(listed, key=len, reverse=True))
        table = {_plain(word): lexicon.word(senses[word]) for word in listed}
        lexicon.phrases[head] = (re.compile(f"(?:{pattern})(?!\\w)", re.IGNORECASE), table)


def _plural_weekday(lexicon: Lexicon, word: str, weekday: int) -> dict[str, Word]:
    """Its plural is a set of days: "on Fridays"."""
    made = lexicon.word({"weekdayset": weekday})
    return {f"{word.capitalize()}s": made, f"{word.upper()}S": made}


def _pattern(phrase: str) -> str:
    """Spaces stand for any white space, an apostrophe for both of its shapes."""
    return re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]")


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().replace("’", "'").split())


def phrase_at(lexicon: Lexicon, text: str, start: int, head: str) -> tuple[int, Word] | None:
    """The longest phrase that begins at `start` with the word `head`: its end and its word."""
    found = lexicon.phrases.get(head)
    if found is None:
        return None
    match = found[0].match(text, start)
    return (match.end(), found[1][_plain(match[0])]) if match else None
