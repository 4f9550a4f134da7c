"""One event once: mentions of an article that tell the same event become one.

Two mentions are one event when their words take up each other (same group, or "the attack" for an
assault), and date, place and actors agree or are silent. What an event did to people, told a
sentence later without a date or place of its own ("Four workers were injured"), is part of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from maps.features import Kind
from timeline.events.days import key, length, overlap, shift
from timeline.events.mention import DateLink, Mention, PlaceLink
from timeline.events.parse import Parse

#: Kinds whose harm to people is told in sentences of its own.
HARMFUL: frozenset[Kind] = frozenset({"assault", "accident", "disaster", "protest", "coerce"})
#: Nouns that can take up an event told with other words, and the kinds they can take up.
_GENERAL_NOUNS: dict[str, frozenset[str]] = {
    "abduction": frozenset({"assault", "coerce"}),
    "arrest": frozenset({"coerce", "legal"}),
    "attack": frozenset({"assault", "accident"}),
    "bombing": frozenset({"assault", "accident"}),
    "crash": frozenset({"accident"}),
    "deal": frozenset({"agree"}),
    "death": frozenset({"other", "assault"}),
    "disaster": frozenset({"disaster", "accident"}),
    "election": frozenset({"election"}),
    "explosion": frozenset({"accident", "assault"}),
    "fighting": frozenset({"assault"}),
    "fire": frozenset({"disaster", "accident"}),
    "flood": frozenset({"disaster"}),
    "killing": frozenset({"assault"}),
    "match": frozenset({"sport"}),
    "meeting": frozenset({"consult"}),
    "protest": frozenset({"protest"}),
    "quake": frozenset({"disaster"}),
    "raid": frozenset({"assault", "coerce"}),
    "shooting": frozenset({"assault"}),
    "storm": frozenset({"disaster"}),
    "strike": frozenset({"assault"}),
    "talks": frozenset({"consult"}),
    "trial": frozenset({"legal"}),
    "verdict": frozenset({"legal"}),
    "visit": frozenset({"consult"}),
    "pledge": frozenset({"agree"}),
    "withdrawal": frozenset({"retreat"}),
}
#: What people do at a meeting that has been told.
_PARTS_OF_MEETING = frozenset({"shake", "meet", "talk", "confer", "negotiate", "embrace"})
#: Degrees within which places lie near each other, about 80 km.
_VICINITY = 0.75
#: News tells of the last few days: so far may a day told later lie before the document's.
GUESS_DAYS = 6
_OWN_RULES = frozenset(
    {"own words", "same clause", "subtree", "governing clause", "same sentence", "caption"}
)
_WEAK_PLACES = frozenset({"carried over", "dateline", "headline", "nearby"})


@dataclass(slots=True)
class Group:
    """Mentions of one event, the leading one first."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def lead(self) -> Mention:
        return self.mentions[0]

    @property
    def recent(self) -> list[Mention]:
        """The mentions a new one is compared with: the first and the last dozen."""
        return self.mentions if len(self.mentions) < 14 else [self.lead, *self.mentions[-12:]]

    @property
    def when(self) -> DateLink | None:
        """The most precise date that a mention has of its own, else any."""
        links = [m.when for m in self.mentions if m.when is not None]
        if not links:
            return None
        return min(links, key=lambda link: (_is_weak(link), length((link.start, link.end))))

    @property
    def places(self) -> list[PlaceLink]:
        links = [p for m in self.mentions for p in m.places]
        told = [m for m in self.mentions if own_date(m) is not None and own_places(m)]
        if told and self.lead.nominal and self.lead.clause is None and self.lead.when is None:
            links = [p for m in told for p in m.places]  # "over attacks on the road … shot near X"
        own = [p for p in links if p.rule not in _WEAK_PLACES]
        return [p for p in own if p.rule != "same sentence"] or own or links

    @property
    def last_sentence(self) -> int:
        return max(m.sentence for m in self.mentions)


def _is_weak(link: DateLink) -> int:
    return {"carried over": 2, "document date": 3, "dateline": 2, "reporting clause": 1}.get(
        link.rule, 0
    )


def same_event(parse: Parse, group: Group, mention: Mention) -> bool:
    """Whether a mention tells the event of a group."""
    lead = group.lead
    if mention.standing is None or lead.standing is None:
        return False
    if not standings_agree(group, mention):
        return False
    if not dates_agree(group, mention) or not places_agree(group, mention):
        return False
    if mention.aftermath or _only_aftermath(group):
        return _is_aftermath(parse, group, mention)
    return any(
        _words_agree(other, mention) and not _is_by_another(parse, other, mention)
        for other in group.recent
    )


def standings_agree(group: Group, mention: Mention) -> bool:
    """Whether both tell what took place, or both the same plan, claim or denial."""
    drawn = {"happened", "ongoing"}
    first = group.lead.standing.status if group.lead.standing else None
    second = mention.standing.status if mention.standing else None
    if first == second or {first, second} <= drawn:
        return True
    # "accused of leading the attacks": that there were attacks is not what the accusation says.
    return mention.nominal and mention.definite and second == "claimed" and first in drawn


def own_date(mention: Mention) -> DateLink | None:
    """Its date, when its own sentence tells it."""
    return mention.when if mention.when and mention.when.rule in _OWN_RULES else None


def dates_agree(group: Group, mention: Mention) -> bool:
    """Whether the dates overlap, or one of the two tells none of its own."""
    mine = own_date(mention)
    theirs = [link for m in group.recent if (link := own_date(m)) is not None]
    if mine is None or not theirs:
        if mention.when is None or group.when is None or mine is None:
            return True
        weak = group.when
        return is_guess_near(weak, mine) or overlap((mine.start, mine.end), (weak.start, weak.end))
    return all(overlap((mine.start, mine.end), (link.start, link.end)) for link in theirs)


def is_guess_near(guess: DateLink, told: DateLink) -> bool:
    """A day taken from the document for want of a better gives way to one of the week before."""
    if guess.rule not in ("document date", "dateline") or guess.start is None or told.end is None:
        return False
    first = shift(guess.start, -GUESS_DAYS)
    return first is not None and key(first) <= key(told.end) <= key(guess.start)


def places_agree(group: Group, mention: Mention) -> bool:
    """Whether a place is shared or near, or one of the two tells none of its own."""
    mine = [p for p in mention.places if p.rule not in _WEAK_PLACES]
    theirs = [p for m in group.recent for p in m.places if p.rule not in _WEAK_PLACES]
    if not mine or not theirs:
        return True
    return any(near(a, b) for a in mine for b in theirs)


def near(first: PlaceLink, second: PlaceLink) -> bool:
    """The same place, or one inside the other as far as the gazetteer's codes tell."""
    a, b = first.toponym.place, second.toponym.place
    if a is None or b is None:
        return False
    if (
        a.gazetteer_id == b.gazetteer_id
        or first.toponym.name.lower() == second.toponym.name.lower()
    ):
        return True
    if a.country is None or a.country != b.country:
        return False
    close = abs(a.lat - b.lat) < _VICINITY and abs(a.lon - b.lon) < _VICINITY
    if close and (_is_vicinity(first) or _is_vicinity(second)):
        return True
    if close and "city" in (a.level, b.level) and {"site", "district"} & {a.level, b.level}:
        return True  # "in Paris … the Bataclan"
    if {"country", "region"} & {a.level, b.level}:
        return True
    if "state" in (a.level, b.level):
        return a.admin1 is None or b.admin1 is None or a.admin1 == b.admin1
    return False


def _is_vicinity(link: PlaceLink) -> bool:
    """“near X”, “40 km south of X”: the site may bear another name."""
    return link.reason.startswith(("“near ", "“outside ", "“around ", "only a distance"))


def own_places(mention: Mention) -> list[PlaceLink]:
    """Its places, as far as its own sentence tells them."""
    return [p for p in mention.places if p.rule not in _WEAK_PLACES]


def _only_aftermath(group: Group) -> bool:
    return all(m.aftermath for m in group.recent)


def _is_aftermath(parse: Parse, group: Group, mention: Mention) -> bool:
    """Harm told after (or before) the event that did it, close by and without a date against it."""
    lead = group.lead
    if mention.sentence - group.last_sentence > 2:
        return False
    distance = (
        parse.sentences[mention.sentence].paragraph - parse.sentences[group.last_sentence].paragraph
    )
    if distance > 1:
        return False
    if mention.aftermath and _only_aftermath(group):
        return mention.lemma == lead.lemma and not (own_date(mention) and own_date(lead))
    opens = group.lead.sentence == 0 or mention.sentence - group.lead.sentence <= 1
    if mention.aftermath and group.when is None and own_date(mention) is not None and not opens:
        return False
    cause = lead if mention.aftermath else mention
    harm = mention if mention.aftermath else lead
    if cause.kind not in HARMFUL:
        return False
    if mention.aftermath and not _of_now(mention, group):
        return False
    if mention.aftermath:
        return bool(harm.figures) or harm.lemma in ("kill", "die", "injure", "wound")
    if not group.lead.figures and harm.lemma not in ("kill", "injure", "wound"):
        return False
    # The harm came first ("22 people died"): only a noun that points back names its cause.
    return mention.definite and (mention.nominal or mention.named)


def _of_now(harm: Mention, group: Group) -> bool:
    """“has killed 150” speaks of now: it is not the harm of an event dated by its year alone."""
    perfect = harm.clause is not None and bool({"has", "have"} & set(harm.clause.auxiliaries))
    when = group.when
    return not (perfect and when is not None and length((when.start, when.end)) > 300)


def _words_agree(other: Mention, mention: Mention) -> bool:
    if mention.kind == "consult" and other.kind == "consult":
        return _same_meeting(other, mention)
    if mention.kind == "agree" and other.kind == "agree" and _same_actor(other, mention):
        return _same_day(other, mention) or mention.when is None or other.when is None
    if mention.indefinite and not other.aftermath:
        mine, theirs = own_date(mention), own_date(other)
        return (
            bool(mine and theirs) and _share_place(other, mention) and mention.group == other.group
        )
    general = _GENERAL_NOUNS.get(mention.group)
    points_back = mention.definite and (mention.nominal or mention.named)
    if points_back and general and other.kind in general and not _is_another_sort(other, mention):
        return True
    earlier = _GENERAL_NOUNS.get(other.group)
    if other.nominal and earlier and mention.kind in earlier and other.group == mention.group:
        return True
    if mention.group != other.group:
        return False
    if mention.nominal or other.nominal:
        return True
    if mention.kind == "election" and own_date(mention) is None:
        return True  # "The party took 25.7 percent of the vote"
    if _same_actor(other, mention):
        return True
    close = mention.sentence - other.sentence <= 2 and own_date(mention) is not None
    silent = not own_places(other) or not own_places(mention)
    return _same_day(other, mention) and (_share_place(other, mention) or (close and silent))


def _is_by_another(parse: Parse, other: Mention, mention: Mention) -> bool:
    """“Wiggins won the Tour … Cavendish won the stage”, “the UK voted … Scotland voted”: named
    subjects that share no word.
    """
    first, second = (_named_subject(parse, m) for m in (other, mention))
    return bool(first and second) and not first & second


def _named_subject(parse: Parse, mention: Mention) -> set[str]:
    clause = mention.clause
    subject = clause.subject if clause is not None and not clause.passive else None
    if subject is None or subject in mention.tokens or parse.pos[subject] != "PROPN":
        return set()
    if parse.entities[subject] not in ("PERSON", "GPE"):
        return set()
    return {parse.lower[t] for t in (subject, *parse.all_children(subject, "compound"))}


def _is_another_sort(other: Mention, mention: Mention) -> bool:
    """“The quake” does not take up a fire, though both are disasters."""
    named = other.nominal or other.named
    return mention.kind == "disaster" and named and mention.group not in (other.group, "disaster")


def _same_meeting(other: Mention, mention: Mention) -> bool:
    """Talks, a summit, handshakes of one day in one place are one meeting."""
    if mention.nominal and mention.when is None and (mention.definite or not mention.places):
        return True
    if mention.when is None or other.when is None:
        silent = mention.when is None and not mention.places and mention.sentence > other.sentence
        return _share_city(other, mention) or (silent and mention.lemma in _PARTS_OF_MEETING)
    if not _same_day(other, mention):
        return False
    if _share_place(other, mention):
        return True
    if other.nominal and mention.nominal:
        return mention.definite
    return not (mention.places and other.places) and _same_actor(other, mention)


def _same_day(other: Mention, mention: Mention) -> bool:
    a, b = other.when, mention.when
    if a is None or b is None:
        return False
    return overlap((a.start, a.end), (b.start, b.end))


def _share_place(other: Mention, mention: Mention) -> bool:
    return any(near(a, b) for a in other.places for b in mention.places)


def _share_city(other: Mention, mention: Mention) -> bool:
    return any(
        near(a, b)
        for a in other.places
        for b in mention.places
        if a.toponym.place and not a.toponym.place.is_area and b.toponym.place
    )


def _same_actor(other: Mention, mention: Mention) -> bool:
    names = {word for name, _, _ in other.actors for word in _telling(name)}
    return any(word in names for name, _, _ in mention.actors for word in _telling(name))


def _telling(name: str) -> set[str]:
    return {word.lower() for word in name.split() if word[:1].isupper() and len(word) > 2} - {
        "the", "president", "prime", "minister", "mr", "mrs",
    }  # fmt: skip
