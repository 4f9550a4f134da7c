"""Stretches of a text that may be place names: the longest names of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from maps.gazetteer import Gazetteer, NameEntry, NameKind
from maps.place import Level
from maps.toponyms.lexicon import Lexicon
from maps.toponyms.words import Words

_LONGEST = 8
_ARABIC_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "at", "ad", "az", "an"})
_LONGEST_SHORT_FORM = 6
_SHORT_WORD = 3
#: Kinds of names that count only where they are written in their way.
_WRITTEN_SO: frozenset[NameKind] = frozenset({"article", "code", "abbreviation"})
HYPHENS = ("-", "‐", "‑")


@dataclass(slots=True)
class Span:
    """Words `first` … `last` (inclusive) that may be a place name.

    `entries`: what the gazetteer knows under the whole name. `core`: under the place named inside
    a site that is not known itself. `head`: the cue of a capitalised kind word that belongs to the
    name ("site" in "Riverdale Hospital"), None for a bare name. `announced`: the text says that it
    is a place though no gazetteer knows it ("a village near X").
    """

    first: int
    last: int
    start: int
    end: int
    folded: str
    entries: tuple[NameEntry, ...] = ()
    core: tuple[NameEntry, ...] = ()
    head: str | None = None
    levels: frozenset[Level] = field(default_factory=frozenset)
    announced: bool = False

    @property
    def prominence(self) -> int:
        """That of the best known place of the name, or of the place inside it; 0 for none."""
        known = self.entries or self.core
        return known[0].prominence if known else 0

    @property
    def is_short_form(self) -> bool:
        """Whether the name is a code or an abbreviation first of all ("NSW", "Calif.")."""
        return bool(self.entries) and self.entries[0].kind in ("code", "abbreviation")

    @property
    def common(self) -> bool:
        """Whether the name is an ordinary word too."""
        return bool(self.entries) and self.entries[0].common

    @property
    def person(self) -> bool:
        """Whether the name is a given or family name too."""
        return bool(self.entries) and self.entries[0].person


def match_names(words: Words, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Span]:
    """The longest known names of the text, left to right, not overlapping."""
    spans: list[Span] = []
    free = 0
    for position in _beginnings(words):
        if position < free or _is_grammar(position, words, lexicon) or _is_tail(position, words):
            continue
        span = _match(words, position, gazetteer, lexicon)
        if span is not None and not _is_cue(span, words, lexicon):
            _take_link(span, words, lexicon)
            _take_article(span, words)
            if span.entries:
                _take_the(span, words, gazetteer)
            spans.append(span)
            free = span.last + 1
    return spans


def _is_grammar(position: int, words: Words, lexicon: Lexicon) -> bool:
    """Whether a word of grammar begins a sentence: "He said"; not "In Salah", a town, or "US"."""
    form = words.forms[position]
    if words.folds[position] not in lexicon.functions or (len(form) > 1 and form.isupper()):
        return False
    following = position + 1
    return following == len(words) or not words.capital[following] or not words.joined[position]


def _is_tail(position: int, words: Words) -> bool:
    """Whether a letter and a hyphen stand before a word: "D-Day"; not before a home, "R-Texas"."""
    before = position - 1
    return (
        before >= 0
        and len(words.forms[position]) <= _SHORT_WORD
        and len(words.forms[before]) == 1
        and words.text[words.ends[before] : words.starts[position]] in HYPHENS
    )


@lru_cache(maxsize=30_000)
def known_entries(gazetteer: Gazetteer, folded: str) -> tuple[NameEntry, ...]:
    """`gazetteer.entries(folded)`, kept: names come again and again."""
    return gazetteer.entries(folded)


@lru_cache(maxsize=30_000)
def _kinds(gazetteer: Gazetteer, folded: str) -> frozenset[NameKind]:
    """The kinds of the entries of a name."""
    return frozenset(entry.kind for entry in known_entries(gazetteer, folded))


@lru_cache(maxsize=30_000)
def _longest_match(gazetteer: Gazetteer, run: tuple[str, ...]) -> int:
    """The number of words of the longest known name that begins a run, kept for the next text."""
    return gazetteer.longest_match(run, 0, _LONGEST)


def _take_article(span: Span, words: Words) -> None:
    """The Arabic article before a name that the gazetteer has without it: "al-Raqqa"."""
    before = span.first - 1
    if (
        before >= 0
        and words.folds[before] in _ARABIC_ARTICLES
        and words.text[words.ends[before] : span.start] in HYPHENS
    ):
        span.first, span.start = before, words.starts[before]


def _take_link(span: Span, words: Words, lexicon: Lexicon) -> None:
    """The rest of a longer name that no gazetteer has: "Pescara del Tronto" is not Pescara."""
    link = span.last + 1
    if (
        link + 1 < len(words)
        and words.folds[link] in lexicon.foreign_links
        and not words.capital[link]
        and words.capital[link + 1]
        and words.joined[span.last]
        and words.joined[link]
    ):
        span.last = link + 1
        span.end = words.ends[span.last]
        span.folded = " ".join(words.folds[span.first : span.last + 1])
        span.entries = ()


def _take_the(span: Span, words: Words, gazetteer: Gazetteer) -> None:
    """The article that is part of a name: "The Hague", but "the Netherlands"."""
    before = span.first - 1
    if before < 0 or words.folds[before] != "the" or not words.capital[before]:
        return
    best = gazetteer.at(span.entries[0].key)
    if best is not None and best.name.startswith("The ") and words.joined[before]:
        span.first, span.start = before, words.starts[before]


def _is_cue(span: Span, words: Words, lexicon: Lexicon) -> bool:
    """A lone "River", "Police", "Monday" or the "al" of "al-Raqqa": some place bears that name."""
    if span.first != span.last:
        return False
    word = span.folded
    return (
        not words.capital[span.first]
        or len(word) == 1
        or word in lexicon.kinds
        or word in lexicon.civic
        or word in lexicon.calendar
        or word in lexicon.parts
        or word in lexicon.leading
        or word in lexicon.leading_of
        or word in lexicon.links
    )


def _beginnings(words: Words) -> list[int]:
    """Where a name may begin: at a capital, or at the article of "al-Raqqa"."""
    found = words.capitals
    articles = [
        position - 1
        for position in found
        if position
        and not words.capital[position - 1]
        and len(words.forms[position - 1]) <= 3
        and words.text[words.ends[position - 1] : words.starts[position]] in HYPHENS
    ]
    return sorted(found + articles) if articles else found


def _match(words: Words, first: int, gazetteer: Gazetteer, lexicon: Lexicon) -> Span | None:
    """The longest known name from word `first`; codes only where it is written as one.

    A possessive belongs to the name where the gazetteer has it ("St. John's"), else it ends it.
    """
    run, possessive = _run(words, first, lexicon, keep_possessive=False)
    best = _longest(words, first, run, gazetteer, keep_possessive=False)
    if possessive:
        run, _ = _run(words, first, lexicon, keep_possessive=True)
        full = _longest(words, first, run, gazetteer, keep_possessive=True)
        # "St. John's" is another name than "St. John", but "Virginia's" is no town of Virginias
        if full is not None and (best is None or full.last > first):
            return full
    return best


def _run(
    words: Words, first: int, lexicon: Lexicon, *, keep_possessive: bool
) -> tuple[list[str], bool]:
    """Folds from `first` on that one name may hold, and whether a possessive is among them."""
    run: list[str] = []
    possessive = False
    for position in range(first, min(len(words), first + _LONGEST)):
        if position > first:
            if not words.joined[position - 1]:
                break
            if not words.capital[position] and words.folds[position] not in lexicon.links:
                break
        run.append(words.full_folds[position] if keep_possessive else words.folds[position])
        if words.ends[position] != words.full_ends[position]:
            possessive = True
            if not keep_possessive:
                break
    return run, possessive


def _longest(
    words: Words, first: int, run: list[str], gazetteer: Gazetteer, *, keep_possessive: bool
) -> Span | None:
    end = _longest_match(gazetteer, tuple(run))
    while end > 0:
        last = first + end - 1
        if words.capital[last] or last == first or words.forms[last].isdigit():
            folded = " ".join(run[:end])
            found = known_entries(gazetteer, folded)
            if not _kinds(gazetteer, folded).isdisjoint(_WRITTEN_SO):
                found = _permitted(words, first, last, found)
            if found:
                span = make_span(words, first, last, folded, found)
                if keep_possessive:
                    span.end = max(span.end, words.full_ends[last])
                return span
        end -= 1
        while end > 0 and not gazetteer.has_name(" ".join(run[:end])):
            end -= 1
    return None


def _permitted(
    words: Words, first: int, last: int, entries: tuple[NameEntry, ...]
) -> tuple[NameEntry, ...]:
    """Entries whose kind fits the way the name is written.

    Codes want capitals ("NSW"), abbreviations their dot ("Calif."); what is written so and known
    so means nothing else ("Pa." is no town called Pa).
    """
    if not entries:
        return entries
    if first == 0 or words.folds[first - 1] != "the":
        entries = tuple(entry for entry in entries if entry.kind != "article")
    if first != last and "." not in words.text[words.starts[first] : words.starts[last]]:
        return entries
    form = words.text[words.starts[first] : words.ends[last]]
    dotted = words.dotted(last) or "." in form
    capitals = form.replace(".", "").replace(" ", "").isupper()
    if dotted and len(form) <= _LONGEST_SHORT_FORM:
        short = tuple(
            entry
            for entry in entries
            if entry.kind == "abbreviation" or (entry.kind == "code" and capitals)
        )
        if short and not (capitals and entries[0].prominence > short[0].prominence):
            return short
    refused = set() if capitals else {"code"}
    if not dotted:
        refused.add("abbreviation")
    return tuple(entry for entry in entries if entry.kind not in refused)


def make_span(
    words: Words, first: int, last: int, folded: str, entries: tuple[NameEntry, ...]
) -> Span:
    """A span of words `first` … `last`, with the dot of an abbreviation."""
    end = words.ends[last]
    if words.dotted(last) and end == words.full_ends[last]:
        short = entries and entries[0].kind in ("abbreviation", "code")
        if "." in words.forms[last] or (short and not words.forms[last].isupper()):
            end += 1
    return Span(first, last, words.starts[first], end, folded, entries)


def is_list(left: Span, right: Span, words: Words) -> bool:
    """Whether two names stand side by side in a list."""
    return words.text[left.end : right.start] in (", ", " and ", ", and ", " or ", " & ")


def join_capital_district(spans: list[Span], words: Words) -> list[Span]:
    """Make one name of "Washington, D.C."."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if (
            before is not None
            and span.folded == "dc"
            and before.folded == "washington"
            and words.text[before.end : span.start] in (", ", " ")
        ):
            before.last, before.end = span.last, span.end
            before.folded = "washington dc"
            before.entries = span.entries
        else:
            joined.append(span)
    return joined
