"""Phrases tied to the register: the readings to try, and what of the story breaks ties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from maps.bases.lexicon import load_words
from maps.bases.phrases import Phrase
from maps.bases.reading import Seen
from maps.bases.register import Register
from maps.bases.spots import kind_of_craft
from maps.bases.story import Scene
from maps.bases.surroundings import Host, Operator, Reading
from maps.bases.telling import Manner, described
from maps.bases.tying import Description, Fit, fitting

#: More bases than this, in no state named, are no mention of any.
_MOST_ANYWHERE = 5
#: "its first overseas base": the only one that the register has.
_ONLY_WORDS = frozenset({"only", "sole", "first"})
_SURE = 0.7


def tell_from_story(scene: Scene, seen: Seen) -> bool:
    """A base told by its strength alone: the one so strong between the story's states."""
    phrase = seen.phrase
    if phrase.plural or seen.personnel is None or seen.status in ("planned", "denied"):
        return False
    story = scene.story
    codes = {item.code for item in story.countries if item.code}
    found: dict[str, tuple[Description, Fit]] = {}
    for code in sorted(codes):
        for host in sorted(codes - {code}):
            wanted = replace(_wanted(scene, seen), operator=code, host=host)
            found.update((fit.root.id, (wanted, fit)) for fit in fitting(story.register, wanted))
    told = seen.personnel.value
    found = {
        key: (wanted, fit)
        for key, (wanted, fit) in found.items()
        if fit.root.personnel and told / 2 <= fit.root.personnel <= told * 2
    }
    if len(found) != 1:
        return False
    wanted, fit = next(iter(found.values()))
    manner = Manner((phrase.start, phrase.end), scene.span, scene.index, None, None)
    scene.tell(described(wanted, [fit], phrase, story.text, manner))
    return True


def pairs(reading: Reading, phrase: Phrase) -> list[tuple[Operator | None, Host | None]]:
    """Each operator with each host: "US and British bases in Iraq and Syria" are four."""
    operators: list[Operator | None] = []
    operators += {item.code: item for item in reading.operators}.values()
    hosts: list[Host | None] = []
    hosts += {(item.code, item.start): item for item in reading.hosts}.values()
    subjects = [item for item in reading.operators if item.how == "subject"]
    if not phrase.plural and len(operators) > 1 and len(subjects) < 2:
        operators = operators[:1]
    return [(operator, host) for operator in operators or [None] for host in hosts or [None]]


def _wanted(scene: Scene, seen: Seen) -> Description:
    phrase = seen.phrase
    return Description(
        kind=phrase.kind,
        status=seen.status,
        year=scene.story.year,
        personnel=seen.personnel,
        plural=phrase.plural,
        unknown=seen.reading.unknown,
        leased=_is_leased(scene, seen),
        craft=kind_of_craft(scene.story.text[slice(*seen.reading.clause)]),
        words=(*phrase.modifiers, phrase.head.word, *_abroad(scene.story.text, phrase.end)),
    )


def _is_leased(scene: Scene, seen: Seen) -> bool:
    """Whether the clause speaks of rent, or of guests who are to go."""
    clause = scene.story.text[slice(*seen.reading.clause)]
    return load_words().patterns["leased"].search(clause) is not None


def _abroad(text: str, end: int) -> tuple[str, ...]:
    return ("abroad",) if re.match(r"\s+(?:abroad|overseas)\b", text[end : end + 12]) else ()


def tell_pair(scene: Scene, seen: Seen, operator: Operator | None, host: Host | None) -> None:
    """Tell of a phrase as the base of one operator in one host, tied to what rows fit."""
    own = None
    if operator and host and operator.code == host.code and operator.how in ("subject", "presence"):
        own, operator = operator.code, None
    story, phrase = scene.story, seen.phrase
    if operator and host and _is_namesake(operator, host):
        host = Host(operator.code, host.how, host.start, host.end)
    mention = host.mention if host else None
    place_text = story.text[mention.start : mention.end] if mention else ""
    wanted, fits = _best_attempt(
        scene,
        place_text,
        _attempts(scene.story.register, _wanted(scene, seen), seen.reading, operator, host),
    )
    if wanted.host is None and len(fits) > 1:
        fits = _in_the_story(scene, fits, wanted)
    if _same_sentence_names_them(scene, seen, fits):
        return
    fits = _told_before(scene, phrase, fits)
    if _is_nowhere(scene, phrase, wanted, fits, operator):
        reason = f"No state is named where it could lie; {len(fits)} registered bases fit."
        story.drop(phrase.start, phrase.end, reason)
        return
    manner = Manner(
        seen.span, scene.span, scene.index,
        operator.how if operator else None, host.how if host else None,
    )  # fmt: skip
    told = described(wanted, fits, phrase, story.text, manner)
    if own is not None and not told.operator and told.status != "denied":
        told.operator = (own,)
    scene.tell(told)


def _is_namesake(operator: Operator | None, host: Host | None) -> bool:
    """Whether a state's own base is told of at a place that another state has as well.

    "An Indian army base in Uri" lies in India, though Switzerland has an Uri too.
    """
    mention = host.mention if host else None
    if operator is None or mention is None or mention.place is None or mention.is_any("name"):
        return False
    away = mention.code is not None and mention.code != operator.code
    return away and operator.how == "phrase" and operator.code in mention.namesakes


def _is_nowhere(
    scene: Scene,
    phrase: Phrase,
    wanted: Description,
    fits: Sequence[Fit],
    operator: Operator | None,
) -> bool:
    """Whether neither the sentence nor the fitting rows say in which state it lies."""
    if wanted.host is not None:
        return False
    if wanted.unknown is not None:
        sure = phrase.sense == "military" and not phrase.plural
        return not sure and (operator is None or operator.how == "presence")
    if wanted.place is not None:
        return operator is None and len(fits) != 1
    hosts = {fit.base.host for fit in fits}
    if operator is None or operator.how == "presence":
        return True
    if wanted.status in ("planned", "denied") and not wanted.plural:
        return False
    if wanted.status == "denied" and phrase.negated:
        return False  # "China, which has no bases abroad"
    if not hosts:
        return True
    if len(hosts) == 1 and len(fits) == 1 and wanted.plural:
        return True
    if len(fits) == 1 and not _ONLY_WORDS.isdisjoint(wanted.words):
        return False
    if len(hosts) == 1:
        # The only one there is must lie in a state that the story speaks of.
        return not hosts & {item.code for item in scene.story.countries}
    return len(fits) > _MOST_ANYWHERE


def _attempts(
    register: Register,
    wanted: Description,
    reading: Reading,
    operator: Operator | None,
    host: Host | None,
) -> list[Description]:
    """Readings to try in turn: "the Djibouti base" may name its operator or its host."""
    code = operator.code if operator else None
    full = replace(
        wanted,
        operator=code,
        host=host.code if host else None,
        mention=host.mention if host else None,
    )
    if operator and operator.how == "pronoun":
        # "wants Russia to remove … but not its base": whose "its" is, the register may tell.
        others = [replace(full, operator=code) for code in reading.others if code != full.host]
        if wanted.leased and full.host is None:
            # "Tajikistan wants Russia to pay rent for its base"
            guests = [code for code in reading.others if code != operator.code]
            leased = [replace(full, operator=code, host=operator.code) for code in guests]
            return [*leased, full, *others]
        return [full, *others]
    if operator and operator.how == "phrase" and host is None and not wanted.plural:
        # "Moscow … the Kyrgyz base that it uses": the adjective may tell where it lies.
        codes = [code for code in reading.others if code != operator.code]
        return [full, *(replace(full, operator=code, host=operator.code) for code in codes)]
    either = reading.either.code if reading.either else None
    if either is None or (code and code != either):
        return [full]
    as_operator = replace(full, operator=either)
    if full.host:
        return [as_operator]
    as_host = replace(wanted, host=either)
    if (
        code is None
        and wanted.kind is None
        and not wanted.plural
        and _hosts_foreigners(register, as_host)
    ):
        # "the Bahrain base" is one that others have there.
        return [as_host, as_operator]
    return [as_operator, as_host]


def _hosts_foreigners(register: Register, wanted: Description) -> bool:
    return any(
        fit.base.is_foreign and fit.base.certainty > _SURE for fit in fitting(register, wanted)
    )


def _best_attempt(
    scene: Scene, place_text: str, attempts: Sequence[Description]
) -> tuple[Description, list[Fit]]:
    if attempts[0].status in ("planned", "denied"):
        return attempts[0], []
    for attempt in attempts:
        fits = fitting(scene.story.register, attempt, place_text)
        if fits:
            return attempt, fits
    return attempts[0], []


def _in_the_story(scene: Scene, fits: list[Fit], wanted: Description) -> list[Fit]:
    """Of bases anywhere, those in states that the story names, as places first."""
    countries = scene.story.countries
    places = {item.code for item in countries if item.code and item.is_any("name", "place")}
    others = {item.code for item in countries} - {wanted.operator, None}
    for codes in (places - {wanted.operator}, others):
        chosen = [fit for fit in fits if fit.base.host in codes]
        if chosen:
            return chosen
    return fits


def _same_sentence_names_them(scene: Scene, seen: Seen, fits: Sequence[Fit]) -> bool:
    """Whether the names in "two garrisons, Akrotiri and Dhekelia" tell which they are.

    The phrase then only adds its people to them.
    """
    if len(fits) < 2:
        return False
    roots = {fit.root.id for fit in fits}
    same = [
        told
        for told in scene.story.told
        if told.index == scene.index and told.named and told.root_ids & roots
    ]
    for told in same:
        told.personnel = told.personnel or seen.personnel
    if same:
        _share_status(scene, seen, {fit.base.host for fit in fits})
        scene.story.drop(
            seen.phrase.start, seen.phrase.end, "The same sentence names the bases meant."
        )
    return bool(same)


def _share_status(scene: Scene, seen: Seen, hosts: set[str | None]) -> None:
    """What befell "two Iraqi bases, Ain al-Asad and Erbil" befell those that are named after it."""
    if seen.status not in ("attacked", "closed"):
        return
    for told in scene.story.told:
        follows = told.named and seen.phrase.end <= told.start < seen.reading.clause[1]
        if follows and told.host in hosts and told.status == "exists":
            told.status = seen.status


def _told_before(scene: Scene, phrase: Phrase, fits: list[Fit]) -> list[Fit]:
    """Of several, the one that the story spoke of already: "the Russian base" after its name."""
    if len(fits) < 2 or phrase.plural or not phrase.definite:
        return fits
    roots = {fit.root.id for fit in fits}
    for told in reversed(scene.story.told):
        if told.tied is not None and told.root_ids & roots:
            return [fit for fit in fits if fit.root.id in told.root_ids]
    return fits
