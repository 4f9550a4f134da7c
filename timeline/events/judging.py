"""How each mention stands: its status, its date put right by its tense, who says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from maps.features import Status
from timeline.events.clauses import Clause
from timeline.events.days import key, shift
from timeline.events.governors import effect_of
from timeline.events.lexicon import Effect, Phase
from timeline.events.mention import DateLink, Mention
from timeline.events.parse import Sentence
from timeline.events.scene import Scene
from timeline.events.status import Standing, Telling, assess
from timeline.events.tense import read_tense
from timeline.events.who import attribute

#: A month, with or without its day, and without a year or weekday: "2 September".
_MONTH_ALONE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?$"
)

#: What a verb that aims at something ("hopes for", "scheduled for") tells of it.
_AIMS: Mapping[Effect | None, Status] = {"possible": "possible", "plans": "planned"}
#: Acts told for themselves beside what they call: "has announced an election for 5 May".
_ACTS_OF_CALLING = frozenset({"announce", "call"})
#: What nobody tells of a day to come: “two hikers are dead after a landslide on Thursday”.
_UNPLANNED = frozenset({"accident", "disaster", "assault"})


def judge(scene: Scene, sentence: Sentence, mention: Mention, clauses: dict[int, Clause]) -> None:
    """Set the standing, who says so, and the reason for dropping what is no event."""
    set_for = _set_for(scene, mention)
    mention.standing = _stand(scene, sentence, mention, clauses)
    if set_for and mention.standing.status == "happened" and mention.nominal:
        reason = "called for a day to come"
        mention.standing = replace(mention.standing, status="planned", reason=reason)
    if not set_for and _looks_back(scene, mention):
        mention.standing = _stand(scene, sentence, mention, clauses)
    phase = _phase(scene, mention)
    over = _is_over(scene, mention)
    if phase == "plans" and mention.standing.status == "happened" and over and not set_for:
        mention.kind = "politics"  # "had called the vote in April": the call was in April
    elif phase == "plans" and mention.standing.status == "happened":
        reason = "called for a day to come"
        mention.standing = replace(mention.standing, status="planned", reason=reason)
    if _looks_ahead(scene, sentence, mention, clauses):
        mention.standing = _stand(scene, sentence, mention, clauses)
        if mention.standing.status in ("happened", "ongoing"):
            mention.standing = replace(
                mention.standing, status="planned", reason="present tense of a day to come"
            )
    if phase == "fails" and mention.standing.status is not None and mention.clause is not None:
        reason = f"called off (“{mention.clause.lemma}”)"
        mention.standing = replace(mention.standing, status="denied", reason=reason)
    _note_aim(scene, mention)
    _drop_past_of_plan(scene, mention)
    attribute(scene, sentence, mention, clauses)
    if mention.standing.status is None:
        mention.dropped = mention.standing.reason


def _drop_past_of_plan(scene: Scene, mention: Mention) -> None:
    """“will cut 900 jobs after a loss in 2019”: what is to come has no day that is over."""
    link, standing = mention.when, mention.standing
    if link is None or standing is None or standing.status != "planned" or link.end is None:
        return
    loose = link.rule not in ("own words", "same clause")
    if loose and scene.today is not None and key(link.end) < key(scene.today):
        mention.rejected_dates.append(f"{link.text}: over, and it is to come")
        mention.when = None


def _note_aim(scene: Scene, mention: Mention) -> None:
    """“is scheduled for completion in 2024”: the date is that of what is to come."""
    clause, standing = mention.clause, mention.standing
    if (
        clause is None
        or standing is None
        or mention.when is None
        or "for" not in clause.prepositions
    ):
        return
    if mention.found_by != "its own date or place":
        return  # a call or a pledge is an act of its own
    status = _AIMS.get(effect_of(scene.parse, clause, scene.lexicon))
    if status is not None and standing.status in ("happened", "ongoing"):
        reason = f"“{scene.parse.words[clause.verb]} for”"
        mention.standing = replace(standing, status=status, reason=reason)


def _set_for(scene: Scene, mention: Mention) -> bool:
    """“called a strike for 19 October”, “announced an election for 5 May”: the day is that of what
    was called, and to come; a call that is told for itself has another.
    """
    link, parse, clause = mention.when, scene.parse, mention.clause
    if link is None or link.timex is None or clause is None or link.start is None:
        return False
    before = parse.token_at(link.timex.start) - 1
    if before < 0 or parse.lower[before] != "for" or clause.lemma not in _for_day(scene):
        return False
    if not mention.nominal and (clause.passive or clause.lemma not in _ACTS_OF_CALLING):
        return False  # "a march is planned for Saturday": its own day
    if not mention.nominal:
        mention.rejected_dates.append(f"{link.text}: the day of what was called")
        mention.when = None
        return True
    if scene.today and key(link.start) < key(scene.today) and _MONTH_ALONE.match(link.text):
        years = int(scene.today[:4]) - int(link.start[:4])
        ahead = f"{scene.today[:4]}{link.start[4:]}"
        years += key(ahead) < key(scene.today)
        mention.when = _years_later(link, years)
    return True


def _for_day(scene: Scene) -> frozenset[str]:
    return scene.lexicon.words["for_day"]


def _years_later(link: DateLink, years: int) -> DateLink:
    start, end, edtf = (_year_later(part, years) for part in (link.start, link.end, link.edtf))
    reason = f"{link.reason}; called for a day to come, so it is of {start[:4] if start else ''}"
    return replace(link, start=start, end=end, edtf=edtf, reason=reason)


def _year_later(day: str | None, years: int) -> str | None:
    return f"{int(day[:4]) + years:04}{day[4:]}" if day and day[:4].isdigit() else day


def _is_over(scene: Scene, mention: Mention) -> bool:
    """Whether its date is past, and no weekday, which may be the next as well."""
    link = mention.when
    if link is None or link.end is None or scene.today is None:
        return False
    weekday = link.timex is not None and "weekday" in link.timex.rule
    return not weekday and key(link.end) < key(scene.today)


def _stand(
    scene: Scene, sentence: Sentence, mention: Mention, clauses: dict[int, Clause]
) -> Standing:
    when = (mention.when.start, mention.when.end) if mention.when else None
    telling = Telling(sentence, mention.head, mention.clause, mention.nominal, when, scene.today)
    return assess(scene.parse, clauses, telling, scene.lexicon)


def _phase(scene: Scene, mention: Mention) -> Phase | None:
    """What the light verb does to its noun's event, where it does more than let it happen."""
    if not mention.nominal or mention.clause is None:
        return None
    phases = set(scene.lexicon.light_verbs.get(mention.clause.lemma, {}).values())
    return "fails" if "fails" in phases else "plans" if "plans" in phases else None


def _looks_back(scene: Scene, mention: Mention) -> bool:
    """What is told in the past cannot lie ahead: a day without a year is of the year told before,
    or of the year before the document's.
    """
    link, standing = mention.when, mention.standing
    if link is None or standing is None or standing.tense != "past" or link.timex is None:
        return False
    if mention.clause is None or read_tense(scene.parse, mention.clause) != "past":
        return False
    if link.rule not in ("own words", "same clause") or not _MONTH_ALONE.match(link.text):
        return False
    today, start, end = scene.today, link.start, link.end
    if today is None or start is None or end is None or link.timex.grain not in ("day", "month"):
        return False
    if standing.status != "planned" or key(start) <= key(today) or start.startswith("-"):
        return False
    told = (m.when.start[:4] for m in reversed(scene.mentions) if m.when and m.when.start)
    year = next((y for y in told if y.isdigit() and y < today[:4]), str(int(today[:4]) - 1))
    first, last = f"{year}{start[4:]}", f"{year}{end[4:]}"
    edtf = first[:7] if link.timex.grain == "month" else first[:10]
    reason = f"{link.reason}; told in the past, so it is of {year}"
    mention.when = replace(link, start=first, end=last, edtf=edtf, reason=reason)
    return True


def _under_past(scene: Scene, mention: Mention, clauses: dict[int, Clause]) -> bool:
    above = (clauses[t] for t in scene.parse.ancestors(mention.head) if t in clauses)
    return any(read_tense(scene.parse, clause) == "past" for clause in above)


def _is_told_in_present(scene: Scene, mention: Mention) -> bool:
    """“They meet in the final on Saturday”: a noun's event takes the tense of its sentence."""
    parse = scene.parse
    above = [t for t in parse.ancestors(mention.head) if parse.pos[t] in ("VERB", "AUX")]
    if not above:
        sentence = parse.sentences[mention.sentence]
        return not any(parse.pos[t] == "VERB" for t in range(sentence.first, sentence.last))
    finite = next((t for t in above if parse.tags[t] not in ("VB", "VBG", "VBN")), above[-1])
    return parse.tags[finite] in ("VBZ", "VBP")


def _looks_ahead(
    scene: Scene, sentence: Sentence, mention: Mention, clauses: dict[int, Clause]
) -> bool:
    """A bare weekday in the present of running text, or of a plan, is the next one; the date is
    moved there if it was read as the last one.
    """
    link, standing = mention.when, mention.standing
    if link is None or standing is None or link.timex is None or scene.today is None:
        return False
    if link.timex.grain not in ("day", "daypart") or "weekday" not in link.timex.rule:
        return False
    present = standing.tense == "present" or (
        mention.clause is None and _is_told_in_present(scene, mention)
    )
    ahead = standing.status == "planned" or (
        present
        and mention.kind not in _UNPLANNED
        and sentence.kind == "body"
        and not link.timex.mod
        and not _under_past(scene, mention, clauses)
    )
    if not ahead or link.start is None or link.end is None or link.start[:10] >= scene.today:
        return False
    start, end = shift(link.start, 7), shift(link.end, 7)
    if start is None or end is None or start < scene.today:
        return False
    reason = f"{link.reason}; the sentence looks ahead, so the next one is meant"
    mention.when = replace(link, start=start, end=end, edtf=start, reason=reason)
    return True
