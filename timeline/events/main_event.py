"""The main event of a news story has a day and a place, though its own words leave them out.

A reader takes the day of publication, and the place from the headline, the dateline or what stands
nearby. These are guesses, and told as such: each has its rule, its reason and little confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from maps.place import Toponym
from timeline.events.anchors import PlaceAnchor
from timeline.events.carry_dates import is_pluperfect, is_recent
from timeline.events.date_links import is_date, publication_link
from timeline.events.days import overlap
from timeline.events.importance import importance
from timeline.events.mention import DateLink, PlaceLink
from timeline.events.merging import Group
from timeline.events.scene import Scene

#: How many sentences behind the main event's own may tell where it was.
_REACH = 2
#: How a place may stand there: as a site, or as one whose or from where something is.
_SITES = ("in", "own", "object", "to", "host", "distance")
_RELATIONS = ("alone", "whose")
_SAYINGS = frozenset({"say", "tell", "add", "report", "write", "announce", "speak"})
_LOCATED = re.compile(
    r"\b(?:in|at|near|on|off|outside|around|across|over|hits?|strikes?) $", re.IGNORECASE
)
_ACTS_OF_STATES = frozenset({"sanction", "accuse", "reject", "threaten", "request"})


def complete_main_event(scene: Scene, groups: Sequence[Group]) -> None:
    """Give the drawn event of most weight a day and a place where it has none."""
    drawn = [group for group in groups if _is_drawn(group)]
    if not drawn or scene.today is None:
        return
    main = max(drawn, key=lambda g: importance(scene, g, g.when, g.places))
    if main.lead.sentence > scene.lead + 1:
        return
    if main.when is None and not all(is_pluperfect(m) for m in main.mentions):
        main.lead.when = _day_of_publication(scene)
    if not main.places and is_recent(scene, main.when):
        main.lead.places = next(_places(scene, main), [])


def _is_drawn(group: Group) -> bool:
    standing = group.lead.standing
    return standing is not None and standing.status in ("happened", "ongoing")


def _day_of_publication(scene: Scene) -> DateLink | None:
    dct = scene.document.dct
    if dct is None:
        return None
    return publication_link(dct, "the text gives no day for its main event", 0.3)


def _places(scene: Scene, main: Group) -> Iterator[list[PlaceLink]]:
    """The guesses, best first: each a list of one place."""
    own = sorted({m.sentence for m in main.mentions})
    yield from _in_sentences(scene, own, _SITES, "told beside it")
    yield from _in_headline(scene)
    if scene.dateline is not None and scene.dateline.places:
        reason = "no place told for the main event; the story's dateline"
        yield [PlaceLink(scene.dateline.places[0], "dateline", reason)]
    if main.lead.kind in _ACTS_OF_STATES:
        yield from _by_origin(scene, main)
        return
    behind = [i for i in range(own[0] + 1, own[0] + 1 + _REACH) if _goes_on(scene, i, main)]
    yield from _in_sentences(scene, behind, ("in", "own", "object"), "told just behind it")
    yield from _in_sentences(scene, own, _RELATIONS, "told beside it")
    yield from _by_origin(scene, main)


def _goes_on(scene: Scene, index: int, main: Group) -> bool:
    """Whether a sentence goes on with the main event: it tells of it, or tells no other day."""
    if index >= len(scene.parse.sentences):
        return False
    if any(mention.sentence == index for mention in main.mentions):
        return True
    sentence, when = scene.parse.sentences[index], main.when
    dates = [t for t in scene.timexes if sentence.start <= t.start < sentence.end and is_date(t)]
    return when is None or all(
        overlap((when.start, when.end), (timex.earliest, timex.latest)) for timex in dates
    )


def _in_sentences(
    scene: Scene, sentences: Sequence[int], sites: Sequence[str], told: str
) -> Iterator[list[PlaceLink]]:
    for sentence in sentences:
        items = [i for i in scene.place_anchors.get(sentence, ()) if i.manner.site in sites]
        items = [i for i in items if not _is_vast(i)]
        for item in sorted(items, key=lambda i: sites.index(i.manner.site or "")):
            if not _is_anothers(scene, item, sentence):
                reason = f"no place of its own; “{item.toponym.name}” {told}"
                yield [PlaceLink(item.toponym, "nearby", reason)]


def _is_vast(item: PlaceAnchor) -> bool:
    """A continent or the like tells no reader where it was, unless the event is put in it."""
    place = item.toponym.place
    return place is None or (place.level in ("continent", "region") and item.manner.site != "in")


def _is_anothers(scene: Scene, item: PlaceAnchor, sentence: int) -> bool:
    """“…, the minister said in Berlin”, “told a rally in Gettysburg”, “after a vote in Crimea”: of
    a speaker, or of another event, unless that tells more of something in the main one.
    """
    parse = scene.parse
    if any(parse.lemmas[token] in _SAYINGS for token in item.anchor.chain[:2]):
        return True
    origins = scene.lexicon.words["origin_verb"]
    if any(parse.lemmas[token] in origins for token in item.anchor.chain[:1]):
        return True
    owner = item.anchor.owner
    of_others = any(
        owner in m.tokens for m in scene.mentions if m.sentence == sentence and m.dropped is None
    )
    return of_others and (owner < 0 or parse.deps[owner] not in ("relcl", "acl"))


def _in_headline(scene: Scene) -> Iterator[list[PlaceLink]]:
    """A place that the headline puts something in, or a country that it begins with."""
    title = scene.document.title or ""
    for toponym in scene.toponyms:
        place, before = toponym.place, title.partition(toponym.name)[0]
        if place is None or toponym.name not in title:
            continue
        if _LOCATED.search(before) or (not before.strip() and place.level == "country"):
            reason = f"no place of its own; “{toponym.name}” stands in the headline"
            yield [PlaceLink(toponym, "headline", reason)]


def _by_origin(scene: Scene, main: Group) -> Iterator[list[PlaceLink]]:
    """“North Korea fired …”: at least the country of who did it, while nothing else is told."""
    parse = scene.parse
    for mention in main.mentions:
        sentence = parse.sentences[mention.sentence]
        root = next((t for t in range(sentence.first, sentence.last) if parse.heads[t] == t), None)
        subject = parse.child(root, "nsubj", "nsubjpass") if root is not None else None
        phrase = set(parse.subtree(subject)) if subject is not None else set()
        named = [t for t in scene.toponyms if parse.token_at(t.start) in phrase]
        found = [links for toponym in named for links in _country_of(toponym)]
        if len(found) == 1:  # of "Indian and Chinese generals" neither tells where
            yield found[0]


def _country_of(toponym: Toponym) -> Iterator[list[PlaceLink]]:
    """The place of a name, or the country that a demonym is of."""
    place = toponym.place
    if place is None and toponym.role == "demonym" and toponym.candidates:
        place = toponym.candidates[0].place
    if place is not None and place.level in ("country", "state", "city"):
        reason = f"no place of its own; “{toponym.name}” tells whose it is"
        yield [PlaceLink(replace(toponym, place=place), "nearby", reason)]
