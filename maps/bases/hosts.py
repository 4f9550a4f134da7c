"""Where the base of a phrase lies: the place phrase after it, or a place named before it."""

from __future__ import annotations

import re

from maps.bases.actors import first_actor
from maps.bases.countries import CountryMention
from maps.bases.lexicon import load_words
from maps.bases.phrases import Phrase
from maps.bases.surroundings import LIST_GAP, Host, HostHow, Reading, Surroundings

#: What stands before the wider place of one already named: "'s ", ", ", ", in the north of ".
_NESTED_GAP = re.compile(
    r",?\s+(?:a|the)?\s*(?:[\w-]+\s+){0,3}(?:in|of|on|near|outside)\s+(?:the\s+)?"
    r"(?:[\w’'-]+\s+){0,3}|['’]s\s+|,\s+|\s+",
    re.IGNORECASE,
)
_BORDER = re.compile(r"(?:['’]s)?\s+(?:border|frontier)\b")
_UNKNOWN = re.compile(
    r"\s+(?:in|at|near|outside|on)\s+(?:the\s+(?:town|village|city|port|district)\s+of\s+)?"
    r"(?P<name>[A-Z][\w’'-]+(?:[ -](?:(?:(?!and|or)[a-z]{2,3}\s)?[A-Z][\w’'-]+)){0,3})"
)
_NOUN = re.compile(r"\s+(?!and\b|or\b|in\b|on\b|at\b|to\b|as\b)[a-z]{3,}")
_WHERE = re.compile(r",?\s+where\b")
_BY = re.compile(r"\sby\s+(?:the\s+)?$")
_NEARBY = re.compile(r"\b(?:near|outside|close to|around|opposite)\s+$")
_COPULA = re.compile(
    r"\s+(?:is|are|was|were|lies|stands|sits|stays|remains)\s+(?:(?:located|situated|now)\s+)?",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|on|at|near)\s+$")
_OWNS_SPEECH = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,2}(?:papers?|press|media|minister|ministry|president|government|army|officials"
    r"|parliament|agency|commander|general|leader|foreign|defence|defense|interior)\b"
)
_OF_STATES = re.compile(r"\s+of\s+(?:the\s+)?")
_IN_AT = re.compile(
    r"\b(?:in|at|near|outside|on)\s+(?:the\s+)?(?:(?!\w+ing\b)[\w-]+\s+){0,2}$", re.IGNORECASE
)
_LET = re.compile(r"lease|rent", re.IGNORECASE)
_OWN_SOIL = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:on|in|inside)\s+(?:its|their|his|her|our)\s+(?:own\s+)?(\w+)"
)
_IN_THE_COUNTRY = re.compile(
    r"\s+(?:in|inside|on|within)\s+(?:the|that|this)\s+(?:[\w-]+\s+){0,3}?(\w+)"
)
_GOVERNED = re.compile(
    r"\b(?:in|on|inside|near|at|within|across|off|around|outside|beside)\s+(?:the\s+)?"
    r"(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_AWAY_WORDS = frozenset({"facing", "opposite", "towards", "toward", "against", "threatening"})
_CLAUSE_WORDS = frozenset({"that", "which", "who", "where", "when", "because", "after", "before"})
_MAX_GAP = 80


def read_tail(phrase: Phrase, around: Surroundings, reading: Reading) -> None:
    """Place phrases that hang on the head: "in Syria's Latakia province", "at X, in Y"."""
    starts = [other.start for other in around.phrases if other.start >= phrase.end]
    limit = min([reading.clause[1], *starts])
    previous_end = phrase.end
    for item in around.between(phrase.end, limit):
        gap = around.text[previous_end : item.start]
        if not _is_place_gap(gap, around, previous_end, has_host=bool(reading.hosts)):
            break
        if reading.hosts and LIST_GAP.fullmatch(gap) and _OWNS_SPEECH.match(around.text, item.end):
            break  # "in Eritrea, Sudan's papers claimed"
        if item.is_any("name") and not reading.hosts and _OF_STATES.fullmatch(gap):
            break  # "bases of France, Japan and Italy" are theirs
        if item.forms == {"metonym"} and reading.hosts and LIST_GAP.fullmatch(gap):
            break
        if item.forms == {"metonym"} and item.place is None:
            # "headquarters of the Black Sea Fleet": a force is nowhere by itself.
            continue
        if _is_only_beside(around.text, item, gap):
            previous_end = item.end
            continue
        soil = _soil_after(around.text, item)
        if item.is_any("adjective", "people") and not item.is_any("name", "place") and not soil:
            if LIST_GAP.fullmatch(gap):
                break
            previous_end = item.start if gap.strip() else previous_end
            continue
        _add_place(phrase, reading, item, gap, "soil" if soil else "place")
        previous_end = item.end + soil
        reading.tail_end = previous_end
    if reading.hosts and all(host.code is None for host in reading.hosts):
        _read_state_of_region(around, reading, previous_end, limit)
    if not reading.hosts:
        _read_without_name(phrase, around, reading, limit)
    _read_unknown(phrase, around, reading, limit)


def _is_only_beside(text: str, item: CountryMention, gap: str) -> bool:
    """Whether the base lies near a state: "near the Libyan border", "bases near Afghanistan"."""
    if _BORDER.match(text, item.end):
        return True  # it may lie on either side
    return item.is_any("name") and _NEARBY.search(gap) is not None


def _read_unknown(phrase: Phrase, around: Surroundings, reading: Reading, limit: int) -> None:
    """The name of a place that no gazetteer knows ("the Kenyan base in El Adde")."""
    unknown = _UNKNOWN.match(around.text, phrase.end, limit)
    if unknown is None or around.between(unknown.start("name"), unknown.end("name")):
        return
    code = around.name_hosts.get(unknown.start("name"))
    if code is not None:
        # "a naval base on Agalega": the register knows where that is.
        if not reading.hosts:
            reading.hosts.append(Host(code, "place", *unknown.span("name")))
    elif re.split(r"\W", unknown["name"].lower())[0] not in load_words().sets["no_places"]:
        reading.unknown = unknown["name"]


def _read_state_of_region(around: Surroundings, reading: Reading, start: int, limit: int) -> None:
    """The state in "in the Gulf again, in Bahrain", or by its town, "on the Black Sea at Poti"."""
    for item in around.between(start, limit):
        placed = item.is_any("name", "place") and _IN.search(around.text[start : item.start])
        if item.code and placed:
            reading.hosts.clear()
            reading.add_host(item, "place")
            return


def _is_place_gap(gap: str, around: Surroundings, start: int, *, has_host: bool) -> bool:
    """Whether only a place phrase's small words stand between the base and the name."""
    if len(gap) > _MAX_GAP:
        return False
    if has_host:
        return bool(LIST_GAP.fullmatch(gap) or _NESTED_GAP.fullmatch(gap) or not gap.strip())
    words = load_words()
    tokens = re.findall(r"[\w’'-]+", gap.lower())
    if _BY.search(gap) and words.patterns["run_by"].search(gap):
        return False  # "used by US and Kenyan forces"
    if not any(token in words.sets["place_prepositions"] for token in tokens):
        # "two garrisons, Akrotiri and Dhekelia" names its places without a preposition.
        return False
    before = around.text[around.start : start]
    if not _AWAY_WORDS.isdisjoint(tokens):
        return False
    if "from" in tokens and not (_LET.search(before) or words.patterns["run_by"].search(before)):
        return False
    end = start + len(gap)
    copula = _COPULA.match(gap)  # "its largest base is in Somalia"
    return _has_no_verb(around, start + (copula.end() if copula else 0), end)


def _has_no_verb(around: Surroundings, start: int, end: int) -> bool:
    span = around.doc.char_span(start, end, alignment_mode="expand")
    return span is None or not any(
        token.pos_ == "AUX"
        or (token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG"))
        or token.lower_ in _CLAUSE_WORDS
        for token in span
        if token.idx >= start and token.idx + len(token) <= end
    )


def _soil_after(text: str, item: CountryMention) -> int:
    """Length of " soil", " island" … after a country's adjective or name, or 0."""
    match = re.match(r"(?:['’]s)?\s+(?:[a-z-]+\s+)?([a-z]+)", text[item.end : item.end + 40])
    sets = load_words().sets
    return match.end() if match and match[1] in sets["soil"] | sets["host_nouns"] else 0


def _add_place(
    phrase: Phrase, reading: Reading, item: CountryMention, gap: str, how: HostHow
) -> None:
    """A further place of a state already named joins it; a new state is a host of its own."""
    if not reading.hosts:
        reading.add_host(item, how)
        return
    last = reading.hosts[-1]
    if phrase.plural and _is_another_town(last, item, gap):
        reading.add_host(item, how)
        return
    same_state = item.code is not None and item.code == last.code
    wider = item.is_any("name") and last.mention is not None and last.mention.is_any("place")
    nested = _NESTED_GAP.fullmatch(gap) is not None and LIST_GAP.fullmatch(gap) is None
    if not (same_state or nested or (wider and last.code is None)):
        reading.add_host(item, how)
        return
    finer = last.mention if _is_finer(last.mention, item) else item
    code = item.code if wider and item.code else last.code or item.code
    reading.hosts[-1] = Host(code, last.how, last.start, item.end, finer)


def _is_another_town(last: Host, item: CountryMention, gap: str) -> bool:
    """Whether two towns of one state are listed: "bases in Batumi and Akhalkalaki"."""
    first, second = last.mention.place if last.mention else None, item.place
    if first is None or second is None or first.is_area or second.is_area:
        return False
    return LIST_GAP.fullmatch(gap) is not None


def _is_finer(mention: CountryMention | None, other: CountryMention) -> bool:
    return mention is not None and (mention.is_any("place") or not other.is_any("place"))


def _read_without_name(phrase: Phrase, around: Surroundings, reading: Reading, limit: int) -> None:
    """Soil without a name: "its territory" is the subject's, "the country" the last host."""
    after = around.text[phrase.end : limit]
    sets = load_words().sets
    own = _OWN_SOIL.match(after)
    if own and own[1].lower() in sets["soil"] | sets["host_nouns"]:
        actor = first_actor(around, reading.clause[0], phrase.start)
        if actor is not None:
            reading.add_host(actor, "soil")
            return
    country = _IN_THE_COUNTRY.match(after)
    if country and country[1].lower() in sets["host_nouns"] and around.last_host:
        reading.hosts.append(Host(around.last_host, "anaphor", phrase.end, phrase.end))


def read_after(phrase: Phrase, around: Surroundings, reading: Reading) -> None:
    """A place named later in the clause: "a base housing US troops in northern Iraq"."""
    starts = [other.start for other in around.phrases if other.start >= phrase.end]
    limit = min([reading.clause[1], *starts])
    taken = {operator.start for operator in reading.operators}
    for item in around.between(phrase.end, limit):
        before = around.text[max(phrase.end, item.start - 40) : item.start]
        named = _is_named(item, around)
        if item.start not in taken and item.code and named and _IN_AT.search(before):
            reading.add_host(item, "after")
            return


def _is_named(item: CountryMention, around: Surroundings) -> bool:
    """Whether a state is named as such: "US" before a noun is an adjective ("the US embassy")."""
    if not item.is_any("adjective"):
        return True
    return item.is_any("name") and _NOUN.match(around.text, item.end) is None


def read_before(phrase: Phrase, around: Surroundings, reading: Reading) -> None:
    """A place named before it: "On Tajik soil Russia maintains …", "In Djibouti, China has …"."""
    taken = {operator.start for operator in reading.operators}
    for item in reversed(around.between(reading.clause[0], phrase.start)):
        if item.start in taken:
            continue
        before = around.text[max(around.start, item.start - 40) : item.start]
        named = _is_named(item, around)
        where = _WHERE.match(around.text, item.end) is not None
        if (where or _GOVERNED.search(before)) and (named or _soil_after(around.text, item)):
            reading.add_host(item, "before")
            return
