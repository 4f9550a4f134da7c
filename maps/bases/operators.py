"""Who runs the base of a phrase: told in it, by a verb's subject, or by whose men are there."""

from __future__ import annotations

import re

from maps.bases.actors import (
    actor_before,
    actors_listed,
    are_people,
    first_actor,
    has_military,
    is_force,
    subjects,
)
from maps.bases.asking import read_asked, read_asker, read_recipient, read_request
from maps.bases.countries import CountryMention
from maps.bases.lexicon import load_words
from maps.bases.phrases import Phrase
from maps.bases.surroundings import LIST_GAP, Operator, Reading, Surroundings

_AUXILIARY = re.compile(
    r"ha(?:s|ve|d|ving)\s+(?:(?:\w+ly|not|never|also|long|since|just|already|now)\s+)?"
    r"(?:been|\w{2,}ed|\w+en|kept|built|held|had|run|set|made|sent|shut|left|lost|begun|sought)\b",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(r"\b(?:from|by|after|before|when|until|against)\s", re.IGNORECASE)
_THAT = re.compile(r"(?:[\w\s,]{0,40}?)\s(?:that|which)\s")
_TRAINED = re.compile(r"\b(?:train(?:s|ed|ing)?|teach(?:es|ing)?|taught)\s+(?:the\s+)?$")
_FOR = re.compile(r"\s+for\s+(?:the\s+)?")
_OF = re.compile(r"\s+(?:of|belonging to)\s+(?:the\s+)?")
_PRONOUN_SUBJECT = re.compile(r"\s*(?:it|they|he)\b", re.IGNORECASE)


def read_inside(phrase: Phrase, around: Surroundings, reading: Reading) -> None:
    """States named in the phrase: "an American base", "Moscow's base", "a Chinese-run base"."""
    inside = around.between(phrase.start, phrase.head_start)
    has_adjective = any(item.is_any("adjective") for item in inside)
    for item in inside:
        named = any(start < item.end and item.start < end for start, end in around.name_spans)
        word = around.text[item.start : item.end].lower()
        if named or item.code is None or word in load_words().modifiers:
            continue
        after = around.text[item.end : phrase.head_start]
        hyphen = re.match(r"[-‐‑](\w+)", after)
        if hyphen:
            if hyphen[1].lower() in load_words().sets["hyphen_operates"]:
                reading.add_operator(item, "phrase")
            continue
        _read_one_inside(item, after, reading, has_adjective=has_adjective)


def _read_one_inside(
    item: CountryMention, after: str, reading: Reading, *, has_adjective: bool
) -> None:
    possessive = re.match(r"['’]s?(?=\s|$)", after) is not None
    if item.is_any("adjective", "people") and not (possessive and item.is_any("place")):
        reading.add_operator(item, "phrase")
    elif item.is_any("metonym"):
        reading.add_operator(item, "possessive")
    elif item.is_any("place") or has_adjective:
        # "Syria's Russian base": the adjective runs it, the name is where it lies.
        reading.add_host(item, "phrase")
    else:
        reading.either = item
        if possessive:
            reading.add_operator(item, "possessive")


def read_agents(phrase: Phrase, around: Surroundings, reading: Reading) -> None:
    """Who is named after it: "run by Russia", "that Russia rents", "of the Russian army"."""
    limit = reading.clause[1]
    after = around.text[phrase.end : limit]
    patterns = load_words().patterns
    by = re.search(
        patterns["run_by"].pattern + r"(?:\s+\w+){0,2}?\s+(?:by|to)\s", after, re.IGNORECASE
    )
    holds = re.compile(r"(?:\s+[\w-]+){0,2}?\s+" + patterns["holding"].pattern, re.IGNORECASE)
    for match, sort in (
        (by, "by"), (_THAT.match(after), "that"), (_OF.match(after), "of"),
        (_FOR.match(after), "for"),
    ):  # fmt: skip
        if match is None:
            continue
        item = _named_at(around, phrase.end + match.end(), limit)
        if item is None:
            continue
        if sort == "that" and not holds.match(around.text[item.end : limit]):
            continue
        if sort == "for" and not has_military(around.text, item):
            continue
        if sort == "of" and not is_force(around.text, item):
            continue
        for listed in _listed_from(item, around, limit):
            reading.add_operator(listed, "agent")


def _listed_from(item: CountryMention, around: Surroundings, limit: int) -> list[CountryMention]:
    """A state and those listed after it: "of France, Japan and Italy"."""
    listed = [item]
    for other in around.between(item.end, limit):
        if not LIST_GAP.fullmatch(around.text[listed[-1].end : other.start]):
            break
        listed.append(other)
    return [one for one in listed if one.code]


def _named_at(around: Surroundings, at: int, limit: int) -> CountryMention | None:
    """The state named at a position, after no more than an article and one word."""
    for item in around.between(at, limit):
        gap = around.text[at : item.start]
        fits = item.code is not None and re.fullmatch(r"(?:the\s+)?(?:[\w-]+\s+)?", gap)
        return item if fits else None
    return None


def read_subject(phrase: Phrase, around: Surroundings, reading: Reading) -> None:
    """The subject of the verb that governs the phrase: an operator, or a host."""
    if read_request(phrase, around, reading) or read_recipient(phrase, around, reading):
        return
    if read_asked(phrase, around, reading):
        return
    start = reading.clause[0]
    before = around.text[start : phrase.start]
    patterns = load_words().patterns
    verb, host_verb = _governing(patterns["holding"], before), _last(patterns["hosting"], before)
    seeking = _last(patterns["seeking"], before)
    if reading.operators:
        # "Bishkek will shut the American base": who ends it is the host, where none is named.
        host_verb = host_verb or seeking or _last(patterns["ending"], before)
    else:
        verb = verb or seeking
    if phrase.pronoun and not reading.operators:
        _read_pronoun(phrase, around, reading)
    hosts = host_verb is not None and (verb is None or host_verb.start() >= verb.start())
    if host_verb is not None and (hosts or reading.operators):
        _read_host(around, reading, start + host_verb.start())
    if hosts or verb is None or reading.operators:
        return
    actors = subjects(around, start, start + verb.start())
    if not actors and _PRONOUN_SUBJECT.match(before) and around.last_actor:
        reading.operators.append(Operator(around.last_actor, "subject", phrase.start))
    placed = {host.code for host in reading.hosts if host.how == "place"}
    for actor in actors:
        if actor.code not in placed or len(actors) == 1:
            reading.add_operator(actor, "subject")
    read_asker(around, reading)


def _read_host(around: Surroundings, reading: Reading, verb: int) -> None:
    """The state before a verb of hosting, and those listed with it, where no other is named."""
    host = actor_before(around, verb, reading)
    if host is None or any(known.code for known in reading.hosts):
        return
    reading.hosts.clear()
    for listed in actors_listed(around, host, reading.clause[0]):
        reading.add_host(listed, "subject")


def _governing(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """The last verb that can have the phrase as its object, if any."""
    verb = None
    for match in pattern.finditer(before):
        if not _AUXILIARY.match(before, match.start()):
            verb = match
    if verb is None or _NO_OBJECT.search(before, verb.end()):
        return None
    return verb


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _read_pronoun(phrase: Phrase, around: Surroundings, reading: Reading) -> None:
    """Whose "its" or "their" is: "their" means people named last, "its" the first actor."""
    start = reading.clause[0]
    owner = None
    if phrase.pronoun == "their":
        items = reversed(around.between(start, phrase.start))
        owner = next((item for item in items if item.code and are_people(around.text, item)), None)
    owner = owner or first_actor(around, start, phrase.start)
    owner = owner or first_actor(around, around.start, phrase.start)
    if owner is not None:
        reading.add_operator(owner, "pronoun")
    elif around.last_actor:
        reading.operators.append(Operator(around.last_actor, "pronoun", phrase.start))


def read_presence(phrase: Phrase, around: Surroundings, reading: Reading) -> None:
    """Whose soldiers, planes or ships are there: a weak sign of who runs it."""
    hosts = {host.code for host in reading.hosts}
    for item in around.between(*reading.clause):
        if item.code is None or item.code in hosts or phrase.start <= item.start < phrase.end:
            continue
        if _TRAINED.search(around.text[max(0, item.start - 20) : item.start]):
            continue  # "bases at which Germans train Ukrainians"
        if item.is_any("people") and not item.is_any("adjective"):
            reading.add_operator(item, "presence")
            return
        owns = re.match(r"['’]s?\s", around.text[item.end : item.end + 3])
        if (item.is_any("adjective") or (item.is_any("name") and owns)) and has_military(
            around.text, item
        ):
            reading.add_operator(item, "presence")
            return
