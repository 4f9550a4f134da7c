"""What a news story opens with when its first sentence tells no event of the lexicon.

“The chair of the committee says …”, “the carmaker will cut 30,000 jobs”: a reader still takes this
for what the story is about, so it becomes an event of kind `other`: the act or the statement that
the sentence is built on.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.events.clauses import Clause
from timeline.events.governors import effect_of
from timeline.events.lexicon import Lexicon
from timeline.events.mention import Mention
from timeline.events.parse import Parse, Sentence
from timeline.events.status import Standing
from timeline.events.tense import is_condition, read_tense

FOUND_BY = "the opening"
_TOLD = frozenset({"past", "progressive"})
_AHEAD = frozenset({"future", "infinitive"})
_STATEMENTS = frozenset({"says", "claims", "denies", "plans", "possible"})


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
    tense = read_tense(parse, clause)
    effect = effect_of(parse, clause, lexicon)
    mention = Mention(
        sentence=sentence.index,
        head=clause.verb,
        clause=clause,
        kind="other",
        group=clause.lemma,
        lemma=clause.lemma,
        nominal=False,
        found_by=FOUND_BY,
        tokens={clause.verb},
    )
    if tense in _TOLD or (tense == "present" and effect in _STATEMENTS):
        if clause.lemma == "be" and tense != "progressive":
            return None
        mention.standing = Standing("happened", "what the story opens with", tense)
    elif tense in _AHEAD:
        mention.standing = Standing("planned", "future tense", tense)
    else:
        return None
    return mention
