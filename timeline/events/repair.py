"""Mends four habits of small parsers that cost whole events, before the rules read the parse.

1. A past tense read as a participle: in "A gas attack killed 72 people, a group says" the verb with
   an object hangs on its own subject.
2. A dateline read as a part of the sentence: in "OSH, 7 June - A fire destroyed …" the true subject
   hangs on the place name.
3. A sentence read as a noun with a clause about it, because a participle stands before its verb.
4. A date read as a part of the name behind it: in "On 5 May 1936 Badoglio entered …" the day hangs
   on the name, and the preposition has no object.
"""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events.dateline_of import Dateline
from timeline.events.parse import Parse
from timeline.model import TemporalExpression

#: Verbs whose participle may keep an object ("a man called Smith", "aid given the rebels").
_TWO_OBJECTS = frozenset(
    {"call", "name", "give", "award", "offer", "grant", "deny", "teach", "pay"}
)


def repair(
    parse: Parse, dateline: Dateline | None, timexes: Iterable[TemporalExpression] = ()
) -> None:
    """Change heads and dependencies in place."""
    for timex in timexes:
        if timex.end > timex.start:
            _free_date(parse, parse.token_at(timex.start), parse.token_at(timex.end - 1))
    if dateline is not None:
        _cut_off(parse, parse.token_at(dateline.start), parse.token_at(dateline.end))
    for token in range(len(parse.words) - 2):
        if parse.lower[token] in ("re", "co", "un") and parse.words[token + 1] == "-":
            _mend_prefix(parse, token, token + 2)
    for sentence in parse.sentences:
        if sentence.kind == "body":
            _mend_verbless(parse, sentence.first, sentence.last)
    for token in range(len(parse.words)):
        if parse.deps[token] in ("acl", "amod") and parse.tags[token] in ("VBN", "VBD"):
            _mend_reduced_relative(parse, token)


def _free_date(parse: Parse, first: int, last: int) -> None:
    """Give a date back to the preposition before it, when a noun behind it has taken it."""
    preposition = first - 1
    if preposition < 0 or parse.deps[preposition] != "prep" or parse.children[preposition]:
        return
    inside = set(range(first, last + 1))
    outside = [t for t in inside if parse.heads[t] not in inside]
    if not outside or any(parse.heads[t] <= last for t in outside):
        return
    top = max(outside)
    for token in outside:
        _move(parse, token, top, parse.deps[token])
    _move(parse, top, preposition, "pobj")


def _cut_off(parse: Parse, first: int, last: int) -> None:
    """Take the tokens `first` to `last` (exclusive) out of the tree; what hung on them moves up."""
    inside = set(range(first, last))
    links = [t for t in inside if parse.heads[t] not in inside and parse.heads[t] != t]
    head, dep = (parse.heads[links[0]], parse.deps[links[0]]) if links else (None, "ROOT")
    for token in sorted(inside):
        for child in list(parse.children[token]):
            if child in inside:
                continue
            if head is None:
                head, dep = child, "dep"
                _move(parse, child, child, "ROOT")
            elif parse.deps[child] != "punct" and head != child:
                _move(parse, child, head, dep if parse.pos[child] in ("NOUN", "PROPN") else "dep")
                dep = "dep" if dep == "nsubj" else dep
        _move(parse, token, token, "dateline")


def _mend_reduced_relative(parse: Parse, verb: int) -> None:
    noun = parse.heads[verb]
    if noun < verb and _is_headless(parse, noun, verb):
        _make_main(parse, noun, verb)
        return
    if noun >= verb or parse.child(verb, "dobj") is None or parse.lemmas[verb] in _TWO_OBJECTS:
        return
    if parse.child(verb, "auxpass", "aux", "nsubj") is not None:
        return
    if parse.deps[noun] not in ("nsubj", "ROOT", "nsubjpass", "dep", "ccomp", "appos"):
        return
    if parse.deps[noun] == "nsubj" and parse.child(parse.heads[noun], "nsubj") == noun:
        others = parse.all_children(parse.heads[noun], "nsubj")
        if len(others) < 2:
            return
    _make_main(parse, noun, verb)


def _mend_prefix(parse: Parse, prefix: int, verb: int) -> None:
    """“was re-elected”, cut in three: the verb is what follows the hyphen."""
    if parse.heads[verb] != prefix or not parse.tags[verb].startswith("VB"):
        return
    head, dep = parse.heads[prefix], parse.deps[prefix]
    _move(parse, verb, verb if head == prefix else head, dep)
    for child in list(parse.children[prefix]):
        _move(parse, child, verb, parse.deps[child])
    _move(parse, prefix, verb, "punct")


def _mend_verbless(parse: Parse, first: int, last: int) -> None:
    """A finished sentence around a noun, whose one past tense stands somewhere below it, is that
    verb's ("Thieves dressed as police stole diamonds", "rockets filled with sarin hit a town").
    """
    tokens = range(first, last)
    root = next((t for t in tokens if parse.heads[t] == t and parse.deps[t] == "ROOT"), None)
    if root is None or parse.pos[root] not in ("NOUN", "PROPN"):
        return
    verb = next((t for t in tokens if parse.tags[t] == "VBD" and parse.pos[t] == "VERB"), None)
    if verb is None or parse.deps[verb] not in ("advcl", "pcomp", "ccomp", "pobj"):
        return
    if any(parse.lower[m] != "as" for m in parse.all_children(verb, "mark", "advmod")):
        return
    subject = root if root < verb else parse.child(root, "nsubj")
    if subject is None or subject > verb or parse.child(verb, "aux", "auxpass") is not None:
        return
    if parse.deps[verb] == "pobj":
        _give_back_noun(parse, verb)
    for child in parse.all_children(verb, "nsubj", "mark"):
        _move(parse, child, subject, "dep")
    _move(parse, verb, verb, "ROOT")
    if root is not subject:
        _move(parse, root, verb, "dobj")
    for child in parse.all_children(root, "prep", "npadvmod"):
        _move(parse, child, verb, parse.deps[child])
    _move(parse, subject, verb, "nsubj")


def _give_back_noun(parse: Parse, verb: int) -> None:
    """“supporters of an executed Islamist clashed”: the noun before the verb belongs to "of"."""
    before = [c for c in parse.children[verb] if c < verb]
    noun = next((c for c in reversed(before) if parse.deps[c] in ("compound", "nmod")), None)
    if noun is None:
        return
    for child in before:
        if child != noun:
            _move(parse, child, noun, parse.deps[child])
    _move(parse, noun, parse.heads[verb], "pobj")


def _is_headless(parse: Parse, noun: int, verb: int) -> bool:
    """“The vehicle, which was laden with steel, veered into stalls”: a sentence without a verb of
    its own, whose last participle stands behind a relative clause and a comma.
    """
    if parse.deps[noun] != "ROOT" or parse.pos[noun] not in ("NOUN", "PROPN"):
        return False
    relative = parse.child(noun, "relcl")
    return relative is not None and relative < verb and parse.words[verb - 1] == ","


def _make_main(parse: Parse, noun: int, verb: int) -> None:
    governor = parse.heads[noun]
    if governor == noun:
        _move(parse, verb, verb, "ROOT")
    else:
        _move(parse, verb, governor, "ccomp")
    _move(parse, noun, verb, "nsubj")
    parse.tags[verb] = "VBD"


def _move(parse: Parse, token: int, head: int, dep: str) -> None:
    old = parse.heads[token]
    if old != token:
        parse.children[old].remove(token)
    parse.heads[token], parse.deps[token] = head, dep
    if head != token:
        parse.children[head].append(token)
        parse.children[head].sort()
