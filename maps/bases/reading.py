"""Who runs the base of a phrase, and where it lies, read from the words around it.

Operators come from the phrase itself ("an American base", "Moscow's base"), from the subject of a
verb of having or building, from "run by X", or from whose soldiers are there. Hosts come from the
place phrase after the base, from the subject of a verb of hosting, or from a place named before.
Each reading says how it was found, since the weaker ones lower the certainty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from maps.bases.countries import CountryMention
from maps.bases.lexicon import Words, load_words
from maps.bases.phrases import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc

OperatorHow = Literal["phrase", "possessive", "pronoun", "subject", "agent", "presence", "either"]
HostHow = Literal["place", "subject", "soil", "before", "anaphor", "phrase"]

_LIST_GAP = re.compile(
    r"\s*(?:,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\s*/\s*)(?:the\s+|in\s+|on\s+|at\s+)*",
    re.IGNORECASE,
)
_NESTED_GAP = re.compile(
    r"(?:,?\s+(?:a|the)?\s*(?:[\w-]+\s+){0,3}(?:in|of|on|near|outside)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}|['’]s\s+|,\s+|\s+)$",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(
    r"[;:]\s|\s[—–-]\s|,\s+(?:but|while|whereas|although|though)\s|\s(?:but|while|whereas)\s"
)


@dataclass(frozen=True, slots=True)
class Operator:
    code: str
    how: OperatorHow
    start: int


@dataclass(frozen=True, slots=True)
class Host:
    """A host as read: the state, and the smaller place in it when one is named."""

    code: str | None
    how: HostHow
    start: int
    end: int
    mention: CountryMention | None = None


@dataclass(slots=True)
class Reading:
    """What the words around a phrase say."""

    operators: list[Operator] = field(default_factory=list)
    hosts: list[Host] = field(default_factory=list)
    either: CountryMention | None = None
    clause: tuple[int, int] = (0, 0)
    tail_end: int = 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A sentence with all that was found in it, as the readers need it."""

    doc: Doc
    text: str
    start: int
    end: int
    countries: Sequence[CountryMention]
    phrases: Sequence[Phrase]
    name_spans: Sequence[tuple[int, int]]
    #: State actor and hosts told last, in sentences before.
    last_actor: str | None = None
    last_host: str | None = None

    def between(self, start: int, end: int) -> list[CountryMention]:
        return [item for item in self.countries if start <= item.start and item.end <= end]


def clause_of(text: str, start: int, end: int, position: int) -> tuple[int, int]:
    """The part of a sentence, between breaks such as ";" and "but", that holds `position`."""
    first, last = start, end
    for match in _CLAUSE_BREAK.finditer(text, start, end):
        if match.end() <= position:
            first = match.end()
        elif match.start() >= position:
            last = match.start()
            break
    return first, last


def read(phrase: Phrase, around: Surroundings) -> Reading:
    """Operators and hosts of a phrase."""
    words = load_words()
    clause = clause_of(around.text, around.start, around.end, phrase.head_start)
    reading = Reading(clause=clause, tail_end=phrase.end)
    _read_phrase(phrase, around, reading, words)
    _read_tail(phrase, around, reading, words)
    _read_agents(phrase, around, reading, words)
    if not _read_recipient(phrase, around, reading, words):
        _read_subject(phrase, around, reading, words)
        _read_asker(around, reading, words)
    if not reading.operators:
        _read_presence(phrase, around, reading, words)
    if not reading.hosts:
        _read_places_before(phrase, around, reading, words)
    return reading


# --- inside the phrase -------------------------------------------------------------------------


def _read_phrase(phrase: Phrase, around: Surroundings, reading: Reading, words: Words) -> None:
    inside = around.between(phrase.start, phrase.head_start)
    has_adjective = any(item.is_any("adjective") for item in inside)
    for item in inside:
        if any(start < item.end and item.start < end for start, end in around.name_spans):
            continue
        after = around.text[item.end : phrase.head_start]
        hyphen = re.match(r"[-‐‑](\w+)", after)
        if hyphen:
            if hyphen[1].lower() in words.sets["hyphen_operates"] and item.code:
                reading.operators.append(Operator(item.code, "phrase", item.start))
            continue
        if item.code is None:
            continue
        possessive = re.match(r"['’]s?(?=\s|$)", after) is not None
        if item.is_any("adjective", "people") and not (possessive and item.is_any("place")):
            reading.operators.append(Operator(item.code, "phrase", item.start))
        elif item.is_any("metonym"):
            reading.operators.append(Operator(item.code, "possessive", item.start))
        elif item.is_any("place") or has_adjective:
            reading.hosts.append(Host(item.code, "phrase", item.start, item.end, item))
        elif possessive:
            reading.operators.append(Operator(item.code, "possessive", item.start))
            reading.either = item
        else:
            reading.either = item


# --- after the head ----------------------------------------------------------------------------


def _read_tail(phrase: Phrase, around: Surroundings, reading: Reading, words: Words) -> None:
    """Place phrases that hang on the head: "in Syria's Latakia province", "at X, in Y"."""
    limit = reading.clause[1]
    for other in around.phrases:
        if other.start >= phrase.end:
            limit = min(limit, other.start)
    tail = [item for item in around.between(phrase.end, limit)]
    previous_end = phrase.end
    for item in tail:
        gap = around.text[previous_end : item.start]
        if not _is_place_gap(gap, around, previous_end, item.start, words, bool(reading.hosts)):
            break
        soil = _soil_after(around.text, item, words)
        if item.forms == {"metonym"} and item.place is None:
            # "headquarters of the Black Sea Fleet": a force is nowhere by itself.
            continue
        if item.is_any("adjective") and not item.is_any("name") and not soil:
            if _LIST_GAP.fullmatch(gap):
                break
            previous_end = previous_end if not gap.strip() else item.start
            continue
        _add_host(reading, item, gap, "soil" if soil else "place")
        previous_end = item.end + (soil or 0)
        reading.tail_end = previous_end
    if reading.hosts:
        return
    own = re.match(
        r"\s+(?:\w+\s+){0,3}?(?:on|in|inside)\s+(?:its|their)\s+(?:own\s+)?(\w+)",
        around.text[phrase.end : limit],
    )
    if own and own[1].lower() in words.sets["soil"]:
        actor = _first_actor(around, reading.clause[0], phrase.start, words)
        if actor and actor.code:
            reading.hosts.append(Host(actor.code, "soil", actor.start, actor.end, actor))
            return
    anaphor = re.match(
        r"\s+(?:in|inside|on|within)\s+(?:the|that|this)\s+(?:[\w-]+\s+){0,3}?(\w+)",
        around.text[phrase.end : limit],
    )
    if anaphor and anaphor[1].lower() in words.sets["host_nouns"] and around.last_host:
        reading.hosts.append(Host(around.last_host, "anaphor", phrase.end, phrase.end))


def _is_place_gap(
    gap: str, around: Surroundings, start: int, end: int, words: Words, has_host: bool
) -> bool:
    """Whether only a place phrase's small words stand between the base and the name."""
    if len(gap) > 80:
        return False
    lowered = gap.lower()
    tokens = re.findall(r"[\w’'-]+", lowered)
    if has_host:
        return bool(_LIST_GAP.fullmatch(gap) or _NESTED_GAP.search(gap) or not gap.strip())
    if not any(token in words.sets["place_prepositions"] for token in tokens):
        # "two garrisons, Akrotiri and Dhekelia" names its places without a preposition.
        return False
    if "from" in tokens and not re.search(
        words.patterns["run_by"].pattern + "|lease|rent",
        around.text[around.start : start],
        re.IGNORECASE,
    ):
        return False
    # "its largest base is in Somalia"
    copula = re.match(
        r"\s+(?:is|are|was|were|lies|stands|sits)\s+(?:located|situated|now)?\s*", gap
    )
    if copula:
        start += copula.end()
    span = around.doc.char_span(start, end, alignment_mode="expand")
    return span is None or not any(
        token.pos_ == "AUX"
        or (token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG"))
        or token.lower_ in ("that", "which", "who", "where", "when", "because", "after", "before")
        for token in span
        if token.idx >= start and token.idx + len(token) <= end
    )


def _soil_after(text: str, item: CountryMention, words: Words) -> int:
    """Length of " soil", " island" … after a country's adjective or name, or 0."""
    match = re.match(r"(?:['’]s)?\s+(?:[a-z-]+\s+)?([a-z]+)", text[item.end : item.end + 40])
    place_nouns = words.sets["soil"] | words.sets["host_nouns"]
    more = {"town", "city", "port", "province", "region", "capital", "desert", "enclave", "exclave"}
    if match and match[1] in place_nouns | more:
        return match.end()
    return 0


def _add_host(reading: Reading, item: CountryMention, gap: str, how: HostHow) -> None:
    """A further place of a state already named joins it; a new state is a host of its own."""
    if reading.hosts:
        last = reading.hosts[-1]
        same_state = item.code is not None and item.code == last.code
        wider = item.is_any("name") and last.mention is not None and last.mention.is_any("place")
        nested = bool(_NESTED_GAP.search(gap)) and not _LIST_GAP.fullmatch(gap)
        if same_state or nested or (wider and last.code is None):
            finer = last.mention if _is_finer(last.mention, item) else item
            code = last.code or item.code
            if not same_state and wider and item.code:
                code = item.code
            reading.hosts[-1] = Host(code, last.how, last.start, item.end, finer)
            return
    reading.hosts.append(Host(item.code, how, item.start, item.end, item))


def _is_finer(mention: CountryMention | None, other: CountryMention) -> bool:
    if mention is None:
        return False
    return mention.is_any("place") or not other.is_any("place")


def _read_agents(phrase: Phrase, around: Surroundings, reading: Reading, words: Words) -> None:
    """ "run by Russia", "that Russia rents", "of the Russian army"."""
    limit = reading.clause[1]
    after = around.text[phrase.end : limit]
    by = re.search(
        words.patterns["run_by"].pattern + r"(?:\s+\w+){0,2}?\s+(?:by|to)\s", after, re.IGNORECASE
    )
    that = re.match(r"(?:[\w\s,]{0,40}?)\s(?:that|which)\s", after)
    of = re.match(r"\s+(?:of|belonging to)\s+(?:the\s+)?", after)
    for match, verb_after in ((by, False), (that, True), (of, False)):
        if match is None:
            continue
        at = phrase.end + match.end()
        for item in around.between(at, limit):
            gap = around.text[at : item.start]
            if item.code is None or not re.fullmatch(r"(?:the\s+)?(?:[\w-]+\s+)?", gap):
                break
            rest = around.text[item.end : limit]
            if verb_after and not re.match(
                r"(?:\s+[\w-]+){0,2}?\s+" + words.patterns["holding"].pattern, rest, re.IGNORECASE
            ):
                break
            if match is of and not _is_state_actor(around.text, item, words, must=True):
                break
            if not any(old.code == item.code for old in reading.operators):
                reading.operators.append(Operator(item.code, "agent", item.start))
            break


# --- before the phrase -------------------------------------------------------------------------


def _is_state_actor(text: str, item: CountryMention, words: Words, *, must: bool = False) -> bool:
    """Whether the mention acts as a state: "Russia", "the Kremlin", "Russian generals"."""
    after = text[item.end : item.end + 60]
    noun = re.match(
        r"(?:['’]s?)?\s+(?:[\w-]+\s+){0,2}?" + _state_noun_pattern(words), after, re.IGNORECASE
    )
    if noun:
        return True
    if must and not item.is_any("name", "metonym", "people"):
        return False
    if re.match(r"['’]s?\s|-|\s+base\b", after):
        return False
    if item.is_any("name", "metonym", "people"):
        return not re.match(r"\s+(?:claims|economy|prices?|banks?|team|league)\b", after)
    return False


def _state_noun_pattern(words: Words) -> str:
    return (
        "(?:" + words.patterns["state_nouns"].pattern + "|"
        + words.patterns["military_people"].pattern + ")"
    )  # fmt: skip


def _first_actor(around: Surroundings, start: int, end: int, words: Words) -> CountryMention | None:
    for item in around.between(start, end):
        if (
            item.code
            and _is_state_actor(around.text, item, words)
            and not _after_preposition(around.text, item.start, around.start, words)
        ):
            return item
    return None


def _after_preposition(text: str, position: int, start: int, words: Words) -> bool:
    before = text[max(start, position - 40) : position]
    match = re.search(
        r"\b(in|at|near|outside|on|inside|within|around|to|from|off|across|with|of|over|for|against|by)\s+"
        r"(?:the\s+|its\s+)?(?:[a-z-]+\s+){0,2}$",
        before,
        re.IGNORECASE,
    )
    return match is not None


def _read_subject(phrase: Phrase, around: Surroundings, reading: Reading, words: Words) -> None:
    """The subject of the verb that governs the phrase: an operator, or a host."""
    start = reading.clause[0]
    before = around.text[start : phrase.start]
    verb = _last(words.patterns["holding"], before)
    host_verb = _last(words.patterns["hosting"], before)
    if phrase.pronoun and not reading.operators:
        actor = _owner_of_pronoun(phrase, around, start, words)
        code = actor.code if actor else around.last_actor
        if code:
            at = actor.start if actor else phrase.start
            reading.operators.append(Operator(code, "pronoun", at))
    if host_verb is not None and (verb is None or host_verb.start() >= verb.start()):
        host = _actor_before(around, start, start + host_verb.start(), words, reading)
        if host and host.code and not any(known.code for known in reading.hosts):
            reading.hosts = [Host(host.code, "subject", host.start, host.end, host)]
        return
    if verb is None or reading.operators:
        if host_verb is not None and reading.operators and not reading.hosts:
            host = _actor_before(around, start, start + host_verb.start(), words, reading)
            if host and host.code:
                reading.hosts.append(Host(host.code, "subject", host.start, host.end, host))
        return
    actors = _subject_list(around, start, start + verb.start(), words)
    if not actors and re.match(r"\s*(?:it|they|he)\b", before, re.IGNORECASE) and around.last_actor:
        reading.operators.append(Operator(around.last_actor, "subject", phrase.start))
        return
    host_codes = {host.code for host in reading.hosts if host.how == "place"}
    for actor in actors:
        if actor.code and (actor.code not in host_codes or len(actors) == 1):
            reading.operators.append(Operator(actor.code, "subject", actor.start))


def _owner_of_pronoun(
    phrase: Phrase, around: Surroundings, start: int, words: Words
) -> CountryMention | None:
    """Whose "its" or "their" is: "their" means people named last, "its" the clause's first actor."""
    if phrase.pronoun == "their":
        for item in reversed(around.between(start, phrase.start)):
            if item.code and _people_follow(around.text, item, words):
                return item
    return _first_actor(around, start, phrase.start, words) or _first_actor(
        around, around.start, phrase.start, words
    )


def _people_follow(text: str, item: CountryMention, words: Words) -> bool:
    if item.is_any("people") and not item.is_any("adjective"):
        return True
    after = text[item.end : item.end + 60]
    pattern = r"\s+(?:[\w-]+\s+){0,2}?" + words.patterns["military_people"].pattern
    return bool(re.match(pattern, after, re.IGNORECASE))


_GIVING = re.compile(
    r"\b(?:g[ai]v\w+|grant\w*|offer\w*|promis\w+|lent|lend\w*|leas\w+|den\w+|let)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:ask\w*|allow\w*|let|lets|invit\w+|permit\w*|want\w*|urg\w+|request\w*|authori[sz]\w+)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _read_recipient(phrase: Phrase, around: Surroundings, reading: Reading, words: Words) -> bool:
    """ "gave Moscow a base": the giver is the host, who gets it runs it."""
    start = reading.clause[0]
    for item in around.between(start, phrase.start):
        if item.code and not around.text[item.end : phrase.start].strip():
            giving = _GIVING.search(around.text[start : item.start])
            if giving:
                reading.operators.append(Operator(item.code, "agent", item.start))
                giver = _actor_before(around, start, start + giving.start(), words, reading)
                if giver and not reading.hosts:
                    reading.hosts.append(Host(giver.code, "subject", giver.start, giver.end, giver))
                return True
    return False


def _read_asker(around: Surroundings, reading: Reading, words: Words) -> None:
    """ "asked Russia to open a base": who asks or allows is the host."""
    start = reading.clause[0]
    for operator in reading.operators:
        asking = _ASKING.search(around.text[start : operator.start])
        if operator.how == "subject" and asking and not reading.hosts:
            asker = _actor_before(around, start, start + asking.start(), words, reading)
            if asker and asker.code:
                reading.hosts.append(Host(asker.code, "subject", asker.start, asker.end, asker))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _actor_before(
    around: Surroundings, start: int, end: int, words: Words, reading: Reading
) -> CountryMention | None:
    """The state actor nearest before a verb that is not the base's operator."""
    taken = {operator.code for operator in reading.operators}
    for item in reversed(around.between(start, end)):
        if item.code and item.code not in taken and not re.match(r"[-‐‑]", around.text[item.end :]):
            if item.is_any("name", "metonym", "people", "place") or _is_state_actor(
                around.text, item, words
            ):
                return item
    return None


def _subject_list(around: Surroundings, start: int, end: int, words: Words) -> list[CountryMention]:
    """The state actors before a verb that are its subject: the nearest, and those listed with it."""
    items = [
        item
        for item in around.between(start, end)
        if item.code and _is_state_actor(around.text, item, words)
    ]
    free = [
        item
        for item in items
        if not _after_preposition(around.text, item.start, around.start, words)
    ]
    if not free:
        return items[-1:]
    chosen = [free[-1]]
    for item in reversed(free[:-1]):
        gap = around.text[item.end : chosen[0].start]
        if not _LIST_GAP.fullmatch(gap):
            break
        chosen.insert(0, item)
    return chosen


def _read_presence(phrase: Phrase, around: Surroundings, reading: Reading, words: Words) -> None:
    """Whose soldiers, planes or ships are there: a weak sign of who runs it."""
    start, end = reading.clause
    hosts = {host.code for host in reading.hosts}
    pattern = re.compile(
        r"\s+(?:[\w-]+\s+){0,2}?" + words.patterns["military_people"].pattern, re.IGNORECASE
    )
    for item in around.between(start, end):
        if item.code is None or not item.is_any("adjective", "name") or item.code in hosts:
            continue
        if phrase.start <= item.start < phrase.end:
            continue
        possessive = re.match(r"['’]s?\s", around.text[item.end : item.end + 3])
        if item.is_any("adjective") or possessive:
            rest = around.text[item.end + (2 if possessive else 0) : end]
            if pattern.match(rest):
                reading.operators.append(Operator(item.code, "presence", item.start))
                return


def _read_places_before(
    phrase: Phrase, around: Surroundings, reading: Reading, words: Words
) -> None:
    """ "On Tajik soil Russia maintains …", "In Djibouti, China has …"."""
    taken = {operator.start for operator in reading.operators}
    for item in reversed(around.between(reading.clause[0], phrase.start)):
        if item.start in taken:
            continue
        before = around.text[max(around.start, item.start - 40) : item.start]
        governed = re.search(
            r"\b(?:in|on|inside|near|at|within|across|off)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$",
            before,
            re.IGNORECASE,
        )
        soil = _soil_after(around.text, item, words)
        if governed and (soil or not item.is_any("adjective") or item.is_any("name")):
            reading.hosts.append(Host(item.code, "before", item.start, item.end, item))
            return
