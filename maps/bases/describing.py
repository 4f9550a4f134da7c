"""Mentions by description: kind, host and operator, or "the base" of a sentence before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from maps.bases.actors import is_preposed, is_state_actor
from maps.bases.lexicon import load_words
from maps.bases.names import fold
from maps.bases.phrases import Phrase
from maps.bases.reading import read
from maps.bases.register import Register
from maps.bases.story import Scene
from maps.bases.surroundings import Host, Operator, Reading
from maps.bases.telling import Manner, Told, described
from maps.bases.tying import Description, Fit, fitting
from maps.features import BaseStatus, Personnel

#: How many sentences back "the base" may look.
_ANAPHOR_REACH = 4
#: More bases than this, in no state named, are no mention of any.
_MOST_ANYWHERE = 5
#: "its first overseas base": the only one that the register has.
_ONLY_WORDS = frozenset({"only", "sole", "first"})
_SURE = 0.7
_APPOSITION = re.compile(r"(?:\s+(?:abroad|overseas|there))?,\s+")
_AS = re.compile(r"\bas\s+$")
_BASES = frozenset({"base", "bases", "outpost", "outposts"})
_VAGUE_HEADS = frozenset({"facility", "installation", "site", "complex"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """A phrase with what its surroundings say."""

    phrase: Phrase
    reading: Reading
    status: BaseStatus
    personnel: Personnel | None

    @property
    def span(self) -> tuple[int, int]:
        return self.phrase.start, max(self.phrase.end, self.reading.tail_end)


def tell_phrases(scene: Scene, phrases: Sequence[Phrase], taken: Sequence[tuple[int, int]]) -> None:
    """Tell of every phrase that no name has used up."""
    owners: list[Operator] = []
    for number, phrase in enumerate(phrases):
        if any(phrase.start < end and start < phrase.end for start, end in taken):
            owners = []
            continue
        reading = read(phrase, scene.around)
        reading.operators = reading.operators or owners
        owners = []
        following = phrases[number + 1] if number + 1 < len(phrases) else None
        if following and _is_apposition(scene.story.text, phrase, following, reading):
            # "its only base abroad, an airfield in …": one base, told in two phrases.
            owners = reading.operators
            continue
        _tell(scene, phrase, reading)


def _is_apposition(text: str, phrase: Phrase, following: Phrase, reading: Reading) -> bool:
    if reading.hosts or phrase.plural != following.plural:
        return False
    gap = text[phrase.end : following.start]
    return bool(_APPOSITION.fullmatch(gap)) and (following.indefinite or following.definite)


def _tell(scene: Scene, phrase: Phrase, reading: Reading) -> None:
    own = (phrase.start, phrase.end)
    status = scene.status(own, phrase, named=False)
    seen = _Seen(phrase, reading, status, scene.personnel(own))
    if status == "attacked":
        # "Saudi jets pounded the base": those who attack it do not run it.
        reading.operators = [item for item in reading.operators if item.how != "presence"]
    if status in ("planned", "denied") and reading.operators and not reading.hosts:
        _read_planner(scene, phrase, reading)
    if _is_named_after(scene, seen):
        return
    if _looks_back(phrase, reading):
        back = _antecedent(scene, phrase, reading)
        if back is not None:
            again = back.again(own, scene.span, scene.index, status, seen.personnel)
            scene.tell(again)
            return
    reason = _refusal(scene, seen)
    if reason is None and not _tells_anything(reading):
        reason = None if _tell_from_story(scene, seen) else "Nothing says whose it is, or where."
        if reason is None:
            return
    if reason is not None:
        if reason:
            scene.story.drop(phrase.start, phrase.end, reason)
        return
    for operator, host in _pairs(reading, phrase):
        _tell_pair(scene, seen, operator, host)


def _tells_anything(reading: Reading) -> bool:
    return bool(reading.operators or reading.hosts or reading.either or reading.unknown)


def _read_planner(scene: Scene, phrase: Phrase, reading: Reading) -> None:
    """Another state that speaks of a base to come is its host ("Warsaw wants an American base")."""
    codes = {operator.code for operator in reading.operators}
    for item in scene.around.between(reading.clause[0], phrase.start):
        acts = is_state_actor(scene.story.text, item) and not is_preposed(scene.around, item)
        if item.code and item.code not in codes and acts:
            reading.add_host(item, "subject")
            return


def _is_named_after(scene: Scene, seen: _Seen) -> bool:
    """Whether a name follows in apposition: "a US outpost in Jordan, Tower 22,"."""
    for told in scene.story.told:
        if told.index == scene.index and told.named and told.start > seen.span[1]:
            gap = scene.story.text[seen.span[1] : told.start]
            if re.fullmatch(r",\s+", gap) and not seen.phrase.plural:
                told.personnel = told.personnel or seen.personnel
                return True
    return False


# --- is it one ---------------------------------------------------------------------------------


def _refusal(scene: Scene, seen: _Seen) -> str | None:
    """Why a phrase is no military base, or None; empty when it is not worth telling."""
    phrase = seen.phrase
    if phrase.only_points and not (_is_foreign(seen.reading) and _has_signs(scene)):
        return ""
    if not seen.reading.operators and _has_strange_owner(scene, phrase):
        return "Its name or owner is none that the register knows."
    if phrase.sense == "military":
        scene.story.last_military = scene.index
        return None
    return _other_sense(scene, phrase) or _lacks_signs(scene, seen)


def _other_sense(scene: Scene, phrase: Phrase) -> str | None:
    text = scene.story.text
    if _AS.search(text[max(0, phrase.start - 12) : phrase.start]):
        return "Something is used as a base; no base is told of."
    if re.search(r"-based\s", text[phrase.start : phrase.head_start]):
        return "Tells where a firm sits."
    return None


def _lacks_signs(scene: Scene, seen: _Seen) -> str | None:
    phrase = seen.phrase
    if phrase.definite and scene.index - scene.story.last_military <= _ANAPHOR_REACH:
        # "a military base in rebel hands … The base is near Ajdabiya."
        return None
    good = _is_base(scene, seen) if phrase.head.word in _BASES else _is_weaker(scene, seen)
    return None if good else "Nothing says that it is a military one."


def _has_strange_owner(scene: Scene, phrase: Phrase) -> bool:
    """Whether a capitalised modifier names nobody known: "a Taliban base", "the KMT garrison"."""
    known = [(item.start, item.end) for item in scene.around.countries]
    return any(
        not any(start <= first and last <= end for start, end in known)
        for first, last in phrase.capitals
    )


def _has_signs(scene: Scene) -> bool:
    pattern = load_words().patterns["military_signs"]
    return pattern.search(scene.story.text, *scene.span) is not None


def _strong(reading: Reading) -> list[Operator]:
    return [operator for operator in reading.operators if operator.how != "presence"]


def _is_foreign(reading: Reading) -> bool:
    # "its bases in Africa": a continent is no state of the operator's own.
    return any(
        (host.code or host.how == "place") and operator.code != host.code
        for operator in _strong(reading)
        for host in reading.hosts
    )


def _is_base(scene: Scene, seen: _Seen) -> bool:
    """A plain "base": one state's in another, or with military words around, or a state's own."""
    reading = seen.reading
    if _is_foreign(reading):
        return True
    if _has_signs(scene) and (reading.operators or reading.hosts or reading.either):
        return True
    if any(operator.how in ("phrase", "possessive") for operator in _strong(reading)):
        return True
    if reading.either is not None and (seen.phrase.definite or seen.phrase.indefinite):
        return True
    hosts = {host.code for host in reading.hosts}
    if seen.personnel and hosts and any(item.code not in hosts for item in reading.operators):
        return True  # "The base in Herat housed 800 Italians."
    if seen.status in ("denied", "planned") and _strong(reading):
        return True
    if seen.status == "attacked" and reading.hosts:
        return True
    return _is_registered_there(scene, seen) or _is_granted(scene, seen)


def _is_registered_there(scene: Scene, seen: _Seen) -> bool:
    """Whether the register has a base called after the place: "its base in Gyumri"."""
    if not (seen.phrase.definite or seen.phrase.pronoun) or seen.phrase.plural:
        return False
    for host in seen.reading.hosts:
        written = fold(scene.story.text[host.start : host.end])
        if any(
            base.tier == 1 and written in {fold(name) for name in base.bare_names}
            for base in scene.story.register.hosted_by(host.code or "")
        ):
            return True
    return False


def _is_granted(scene: Scene, seen: _Seen) -> bool:
    """Whether states treat about it: "granted Washington access to four bases"."""
    before = scene.story.text[seen.reading.clause[0] : seen.phrase.start]
    told = seen.reading.operators or seen.reading.hosts
    return bool(told) and load_words().patterns["granted"].search(before[-40:]) is not None


def _is_weaker(scene: Scene, seen: _Seen) -> bool:
    """An airfield, barracks … that no modifier calls military."""
    reading = seen.reading
    if _has_signs(scene) and (reading.hosts or reading.operators):
        return True
    if _is_foreign(reading):
        return True
    placed = any(host.how in ("place", "phrase") for host in reading.hosts)
    return placed and bool(_strong(reading))


# --- looking back ------------------------------------------------------------------------------


def _looks_back(phrase: Phrase, reading: Reading) -> bool:
    """Whether nothing in it says where: "the base", "its base", "the 6,000-strong base"."""
    if phrase.plural and not phrase.definite:
        return False
    placed = any(host.how in ("place", "phrase", "soil") for host in reading.hosts)
    return (phrase.definite or phrase.pronoun is not None) and not placed and reading.either is None


def _antecedent(scene: Scene, phrase: Phrase, reading: Reading) -> Told | None:
    codes = {
        operator.code for operator in reading.operators if operator.how in ("phrase", "possessive")
    }
    for told in reversed(scene.story.told):
        if scene.index - told.index > _ANAPHOR_REACH:
            break
        if told.start >= phrase.start or (phrase.plural and not told.plural):
            continue
        if codes and told.operator and not codes & set(told.operator):
            continue
        if phrase.kind and told.kind and not _kinds_agree(phrase, told):
            continue
        return told
    return None


def _kinds_agree(phrase: Phrase, told: Told) -> bool:
    return told.kind in (phrase.kind, "other") or phrase.head.word in _VAGUE_HEADS


def _tell_from_story(scene: Scene, seen: _Seen) -> bool:
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


# --- tying -------------------------------------------------------------------------------------


def _pairs(reading: Reading, phrase: Phrase) -> list[tuple[Operator | None, Host | None]]:
    """Each operator with each host: "US and British bases in Iraq and Syria" are four."""
    operators: list[Operator | None] = []
    operators += {item.code: item for item in reading.operators}.values()
    hosts: list[Host | None] = []
    hosts += {(item.code, item.start): item for item in reading.hosts}.values()
    subjects = [item for item in reading.operators if item.how == "subject"]
    if not phrase.plural and len(operators) > 1 and len(subjects) < 2:
        operators = operators[:1]
    return [(operator, host) for operator in operators or [None] for host in hosts or [None]]


def _wanted(scene: Scene, seen: _Seen) -> Description:
    phrase = seen.phrase
    return Description(
        kind=phrase.kind,
        status=seen.status,
        year=scene.story.year,
        personnel=seen.personnel,
        plural=phrase.plural,
        unknown=seen.reading.unknown,
        words=(*phrase.modifiers, phrase.head.word, *_abroad(scene.story.text, phrase.end)),
    )


def _abroad(text: str, end: int) -> tuple[str, ...]:
    return ("abroad",) if re.match(r"\s+(?:abroad|overseas)\b", text[end : end + 12]) else ()


def _tell_pair(scene: Scene, seen: _Seen, operator: Operator | None, host: Host | None) -> None:
    if operator and host and operator.code == host.code and operator.how in ("subject", "presence"):
        operator = None
    story, phrase = scene.story, seen.phrase
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
    scene.tell(described(wanted, fits, phrase, story.text, manner))


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
    if operator is None or operator.how == "presence" or not hosts:
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


def _same_sentence_names_them(scene: Scene, seen: _Seen, fits: Sequence[Fit]) -> bool:
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
        scene.story.drop(
            seen.phrase.start, seen.phrase.end, "The same sentence names the bases meant."
        )
    return bool(same)


def _told_before(scene: Scene, phrase: Phrase, fits: list[Fit]) -> list[Fit]:
    """Of several, the one that the story spoke of already: "the Russian base" after its name."""
    if len(fits) < 2 or phrase.plural or not phrase.definite:
        return fits
    roots = {fit.root.id for fit in fits}
    for told in reversed(scene.story.told):
        if told.tied is not None and told.root_ids & roots:
            return [fit for fit in fits if fit.root.id in told.root_ids]
    return fits
