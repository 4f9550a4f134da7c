"""Stretches of a text that may be place names: gazetteer matches, widened by the words around."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from maps.gazetteer import Gazetteer, NameEntry
from maps.place import Level
from maps.toponyms.lexicon import CUE_LEVELS, Lexicon
from maps.toponyms.words import Words

_LONGEST = 8
_ARABIC_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "at", "ad", "az", "an"})
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST_SHORT_FORM = 6
#: Prominence of a town of some hundred thousand.
_LARGE_TOWN = 140
_HYPHENS = ("-", "‐", "‑")


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


@lru_cache(maxsize=30_000)
def known_entries(gazetteer: Gazetteer, folded: str) -> tuple[NameEntry, ...]:
    """`gazetteer.entries(folded)`, kept: names come again and again."""
    return gazetteer.entries(folded)


def match_names(words: Words, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Span]:
    """The longest known names of the text, left to right, not overlapping."""
    spans: list[Span] = []
    free = 0
    for position in _beginnings(words):
        if position < free:
            continue
        span = _match(words, position, gazetteer, lexicon)
        if span is not None and not _is_cue(span, words, lexicon):
            _take_article(span, words)
            spans.append(span)
            free = span.last + 1
    return spans


def _take_article(span: Span, words: Words) -> None:
    """The Arabic article before a name that the gazetteer has without it: "al-Raqqa"."""
    before = span.first - 1
    if (
        before >= 0
        and words.folds[before] in _ARABIC_ARTICLES
        and words.text[words.ends[before] : span.start] in _HYPHENS
    ):
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
    found = [position for position, capital in enumerate(words.capital) if capital]
    articles = [
        position - 1
        for position in found
        if position
        and not words.capital[position - 1]
        and len(words.forms[position - 1]) <= 3
        and words.text[words.ends[position - 1] : words.starts[position]] in _HYPHENS
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
    end = gazetteer.longest_match(run, 0, _LONGEST)
    while end > 0:
        last = first + end - 1
        if words.capital[last] or last == first or words.forms[last].isdigit():
            folded = " ".join(run[:end])
            found = _permitted(words, first, last, known_entries(gazetteer, folded))
            if found:
                span = _span(words, first, last, folded, found)
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


def _span(words: Words, first: int, last: int, folded: str, entries: tuple[NameEntry, ...]) -> Span:
    end = words.ends[last]
    if words.dotted(last) and end == words.full_ends[last]:
        short = entries and entries[0].kind in ("abbreviation", "code")
        if "." in words.forms[last] or (short and not words.forms[last].isupper()):
            end += 1
    return Span(first, last, words.starts[first], end, folded, entries)


def unknown_runs(words: Words, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Capitalised runs that no gazetteer knows but whose words speak for a place.

    Their last word is a kind of site or landscape ("Jamarat Bridge"), or they are said to be in a
    known place ("at Wana in Waziristan", "near Dolni, Bulgaria").
    """
    covered = [False] * len(words)
    begins: dict[int, Span] = {}
    for span in spans:
        begins[span.first] = span
        for position in range(span.first, span.last + 1):
            covered[position] = True
    found: list[Span] = []
    count = len(words)
    last = -1
    for position, capital in enumerate(words.capital):
        if not capital or position <= last or covered[position]:
            continue
        last = position
        while (
            last + 1 < count
            and words.joined[last]
            and words.capital[last + 1]
            and not covered[last + 1]
            and words.ends[last] == words.full_ends[last]
        ):
            last += 1
        run = _unknown(words, position, last, begins, lexicon)
        if run is not None:
            found.append(run)
    return found


def _unknown(
    words: Words, first: int, last: int, begins: dict[int, Span], lexicon: Lexicon
) -> Span | None:
    while first < last and (
        words.folds[first] in _ARTICLES or words.folds[first] in lexicon.titles
    ):
        first += 1
    head = lexicon.kinds.get(words.folds[last]) if last > first else None
    beside = settlement = None
    if head not in ("site", "street", "water", "natural"):
        head = None
        if words.folds[first] in lexicon.calendar:
            return None
        if last + 1 < len(words) and words.joined[last]:
            beside = lexicon.kinds.get(words.folds[last + 1])
        settlement = _after_kind(words, first, lexicon)
        beside = settlement or beside
        if beside not in ("water", "natural", "district", "city", "state") and not _placed_in_known(
            words, first, last, begins, lexicon
        ):
            return None
    folded = " ".join(words.folds[first : last + 1])
    span = _span(words, first, last, folded, ())
    span.head = head
    span.announced = settlement is not None
    cue = head or (beside if beside in CUE_LEVELS else None)
    span.levels = CUE_LEVELS[cue] if cue else frozenset()
    return span


def _after_kind(words: Words, first: int, lexicon: Lexicon) -> str | None:
    """ "a village near X", "the town of X": the cue of the kind word."""
    if first < 2 or not (words.joined[first - 1] and words.joined[first - 2]):
        return None
    if words.folds[first - 1] not in ("of", "near", "outside", "called", "named"):
        return None
    cue = lexicon.kinds.get(words.folds[first - 2])
    return cue if cue in ("city", "district", "natural", "water") else None


def _placed_in_known(
    words: Words, first: int, last: int, begins: dict[int, Span], lexicon: Lexicon
) -> bool:
    gap = words.text[words.ends[last] : words.starts[last + 1]] if last + 1 < len(words) else ""
    if gap == " " and words.folds[last + 1] == "in" and last + 2 in begins:
        return True
    before = first - 1
    if before < 0 or words.folds[before] not in lexicon.strong_prepositions:
        return False
    return gap == ", " and last + 1 in begins


def widen(spans: list[Span], words: Words, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Span]:
    """Take capitalised kind words into the names ("Cook County", "Lake Tahoe") and read lower-case
    ones as a hint ("Vahdat city").
    """
    widened: list[Span] = []
    taken = -1
    for span in spans:
        if span.first <= taken:
            continue
        wide = _widened(span, words, gazetteer, lexicon, floor=taken)
        widened.append(wide)
        taken = wide.last
    _spread_plural_kinds(widened, words, lexicon)
    return widened


def _spread_plural_kinds(spans: list[Span], words: Words, lexicon: Lexicon) -> None:
    """ "Otoe and Washington counties", "the states of Colorado and Washington": one kind for all."""
    for position, span in enumerate(spans):
        before = span.first - 1
        if before > 0 and words.folds[before] == "of" and words.joined[before - 1]:
            cue = lexicon.plurals.get(words.folds[before - 1])
            other = position
            while cue is not None and other < len(spans):
                spans[other].levels = CUE_LEVELS[cue]
                if other + 1 == len(spans) or not _is_list(spans[other], spans[other + 1], words):
                    break
                other += 1
        following = span.last + 1
        if following < len(words) and words.joined[span.last]:
            cue = lexicon.plurals.get(words.folds[following])
            other = position
            while cue is not None and other >= 0:
                spans[other].levels = CUE_LEVELS[cue]
                if other == 0 or not _is_list(spans[other - 1], spans[other], words):
                    break
                other -= 1


def _is_list(left: Span, right: Span, words: Words) -> bool:
    return words.text[left.end : right.start] in (", ", " and ", ", and ", " or ", " & ")


def join_capital_district(spans: list[Span], words: Words) -> list[Span]:
    """ "Washington, D.C." is one name."""
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


def _widened(span: Span, words: Words, gazetteer: Gazetteer, lexicon: Lexicon, floor: int) -> Span:
    after = _kind_after(span.last, words, lexicon)
    if after is not None:
        position, cue, capital = after
        if not capital:
            span.levels = CUE_LEVELS[cue]
        else:
            return _with_head(span, span.first, position, cue, words, gazetteer)
    before = _kind_before(span.first, words, lexicon, floor)
    if before is not None:
        position, cue, part_of_name = before
        if not part_of_name:
            span.levels = CUE_LEVELS[cue]
        else:
            return _with_head(span, position, span.last, cue, words, gazetteer)
    if not span.levels:
        span.head = _own_head(span, words, lexicon)
    return span


def _own_head(span: Span, words: Words, lexicon: Lexicon) -> str | None:
    """The site word inside a known name: "Heathrow Airport", "Fort Bragg", but not "Fort Worth"."""
    if span.first == span.last:
        return None
    own = lexicon.kinds.get(words.folds[span.last])
    if own in ("site", "street"):
        return own
    leads = words.folds[span.first] in ("fort", "camp")
    return "site" if leads and span.entries[0].prominence < _LARGE_TOWN else None


def _kind_after(last: int, words: Words, lexicon: Lexicon) -> tuple[int, str, bool] | None:
    """Position, cue and capital of a kind word right after a name; up to two words on if proper."""
    if (
        last + 1 >= len(words)
        or not words.joined[last]
        or words.ends[last] != words.full_ends[last]
    ):
        return None
    following = last + 1
    cue = lexicon.kinds.get(words.folds[following])
    capital = words.capital[following]
    if cue is None:
        return _site_beyond(following, words, lexicon) if capital else None
    if (
        capital
        and cue in ("city", "site", "state")
        and (beyond := _site_beyond(following, words, lexicon))
    ):
        return beyond
    if capital and cue in ("city", "site") and _is_civic(following + 1, words, lexicon):
        return None
    return following, cue, capital


def _site_beyond(first: int, words: Words, lexicon: Lexicon) -> tuple[int, str, bool] | None:
    """The site word that ends a run of up to three capitalised words ("… International Airport")."""
    position = first
    for position in range(first, min(first + 3, len(words) - 1)):
        if not (words.capital[position] and words.joined[position]):
            return None
        if words.folds[position] in lexicon.civic and position == first:
            return None
        following = position + 1
        if words.capital[following] and lexicon.kinds.get(words.folds[following]) == "site":
            return following, "site", True
    return None


def _is_civic(position: int, words: Words, lexicon: Lexicon) -> bool:
    return (
        position < len(words)
        and words.joined[position - 1]
        and words.capital[position]
        and words.folds[position] in lexicon.civic
    )


def _kind_before(
    first: int, words: Words, lexicon: Lexicon, floor: int
) -> tuple[int, str, bool] | None:
    """Position and cue of a kind word before a name, and whether it is part of the name."""
    position = first - 1
    if position <= floor or not words.joined[position]:
        return None
    cue = lexicon.leading.get(words.folds[position])
    if cue is not None:
        return position, cue, words.capital[position]
    if words.folds[position] == "the":
        position -= 1
    if position - 1 > floor and words.folds[position] == "of":
        cue = lexicon.leading_of.get(words.folds[position - 1])
        if cue is not None:
            proper = words.capital[position - 1] and cue in ("water", "natural", "site")
            return position - 1, cue, proper
    return None


def _with_head(
    span: Span, first: int, last: int, cue: str, words: Words, gazetteer: Gazetteer
) -> Span:
    """The name with its kind word: known as such, or known without it, or a site named for it."""
    folded = " ".join(words.folds[first : last + 1])
    entries = known_entries(gazetteer, folded)
    levels = CUE_LEVELS[cue]
    wide = _span(words, first, last, folded, entries)
    wide.levels = levels
    wide.head = cue
    if entries:
        return wide
    if cue in ("county", "state", "district", "city", "country"):
        wide.entries = span.entries
        return wide
    wide.core = span.entries
    return wide
