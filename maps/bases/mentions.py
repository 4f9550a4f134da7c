"""Finding military bases in a text and tying them to the register.

    names of the register ──┐
    phrases for bases ──────┼─> Told (what a sentence says of a base) ─> tied to rows ─> Base
    operators and hosts ────┘        anaphora look back at what was told before

Named and described mentions of one base become one feature. What cannot be tied to one row stays
a set (`candidates`, no position of its own); what is no base is dropped with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maps.bases.countries import CountryMention, country_mentions
from maps.bases.figures import Figure, find_figures
from maps.bases.lexicon import load_words
from maps.bases.names import NameHit, names_of
from maps.bases.phrases import Phrase, find_phrases
from maps.bases.reading import Host, Operator, Reading, Surroundings, clause_of, read
from maps.bases.register import Register, RegisteredBase
from maps.bases.status import StatusScene, read_status
from maps.bases.telling import Told, described, named, to_features
from maps.bases.tying import Description, fitting
from maps.features import Base, BaseStatus, Personnel
from maps.place import Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: How many sentences back "the base" may look.
_ANAPHOR_REACH = 4
_SIDE_WORDS = 60


@dataclass(frozen=True, slots=True)
class BaseSpan:
    """Where a text speaks of a base; `base` is the feature's id."""

    start: int
    end: int
    base: str
    named: bool


@dataclass(frozen=True, slots=True)
class DroppedBase:
    """Words that could have meant a base, and why they were not taken for one."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class BaseFindings:
    """What a document tells of bases.

    Attributes:
        bases: one feature a base, in the order of their ids, with the sentences as mentions.
        spans: the words that speak of them, in the order of the text.
        dropped: for `--explain`.
    """

    bases: tuple[Base, ...] = ()
    spans: tuple[BaseSpan, ...] = ()
    dropped: tuple[DroppedBase, ...] = ()


@dataclass(slots=True)
class _Story:
    """What has been told so far."""

    text: str
    register: Register
    year: int | None
    countries: Sequence[CountryMention]
    told: list[Told] = field(default_factory=list)
    dropped: list[DroppedBase] = field(default_factory=list)
    last_actor: str | None = None
    last_host: str | None = None

    def drop(self, start: int, end: int, reason: str) -> None:
        self.dropped.append(DroppedBase(start, end, self.text[start:end], reason))


def find_bases(
    doc: Doc,
    text: str,
    toponyms: Iterable[Toponym],
    register: Register,
    *,
    when: str | None,
    document: str,
) -> BaseFindings:
    """The military bases that a document speaks of.

    Args:
        doc: spaCy's reading of `text`, with parts of speech and sentences.
        toponyms: of the same text; demonyms and metonyms too, though they are known here as well.
        when: ISO day (or year) of the story; None = any time. A base that was closed before then,
            or opened after, is tied only when it is named or told as past.
        document: the document's id, for the mentions.
    """
    story = _Story(text, register, _year(when), country_mentions(text, toponyms))
    hits = names_of(register).find(text)
    for index, sentence in enumerate(doc.sents):
        _read_sentence(story, doc, sentence, index, hits)
    bases = to_features(story.told, text, document, register)
    spans = tuple(
        BaseSpan(told.start, told.end, told.feature_id, told.named)
        for told in sorted(story.told, key=lambda told: (told.start, told.end))
    )
    return BaseFindings(bases, spans, tuple(story.dropped))


def _year(when: str | None) -> int | None:
    match = re.match(r"-?\d{4}", when or "")
    return int(match.group()) if match else None


# --- one sentence ------------------------------------------------------------------------------


def _read_sentence(
    story: _Story, doc: Doc, sentence: Span, index: int, all_hits: Sequence[NameHit]
) -> None:
    start, end = sentence.start_char, sentence.end_char
    hits = [hit for hit in all_hits if start <= hit.start < end]
    phrases = find_phrases(doc, sentence)
    figures = find_figures(story.text, start, end)
    around = Surroundings(
        doc, story.text, start, end,
        [item for item in story.countries if start <= item.start < end], phrases,
        [(hit.start, hit.end) for hit in hits], story.last_actor, story.last_host,
    )  # fmt: skip
    taken = _tell_names(story, around, hits, phrases, figures, index)
    for phrase in phrases:
        if any(phrase.start < stop and begin < phrase.end for begin, stop in taken):
            continue
        _tell_phrase(story, around, phrase, figures, index)
    _remember(story, around)


def _remember(story: _Story, around: Surroundings) -> None:
    """Actor and host for "its base" and "in the country" of later sentences."""
    names = [item for item in around.countries if item.code and item.is_any("name", "metonym")]
    if names:
        story.last_actor = names[0].code
    located = [
        item
        for item in around.countries
        if item.code
        and item.is_any("name", "place")
        and re.search(
            r"\b(?:in|at|near|to|on|from|inside)\s+(?:\w+\s+)?$", around.text[: item.start][-25:]
        )
    ]
    if located:
        story.last_host = located[-1].code


# --- names -------------------------------------------------------------------------------------


def _tell_names(
    story: _Story,
    around: Surroundings,
    hits: Sequence[NameHit],
    phrases: Sequence[Phrase],
    figures: Sequence[Figure],
    index: int,
) -> list[tuple[int, int]]:
    """Tell of every name that counts; gives the spans that are used up by them."""
    taken: list[tuple[int, int]] = []
    for hit in sorted(hits, key=lambda hit: (hit.bare, hit.start)):
        phrase = _phrase_beside(hit, phrases, around)
        if phrase is not None and not phrase.plural:
            inside = (
                phrase.start <= hit.start < phrase.end or hit.start <= phrase.head_start < hit.end
            )
            if not inside and any(
                start < phrase.end and phrase.start < end for start, end in taken
            ):
                # "the K-1 base near Kirkuk": the phrase has its name already.
                phrase = None
        if hit.bare and phrase is None and not _native_head_beside(story.text, hit):
            continue
        if not hit.bare and phrase is None and _is_person(around.doc, story.text, hit):
            story.drop(hit.start, hit.end, "Reads as a person's name.")
            continue
        reading = read(phrase, around) if phrase else None
        owners = _owners(story, hit, reading, phrase)
        if not owners:
            story.drop(hit.start, hit.end, "Another state's base is meant than the one so named.")
            continue
        span = (
            (min(hit.start, phrase.start), max(hit.end, phrase.end))
            if phrase
            else (hit.start, hit.end)
        )
        status = _status(story, around, span, phrase, named=not hit.bare)
        if hit.bare and status in ("planned", "denied") and phrase and not phrase.definite:
            # "plans a base in Port Sudan" is not the base that is there already.
            continue
        told = named(
            story.register, owners, story.text, hit,
            span=span, sentence=(around.start, around.end), index=index, status=status,
            year=story.year, personnel=_personnel(story, around, span, figures),
        )  # fmt: skip
        story.told.append(told)
        taken.append(span)
    return taken


def _is_of_kind(base: RegisteredBase, phrase: Phrase) -> bool:
    """Whether a row is of the phrase's kind; joint bases and naval air stations are of several."""
    if base.kind == phrase.kind or base.kind in ("other", "headquarters", "space"):
        return True
    if phrase.kind == "army":
        return base.kind in ("logistics", "range", "missile")
    service = base.service or ""
    return {"air": "a", "naval": "nav", "missile": "missile"}.get(phrase.kind or "", "-") in service


def _owners(
    story: _Story, hit: NameHit, reading: Reading | None, phrase: Phrase | None
) -> list[RegisteredBase]:
    """The rows a name can mean here: of the operators and hosts told, first tier first."""
    owners = list(hit.bases)
    if hit.bare and reading is not None:
        codes = {
            operator.code
            for operator in reading.operators
            if operator.how in ("phrase", "possessive")
        }
        hosts = {host.code for host in reading.hosts if host.code}
        if codes:
            owners = [
                base for base in owners if not base.operator or codes & {*base.operator, base.host}
            ]
        if hosts:
            owners = [base for base in owners if base.host is None or base.host in hosts]
    if hit.bare and phrase is not None and phrase.kind in ("air", "naval", "army", "missile"):
        owners = [base for base in owners if _is_of_kind(base, phrase)]
    for keep in (
        lambda base: base.tier == 1,
        lambda base: base.is_open(story.year),
    ):
        chosen = [base for base in owners if keep(base)]
        owners = chosen or owners
    return owners


def _phrase_beside(hit: NameHit, phrases: Sequence[Phrase], around: Surroundings) -> Phrase | None:
    """The phrase that a name belongs to: "Kant air base", "the base at Kant", "Kant, a base"."""
    text = around.text
    for phrase in phrases:
        if phrase.start <= hit.start and hit.end <= phrase.head_start:
            return phrase
        if hit.start <= phrase.head_start < hit.end:
            return phrase
    for phrase in phrases:
        gap_before = text[hit.end : phrase.start] if hit.end <= phrase.start else None
        if gap_before is not None:
            if re.fullmatch(r",\s+", gap_before) and (phrase.indefinite or phrase.definite):
                return phrase
            if phrase.plural and re.fullmatch(
                r"\s*(?:,|and|or|&)?\s*(?:[A-Z][\w’'-]*\s*,?\s*(?:and|or)\s*)?", gap_before
            ):
                return phrase
            if re.fullmatch(r"['’]s\s+", gap_before):
                return phrase
        gap_after = text[phrase.end : hit.start] if phrase.end <= hit.start else None
        if gap_after is None or len(gap_after) >= 45:
            continue
        naming = _NAMING_GAP.fullmatch(gap_after)
        # "the base in Gyumri" is described by its town, where the town is known as a place.
        if naming and not (hit.bare and naming["preposition"] == "in" and _is_placed(hit, around)):
            return phrase
    return None


def _is_placed(hit: NameHit, around: Surroundings) -> bool:
    return any(
        item.place is not None and item.start <= hit.start and hit.end <= item.end
        for item in around.countries
    )


_NAMING_GAP = re.compile(
    r",?\s+(?:(?:known|called|named|located|situated|stationed|just|back)\s+(?:as\s+)?)?"
    r"(?P<preposition>at|in|of|on|called|named|as|,)?\s*"
    r"(?:the\s+)?(?:(?:town|city|port|village|airport|district|region|island)\s+of\s+)?"
    r"(?:[A-Z][\w’'-]+(?:['’]s)?\s+)?[\"“«]?",
)


def _native_head_beside(text: str, hit: NameHit) -> bool:
    """A base word of another language within a few words of the name."""
    around = f"{text[max(0, hit.start - 30) : hit.start]} {text[hit.end : hit.end + 20]}".lower()
    return any(
        re.search(rf"(?<!\w){re.escape(stem)}", around)
        for stem in load_words().sets["native_heads"]
    )


def _is_person(doc: Doc, text: str, hit: NameHit) -> bool:
    """SpaCy takes the name for a person's, and no preposition of place stands before it."""
    if re.search(
        r"\b(?:at|in|on|from|to|near|of|over|into|outside)\s+$",
        text[max(0, hit.start - 10) : hit.start],
    ):
        return False
    span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    return span is not None and any(token.ent_type_ == "PERSON" for token in span) and (
        bool(re.match(r"\s+(?:said|says|told|scored|wrote|won|was born|argued|added)\b", text[hit.end : hit.end + 12]))
    )  # fmt: skip


# --- descriptions ------------------------------------------------------------------------------


def _tell_phrase(
    story: _Story,
    around: Surroundings,
    phrase: Phrase,
    figures: Sequence[Figure],
    index: int,
) -> None:
    reading = read(phrase, around)
    span = (phrase.start, max(phrase.end, reading.tail_end))
    status = _status(story, around, (phrase.start, phrase.end), phrase, named=False)
    personnel = _personnel(story, around, (phrase.start, phrase.end), figures)
    if _looks_back(phrase, reading):
        back = _antecedent(story, phrase, reading, index)
        if back is not None:
            story.told.append(
                back.again(
                    (phrase.start, phrase.end), (around.start, around.end), index, status, personnel
                )
            )
            return
    refusal = _refusal(story, around, phrase, reading, status)
    if refusal:
        story.drop(phrase.start, phrase.end, refusal)
        return
    if not reading.operators and not reading.hosts and reading.either is None:
        if not _tell_from_story(story, around, phrase, index, status, personnel):
            story.drop(phrase.start, phrase.end, "Nothing says whose base it is, or where.")
        return
    for operator, host in _pairs(reading, phrase):
        _tell_pair(story, around, phrase, reading, operator, host, span, index, status, personnel)


def _pairs(reading: Reading, phrase: Phrase) -> list[tuple[Operator | None, Host | None]]:
    """Each operator with each host: "US and British bases in Iraq and Syria" are four."""
    operators: list[Operator | None] = list(
        {item.code: item for item in reading.operators}.values()
    )
    hosts: list[Host | None] = list(
        {(item.code, item.start): item for item in reading.hosts}.values()
    )
    if not phrase.plural and len(operators) > 1 and not _distributes(reading):
        operators = operators[:1]
    return [(operator, host) for operator in operators or [None] for host in hosts or [None]]


def _distributes(reading: Reading) -> bool:
    return len([item for item in reading.operators if item.how == "subject"]) > 1


def _tell_pair(
    story: _Story,
    around: Surroundings,
    phrase: Phrase,
    reading: Reading,
    operator: Operator | None,
    host: Host | None,
    span: tuple[int, int],
    index: int,
    status: BaseStatus,
    personnel: Personnel | None,
) -> None:
    code = operator.code if operator else None
    host_code = host.code if host else None
    if operator and host and operator.code == host.code and operator.how in ("subject", "presence"):
        operator, code = None, None
    wanted = Description(
        operator=code, host=host_code, mention=host.mention if host else None, kind=phrase.kind,
        status=status, year=story.year, personnel=personnel, plural=phrase.plural,
        words=(*phrase.modifiers, phrase.head.word),
    )  # fmt: skip
    place_text = story.text[host.mention.start : host.mention.end] if host and host.mention else ""
    attempts = [wanted]
    either = reading.either.code if reading.either else None
    if either and not (code and code != either):
        as_host = Description(
            operator=None, host=either, kind=phrase.kind, status=status, year=story.year,
            personnel=personnel, plural=phrase.plural, words=wanted.words,
        )  # fmt: skip
        as_operator = Description(
            operator=either, host=host_code, mention=wanted.mention, kind=phrase.kind,
            status=status, year=story.year, personnel=personnel, plural=phrase.plural,
            words=wanted.words,
        )  # fmt: skip
        attempts = [as_operator, *([] if host_code else [as_host])]
    chosen, fits = attempts[0], []
    if status not in ("planned", "denied"):
        for attempt in attempts:
            fits = fitting(story.register, attempt, place_text)
            if fits:
                chosen = attempt
                break
    if chosen.host is None and len(fits) > 1:
        fits = _in_the_story(story, fits)
    already = [told for told in story.told if told.root_ids & {fit.root.id for fit in fits}]
    same_sentence = [told for told in already if told.index == index and told.named]
    if len(fits) > 1 and same_sentence:
        for told in same_sentence:
            told.personnel = told.personnel or personnel
        story.drop(phrase.start, phrase.end, "The same sentence names the bases meant.")
        return
    if len(fits) > 1 and already and not phrase.plural and phrase.definite:
        ids = already[-1].root_ids
        fits = [fit for fit in fits if fit.root.id in ids]
    story.told.append(
        described(
            story.register, chosen, fits, phrase, span=span, sentence=(around.start, around.end),
            index=index, operator_how=operator.how if operator else None,
            host_how=host.how if host else None, text=story.text,
        )
    )  # fmt: skip


def _in_the_story(story: _Story, fits: list) -> list:  # type: ignore[type-arg]
    """Of bases anywhere, those in states that the story names as places."""
    places = {item.code for item in story.countries if item.is_any("name", "place")}
    chosen = [fit for fit in fits if fit.base.host in places]
    return chosen or fits


def _refusal(
    story: _Story, around: Surroundings, phrase: Phrase, reading: Reading, status: BaseStatus
) -> str | None:
    """Why an open phrase is no military base, or None."""
    if phrase.sense == "military":
        return None
    strong = [item for item in reading.operators if item.how != "presence"]
    foreign = any(item.code != host.code and host.code for item in strong for host in reading.hosts)
    in_phrase = [item for item in strong if item.how in ("phrase", "possessive", "agent")]
    signs = bool(
        load_words().patterns["military_signs"].search(story.text, around.start, around.end)
    )
    if phrase.head.word in ("base", "bases", "outpost", "outposts"):
        if foreign or (signs and (strong or reading.hosts or reading.either)):
            return None
        if in_phrase and (status != "exists" or any(item.how != "agent" for item in in_phrase)):
            return None if not _owned_by_firm(story.text, phrase) else "A firm's base."
        if reading.either and (phrase.definite or phrase.indefinite):
            return None
        if status in ("denied", "planned") and strong and reading.hosts:
            return None
        return "Nothing says that it is a military base."
    if signs and (strong or reading.hosts or reading.operators):
        return None
    if foreign and phrase.head.word in ("airfield", "airfields", "barracks"):
        return None
    if reading.hosts and any(item.how in ("place", "phrase") for item in reading.hosts) and strong:
        return None
    return "Nothing says that it is a military one."


def _owned_by_firm(text: str, phrase: Phrase) -> bool:
    return bool(re.search(r"-based\s", text[phrase.start : phrase.head_start]))


# --- looking back ------------------------------------------------------------------------------


def _looks_back(phrase: Phrase, reading: Reading) -> bool:
    """ "the base", "its base", "the 6,000-strong base": nothing in it says where."""
    if phrase.plural and not phrase.definite:
        return False
    placed = any(host.how in ("place", "phrase", "soil") for host in reading.hosts)
    return (phrase.definite or phrase.pronoun is not None) and not placed and reading.either is None


def _antecedent(story: _Story, phrase: Phrase, reading: Reading, index: int) -> Told | None:
    codes = {
        operator.code for operator in reading.operators if operator.how in ("phrase", "possessive")
    }
    for told in reversed(story.told):
        if index - told.index > _ANAPHOR_REACH:
            break
        if told.start >= phrase.start:
            continue
        if phrase.plural != told.plural and phrase.plural:
            continue
        if codes and told.operator and not codes & set(told.operator):
            continue
        if phrase.kind and told.kind and not _kinds_agree(phrase, told):
            continue
        return told
    return None


def _kinds_agree(phrase: Phrase, told: Told) -> bool:
    return phrase.kind == told.kind or told.kind == "other" or phrase.head.word in (
        "facility", "installation", "site", "complex",
    )  # fmt: skip


def _tell_from_story(
    story: _Story,
    around: Surroundings,
    phrase: Phrase,
    index: int,
    status: BaseStatus,
    personnel: Personnel | None,
) -> bool:
    """A base whose sentence names no state: the only foreign one between the story's states."""
    if phrase.plural or phrase.sense != "military" or status in ("planned", "denied"):
        return False
    codes = {item.code for item in story.countries if item.code}
    fits = []
    for code in sorted(codes):
        for host in sorted(codes - {code}):
            wanted = Description(
                operator=code, host=host, kind=phrase.kind, status=status, year=story.year,
                personnel=personnel, words=(*phrase.modifiers, phrase.head.word),
            )  # fmt: skip
            fits += [(wanted, fit) for fit in fitting(story.register, wanted)]
    if personnel and len(fits) > 1:
        near = [
            (wanted, fit)
            for wanted, fit in fits
            if fit.root.personnel
            and personnel.value / 2 <= fit.root.personnel <= personnel.value * 2
        ]
        fits = near or fits
    if len({fit.root.id for _, fit in fits}) != 1:
        return False
    wanted, fit = fits[0]
    story.told.append(
        described(
            story.register, wanted, [fit], phrase, span=(phrase.start, phrase.end),
            sentence=(around.start, around.end), index=index, operator_how=None, host_how=None,
            text=story.text,
        )
    )  # fmt: skip
    return True


# --- status and people -------------------------------------------------------------------------


def _status(
    story: _Story,
    around: Surroundings,
    span: tuple[int, int],
    phrase: Phrase | None,
    *,
    named: bool,
) -> BaseStatus:
    start, end = clause_of(story.text, around.start, around.end, span[0])
    scene = StatusScene(
        before=story.text[start : span[0]],
        after=story.text[span[1] : end],
        modifiers=phrase.modifiers if phrase else (),
        definite=bool(phrase and (phrase.definite or phrase.pronoun)) and not named,
        negated=bool(phrase and phrase.negated),
        named=named,
    )
    return read_status(scene, story.year)


def _personnel(
    story: _Story, around: Surroundings, span: tuple[int, int], figures: Sequence[Figure]
) -> Personnel | None:
    """The strength told in the phrase, or the figure of people who serve there in its clause."""
    words = load_words()
    start, end = clause_of(story.text, around.start, around.end, span[0])
    for figure in figures:
        if span[0] <= figure.start < span[1]:
            return figure.personnel
    for figure in figures:
        if figure.is_strength or not start <= figure.start < end:
            continue
        if figure.start >= span[1]:
            between = story.text[span[1] : figure.start]
            others = [
                phrase for phrase in around.phrases if span[1] <= phrase.head_start < figure.start
            ]
        else:
            between = story.text[figure.end : span[0]]
            others = [phrase for phrase in around.phrases if figure.end <= phrase.start < span[0]]
        nearby = f"{between} {story.text[figure.end : figure.end + 25]}"
        if others or words.patterns["people_blocks"].search(between):
            continue
        if re.match(
            r"\s+(?:were|was|have been|had been)\s+(?:killed|wounded|hurt|injured)", nearby
        ):
            continue
        if len(between) < 120 and words.patterns["people_cues"].search(between):
            return figure.personnel
    return None
