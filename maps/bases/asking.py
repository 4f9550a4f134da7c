"""States that give, ask for or are asked for a base: who is to run it, and who is to host it."""

from __future__ import annotations

import re

from maps.bases.actors import actor_before
from maps.bases.phrases import Phrase
from maps.bases.surroundings import Reading, Surroundings

_GIVING = re.compile(
    r"\b(?:g[ai]v\w+|grant\w*|offer\w*|promis\w+|lent|lend\w*|leas\w+|den\w+|let)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:ask\w*|allow\w*|let|lets|invit\w+|permit\w*|want\w*|urg\w+|request\w*|authori[sz]\w+)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: "lent Turkish troops an airfield"
_RECIPIENT_GAP = re.compile(
    r"\s*(?:(?:troops|soldiers|forces|army|navy|air force|jets|planes|military)\s+)?"
    r"(?:(?:have|use|keep|build|open|run|establish|set up)\s+)?"
    r"(?:(?:access to|the use of|use of|the right to use)\s+(?:\w+\s+){0,2})?"
)
_ASKED = re.compile(r"\b(?:ask(?:s|ed)?|beg(?:s|ged)?|press(?:es|ed)?|lobb(?:ies|ied))\s+$")
_REQUEST = re.compile(
    r"['’]s?\s+(?:request|bid|plans?|demand|hopes?|wish|ambitions?|quest|proposal|search)\s+"
    r"(?:for|of|to\s+(?:build|open|have|get|set up|establish))\s+"
)
_FOR_GAP = re.compile(r"\s+for\s+(?:the\s+(?:use|lease)\s+of\s+)?")


def read_recipient(phrase: Phrase, around: Surroundings, reading: Reading) -> bool:
    """Who gets it: in "gave Moscow a base" the giver is the host, Moscow runs it."""
    if phrase.pronoun:
        return False  # "Russia offered the Americans its bases": they are Russia's
    start = reading.clause[0]
    for item in around.between(start, phrase.start):
        if item.code is None or not _RECIPIENT_GAP.fullmatch(around.text[item.end : phrase.start]):
            continue
        giving = _GIVING.search(around.text[start : item.start])
        if giving:
            _hand_over(reading, phrase, around)
            reading.add_operator(item, "agent")
            giver = actor_before(around, start + giving.start(), reading)
            if giver is not None and not reading.hosts:
                reading.add_host(giver, "subject")
            return True
    return False


def read_request(phrase: Phrase, around: Surroundings, reading: Reading) -> bool:
    """In "turned down Iran's request for a base" Iran asks, and the subject is the host."""
    start = reading.clause[0]
    for item in around.between(start, phrase.start):
        if item.code and _REQUEST.fullmatch(around.text[item.end : phrase.start]):
            reading.add_operator(item, "possessive")
            other = actor_before(around, item.start, reading)
            if other is not None and not any(host.code for host in reading.hosts):
                reading.hosts.clear()
                reading.add_host(other, "subject")
            return True
    return False


def read_asked(phrase: Phrase, around: Surroundings, reading: Reading) -> bool:
    """In "asked Khartoum for a base" the asker is to run it, the one asked is the host."""
    start = reading.clause[0]
    for item in around.between(start, phrase.start):
        gap = around.text[item.end : phrase.start]
        asked = _ASKED.search(around.text[start : item.start])
        if item.code is None or asked is None or not _FOR_GAP.fullmatch(gap):
            continue
        asker = actor_before(around, start + asked.start(), reading)
        if asker is not None:
            reading.add_operator(asker, "subject")
        if not any(host.code for host in reading.hosts):
            reading.hosts.clear()
            reading.add_host(item, "subject")
        return True
    return False


def _hand_over(reading: Reading, phrase: Phrase, around: Surroundings) -> None:
    """In "gave Britain access to Iraqi airbases" the adjective tells where they lie."""
    inside = [item for item in around.between(phrase.start, phrase.head_start) if item.code]
    if inside and not reading.hosts:
        reading.operators = [one for one in reading.operators if one.code != inside[0].code]
        reading.add_host(inside[0], "phrase")


def read_asker(around: Surroundings, reading: Reading) -> None:
    """Who asks: in "asked Russia to open a base" the asker is the host."""
    start = reading.clause[0]
    for operator in reading.operators:
        asking = _ASKING.search(around.text[start : operator.start])
        if operator.how == "subject" and asking and not reading.hosts:
            asker = actor_before(around, start + asking.start(), reading)
            if asker is not None:
                reading.add_host(asker, "subject")
