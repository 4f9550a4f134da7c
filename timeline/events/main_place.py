"""Where the main event of a news story was, when its own words leave it out.

Guesses in the order of their precision, each with its rule and reason: what stands in the same
sentence, in the headline, in the dateline, just behind; whose it is; what the story names again and
again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from maps.place import Place, Toponym
from timeline.events.anchors import PlaceAnchor
from timeline.events.carry_places import tells_unknown_place
from timeline.events.date_links import is_date
from timeline.events.days import overlap
from timeline.events.mention import Mention, PlaceLink
from timeline.events.merging import Group
from timeline.events.scene import Scene

#: Whether a name stands so in a headline that it tells where.
_Stands = Callable[[str, Toponym], bool]
#: How many sentences behind the main event's own may tell where it was.
_REACH = 3
#: So many sentences of a story tell what it is about.
_OPENING = 6
#: How a place may stand there: as a site, or as one whose or from where something is.
_SITES = ("in", "own", "object", "to", "host", "from", "distance")
_RELATIONS = ("alone", "whose")
_SAYINGS = frozenset({"say", "tell", "add", "report", "write", "announce", "speak"})
_LOCATED = re.compile(
    r"\b(?:in|at|near|off|outside|around|across|over|hits?|strikes?|rocks?|shakes?|batters?"
    r"|sweeps?|descends on|heads? for|arrives? in) (?:the |central |northern |southern |eastern"
    r"|western )?$",
    re.IGNORECASE,
)
_ACTS_OF_STATES = frozenset({"sanction", "accuse", "reject", "threaten", "request"})
#: What a person of some nation does here, is not done in that nation.
_ANYWHERE = frozenset({"sport", "culture", "other", "consult"})


def places_of_main(scene: Scene, main: Group) -> Iterator[list[PlaceLink]]:
    """The guesses, best first: each a list of one place."""
    own = sorted({m.sentence for m in main.mentions})
    yield from _in_sentences(scene, main, own, _SITES, "told beside it")
    yield from _in_headline(scene, _is_located)
    unknown = tells_unknown_place(scene, main.lead)
    if scene.dateline is not None and scene.dateline.places and not unknown:
        reason = "no place told for the main event; the story's dateline"
        yield [PlaceLink(scene.dateline.places[0], "dateline", reason)]
    if main.lead.kind in _ACTS_OF_STATES:
        yield from _by_origin(scene, main)
        return
    behind = [i for i in range(own[0] + 1, own[0] + 1 + _REACH) if _goes_on(scene, i, main)]
    yield from _in_sentences(scene, main, behind, ("in", "own", "object"), "told just behind it")
    yield from _in_headline(scene, _opens)
    yield from _in_sentences(scene, main, own, _RELATIONS, "told beside it")
    yield from _by_origin(scene, main)
    yield from _named_most(scene)


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
    scene: Scene, main: Group, sentences: Sequence[int], sites: Sequence[str], told: str
) -> Iterator[list[PlaceLink]]:
    for sentence in sentences:
        items = [i for i in scene.place_anchors.get(sentence, ()) if i.manner.site in sites]
        items = [i for i in items if not _is_vast(i)]
        for item in sorted(items, key=lambda i: sites.index(i.manner.site or "")):
            if not _is_anothers(scene, item, sentence, main):
                reason = f"no place of its own; “{item.toponym.name}” {told}"
                yield [PlaceLink(item.toponym, "nearby", reason)]


def _is_vast(item: PlaceAnchor) -> bool:
    """A continent or the like tells no reader where it was, unless the event is put in it."""
    place = item.toponym.place
    return place is None or (place.level in ("continent", "region") and item.manner.site != "in")


def _is_anothers(scene: Scene, item: PlaceAnchor, sentence: int, main: Group) -> bool:
    """“…, the minister said in Berlin”, “told a rally in Gettysburg”, “after a vote in Crimea”: of
    a speaker, or of another event, unless that tells more of something in the main one.
    """
    parse = scene.parse
    if any(_says(scene, token) for token in item.anchor.chain[:2]):
        return True
    origins = scene.lexicon.words["origin_verb"]
    if any(parse.lemmas[token] in origins for token in item.anchor.chain[:1]):
        return True
    owner = item.anchor.owner
    of_others = any(
        owner in m.tokens and not _is_of_it(m, main)
        for m in scene.mentions
        if m.sentence == sentence and m.dropped is None
    )
    return of_others and (owner < 0 or parse.deps[owner] not in ("relcl", "acl"))


def _is_of_it(mention: Mention, main: Group) -> bool:
    """“A court sentenced … The court in Quezon City ordered him …”: more of the same kind, told
    without a day of its own.
    """
    told = mention.when is None or mention.when.rule in ("carried over", "document date")
    return told and mention.kind == main.lead.kind != "other"


def _says(scene: Scene, verb: int) -> bool:
    """A verb of saying; but to announce a thing is an act, done where it is told."""
    parse = scene.parse
    act = parse.lemmas[verb] == "announce" and parse.child(verb, "dobj") is not None
    return parse.lemmas[verb] in _SAYINGS and not act


def _in_headline(scene: Scene, stands: _Stands) -> Iterator[list[PlaceLink]]:
    """A place that the headline puts something in, or opens with."""
    title = scene.document.title or ""
    for name in scene.headline:
        if stands(title, name):
            reason = f"no place of its own; “{name.name}” stands in the headline"
            yield [PlaceLink(_in_text(scene, name), "headline", reason)]


def _is_located(title: str, name: Toponym) -> bool:
    """“… in Dallas”, “quake hits Nepal”."""
    return bool(_LOCATED.search(title[: name.start]))


def _opens(title: str, name: Toponym) -> bool:
    """“Paris attacks leave 120 dead”, “on London's airports”."""
    owns = title[name.end : name.end + 2] in ("'s", "’s")
    return not title[: name.start].strip("‘“\"' ") or owns


def _in_text(scene: Scene, name: Toponym) -> Toponym:
    """The same place where the text names it, else the headline's name, at no place of the text."""
    told = name.place.gazetteer_id if name.place is not None else ""
    for toponym in scene.toponyms:
        if toponym.place is not None and toponym.place.gazetteer_id == told:
            return toponym
    return replace(name, start=-1, end=-1)


def _by_origin(scene: Scene, main: Group) -> Iterator[list[PlaceLink]]:
    """“North Korea fired …”: at least the country of who did it, while nothing else is told."""
    parse = scene.parse
    for mention in main.mentions:
        sentence = parse.sentences[mention.sentence]
        root = next((t for t in range(sentence.first, sentence.last) if parse.heads[t] == t), None)
        subject = parse.child(root, "nsubj", "nsubjpass") if root is not None else None
        phrase = set(parse.subtree(subject)) if subject is not None else set()
        named = [t for t in scene.toponyms if parse.token_at(t.start) in phrase]
        if mention.kind in _ANYWHERE:
            named = [t for t in named if not _is_someones(scene, t)]
        found = [links for toponym in named for links in _country_of(toponym)]
        if len(found) == 1:  # of "Indian and Chinese generals" neither tells where
            yield found[0]


def _is_someones(scene: Scene, toponym: Toponym) -> bool:
    """“French writer Patrick Modiano”, “the British number one”: where a person is from."""
    if toponym.role != "demonym":
        return False
    parse = scene.parse
    noun = parse.heads[parse.token_at(toponym.start)]
    person = (
        parse.entities[noun] == "PERSON"
        or parse.lemmas[noun] in (scene.lexicon.words["person_noun"])
    )
    return person and parse.tags[noun] in ("NN", "NNP", "CD")


def _country_of(toponym: Toponym) -> Iterator[list[PlaceLink]]:
    """The place of a name, or the country that a demonym is of."""
    place = toponym.place
    if place is None and toponym.role == "demonym" and toponym.candidates:
        place = toponym.candidates[0].place
    if place is not None and place.level in ("country", "state", "city"):
        reason = f"no place of its own; “{toponym.name}” tells whose it is"
        yield [PlaceLink(replace(toponym, place=place), "nearby", reason)]


def _named_most(scene: Scene) -> Iterator[list[PlaceLink]]:
    """The place that the headline and the first sentences name more than once."""
    parse = scene.parse
    last = parse.sentences[min(scene.lead + _OPENING, len(parse.sentences)) - 1].end
    names = [t for t in scene.toponyms if t.start < last and t.role in ("location", "facility")]
    told = [*(_in_text(scene, name) for name in scene.headline), *names]
    places = [(name, name.place) for name in told if name.place is not None]
    counts = Counter(place.gazetteer_id for _, place in places if _is_somewhere(place))
    for gazetteer_id, count in counts.most_common(1):
        if count > 1:
            name = next(n for n, place in places if place.gazetteer_id == gazetteer_id)
            reason = f"no place of its own; the story names “{name.name}” {count} times"
            yield [PlaceLink(name, "nearby", reason)]


def _is_somewhere(place: Place) -> bool:
    return place.level not in ("continent", "region", "water", "natural")
