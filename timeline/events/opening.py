"""What a news story opens with when its first sentence tells no event of the lexicon.

“The chair of the committee says …”, “the carmaker will cut 30,000 jobs”: a reader still takes this
for what the story is about, so it becomes an event of kind `other`: the act or the statement that
the sentence is built on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from maps.features import Status
from timeline.events.clauses import Clause
from timeline.events.governors import effect_of
from timeline.events.lexicon import Effect, Lexicon
from timeline.events.mention import Mention, other_happening
from timeline.events.parse import Parse, Sentence
from timeline.events.status import Telling, assess
from timeline.events.tense import is_condition, read_tense

FOUND_BY = "the opening"
_KEPT = frozenset({"happened", "ongoing", "planned"})
#: What the present of such a verb tells: a statement made, or a plan.
_OF_PRESENT: dict[Effect | None, Status] = {
    "says": "happened",
    "claims": "happened",
    "plans": "planned",
}


def open_story(
    parse: Parse, sentence: Sentence, clauses: Mapping[int, Clause], lexicon: Lexicon
) -> Mention | None:
    """The event that a sentence is built on, or None when it states how things are.

    A past tells what happened, a future what is planned; of the present only statements count
    ("a minister says …").
    """
    clause = next((c for v, c in clauses.items() if parse.heads[v] == v), None)
    if clause is None or clause.subject is None or clause.negated or parse.quoted[clause.verb]:
        return None
    if parse.text[sentence.start : sentence.end].rstrip('"”’ ').endswith("?"):
        return None
    if is_condition(parse, clause) or parse.lower[clause.subject] in ("i", "we", "you", "it"):
        return None
    said = parse.child(clause.verb, "ccomp")
    if said is not None and parse.quoted[said]:
        return None  # “We will wait,” the governor said: somebody's words
    effect = effect_of(parse, clause, lexicon)
    if effect in ("fails", "denies"):
        return None  # "foiled an attack", "denies taking bribes"
    standing = assess(parse, clauses, Telling(sentence, clause.verb, clause), lexicon)
    tense = read_tense(parse, clause)
    if standing.status is None and tense == "present" and effect in _OF_PRESENT:
        reason = "what the story opens with"
        standing = replace(standing, status=_OF_PRESENT[effect], reason=reason)
    if standing.status not in _KEPT:
        return None
    if clause.lemma == "be" and tense != "progressive":
        return None
    mention = other_happening(sentence.index, clause, FOUND_BY)
    mention.standing, mention.told_by = standing, clause
    return mention


def is_statement(parse: Parse, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a story opens with nothing but what somebody says."""
    clause = mention.clause
    if mention.found_by != FOUND_BY or clause is None:
        return False
    return effect_of(parse, clause, lexicon) in ("says", "claims")
