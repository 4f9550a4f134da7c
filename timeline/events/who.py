"""Who says so, who took part, and what the day of telling is worth."""

from __future__ import annotations

from timeline.events.clauses import Clause
from timeline.events.days import key
from timeline.events.governors import effect_of
from timeline.events.mention import Mention
from timeline.events.parse import Sentence
from timeline.events.people import according_to, speaker_of
from timeline.events.phrases import phrase_span
from timeline.events.scene import Scene
from timeline.events.triggers import is_person

_PERIODS = frozenset({"quarter", "half", "year", "decade", "season"})


def attribute(
    scene: Scene, sentence: Sentence, mention: Mention, clauses: dict[int, Clause]
) -> None:
    """Note the sources: the verb of saying it hangs on, "according to", the speaker of a quote."""
    parse = scene.parse
    sayer = mention.standing.sayer if mention.standing else None
    if sayer is not None and sayer in clauses:
        speaker = speaker_of(parse, clauses[sayer], scene.people)
        if speaker is not None:
            mention.speakers.append(speaker)
            scene.people.speaker = speaker.name
    if not mention.speakers:
        saying = _told_by(scene, mention, clauses)
        speaker = speaker_of(parse, saying, scene.people) if saying is not None else None
        if speaker is not None:
            mention.speakers.append(speaker)
    if not mention.speakers:
        trailing = _trailing_saying(scene, mention, clauses)
        speaker = speaker_of(parse, trailing, scene.people) if trailing is not None else None
        if speaker is not None:
            mention.speakers.append(speaker)
    according = according_to(parse, sentence.first, sentence.last)
    if according is not None:
        mention.speakers.append(according[1])
    if not mention.speakers and parse.quoted[mention.head]:
        speaking = next(
            (
                c
                for v, c in clauses.items()
                if not parse.quoted[v] and c.lemma in scene.lexicon.embedding
            ),
            None,
        )
        speaker = speaker_of(parse, speaking, scene.people) if speaking else None
        if speaker is not None:
            mention.speakers.append(speaker)


def _told_by(scene: Scene, mention: Mention, clauses: dict[int, Clause]) -> Clause | None:
    """The verb of saying whose reported clause holds the mention, however deep."""
    parse, child = scene.parse, mention.head
    for head in parse.ancestors(mention.head):
        if parse.deps[child] == "ccomp" and head in clauses:
            clause = clauses[head]
            if effect_of(parse, clause, scene.lexicon) in ("says", "claims"):
                return clause
        child = head
    return None


def _trailing_saying(scene: Scene, mention: Mention, clauses: dict[int, Clause]) -> Clause | None:
    """“…, and 30 fighters died, a spokesman said”: who said it behind the last comma said it all,
    whatever the parser hangs it on.
    """
    parse = scene.parse
    for verb in sorted(clauses, reverse=True):
        clause = clauses[verb]
        if effect_of(parse, clause, scene.lexicon) != "says" or verb < mention.head:
            continue
        if clause.subject is None or not clause.own_subject or clause.subject < mention.head:
            continue
        first = min(phrase_span(parse, clause.subject)[0], verb)
        reports = any(c > verb for c in parse.all_children(verb, "ccomp", "xcomp", "dobj"))
        return clause if parse.words[first - 1] == "," and not reports else None
    return None


def drop_period_of_perfect(mention: Mention, today: str | None) -> None:
    """“has posted a loss for 2009”: what has come about is of now; the period is of what it is
    about.
    """
    link, clause = mention.when, mention.clause
    if link is None or link.timex is None or clause is None or link.end is None or today is None:
        return
    perfect = bool({"has", "have", "'ve", "’ve"} & set(clause.auxiliaries)) and not mention.nominal
    period = link.timex.grain in _PERIODS and ".." not in (link.edtf or "")
    if (
        perfect
        and period
        and link.rule in ("same clause", "subtree")
        and key(link.end) < key(today)
    ):
        mention.rejected_dates.append(f"{link.text}: what it is about, not when it was")
        mention.when = None


def drop_reported_date(mention: Mention) -> None:
    """The day of telling dates only what has just come about ("has died, she said on Sunday")."""
    link = mention.when
    if link is None or link.rule != "reporting clause":
        return
    perfect = mention.clause is not None and bool(
        {"has", "have", "'ve", "’ve"} & set(mention.clause.auxiliaries)
    )
    if not perfect:
        mention.rejected_dates.append(f"{link.text}: when it was told, not when it was")
        mention.when = None


def name_actors(scene: Scene, mention: Mention) -> None:
    """Who took part, as named: the subject, the "by" of a passive, a person it was done to."""
    parse, clause = scene.parse, mention.clause
    if clause is None:
        return
    tokens: list[int] = []
    if clause.subject is not None and not (mention.nominal and clause.subject == mention.head):
        tokens.append(clause.subject)
    for preposition in ("by", "with"):
        tokens.extend(t for t in clause.prepositions.get(preposition, []))
    if clause.object is not None:
        tokens.append(clause.object)
    subjects = parse.conjuncts(clause.subject) if clause.subject is not None else []
    seen: set[int] = set()
    for token in (c for t in tokens for c in parse.conjuncts(t)):
        if token in seen or token in mention.tokens or _is_site(scene, token):
            continue
        seen.add(token)
        acts = token in subjects and not clause.passive
        if parse.child(token, "nummod", "quantmod") is not None and not acts:
            continue  # "killing 12 people": they are a figure
        if not (_may_act(scene, token) or (acts and parse.pos[token] == "PROPN")):
            continue
        named = parse.child(token, "appos")
        person = named if named is not None and parse.entities[named] == "PERSON" else token
        name = scene.people.name(parse, person)
        first, last = phrase_span(parse, person)
        entry = (name, parse.starts[first], parse.ends[last])
        if name.lower() not in ("who", "which", "that", "it", "they", "he", "she", "we", "i"):
            mention.actors.append(entry)


def _is_site(scene: Scene, token: int) -> bool:
    """“Rebels seized Osh”: a town that something happens to is where, not who."""
    at = scene.parse.starts[token]
    place = next((t for t in scene.toponyms if t.start <= at < t.end), None)
    if place is None or place.place is None or place.role != "location":
        return False
    return place.place.level not in ("country", "state")


def _may_act(scene: Scene, token: int) -> bool:
    parse = scene.parse
    if parse.entities[token] in ("PERSON", "ORG", "NORP", "GPE"):
        return True
    if parse.pos[token] == "NUM" or parse.tags[token] == "CD":
        return False
    lemma = parse.lemmas[token]
    return is_person(parse, token, scene.lexicon) or lemma in scene.lexicon.words["actor_noun"]
