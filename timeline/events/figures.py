"""Numbers of people killed, injured, missing, displaced, arrested, with their bounds.

Each figure is kept as its source gave it; nothing is added up.
"""

from __future__ import annotations

import re

from maps.features import Bound, CasualtyType
from maps.numbers import continues_number, is_compound, number_of, starts_number
from timeline.events.bounds import bound_of
from timeline.events.mention import Figure
from timeline.events.parse import Parse, Sentence

_VERBS: dict[str, CasualtyType] = {
    "kill": "killed", "die": "killed", "murder": "killed", "slaughter": "killed",
    "massacre": "killed", "perish": "killed", "drown": "killed", "behead": "killed",
    "electrocute": "killed", "suffocate": "killed", "asphyxiate": "killed", "lynch": "killed",
    "execute": "killed", "slay": "killed", "assassinate": "killed",
    "injure": "injured", "wound": "injured", "hurt": "injured", "maim": "injured",
    "displace": "displaced", "evacuate": "displaced", "uproot": "displaced",
    "arrest": "arrested", "detain": "arrested", "imprison": "arrested", "capture": "arrested",
    "jail": "arrested", "intern": "arrested",
}  # fmt: skip
_INTRANSITIVE = frozenset({"die", "drown", "perish"})
_LOST: dict[str, CasualtyType] = {"life": "killed", "home": "displaced", "house": "displaced"}
_FLED: frozenset[str] = frozenset({"flee", "escape"})
_ADJECTIVES: dict[str, CasualtyType] = {
    "dead": "killed", "killed": "killed", "injured": "injured", "wounded": "injured",
    "hurt": "injured", "missing": "missing", "unaccounted": "missing", "homeless": "displaced",
    "displaced": "displaced", "detained": "arrested", "arrested": "arrested",
}  # fmt: skip
_NOUNS: dict[str, CasualtyType] = {
    "death": "killed", "fatality": "killed", "dead": "killed", "killing": "killed",
    "injury": "injured", "wounded": "injured", "injured": "injured", "casualty": "injured",
    "arrest": "arrested", "detention": "arrested",
}  # fmt: skip
_TOLL = re.compile(
    r"\b(?:death toll|toll|body count|number of (?:the )?dead|(?:official )?count)\b", re.IGNORECASE
)
_ALL_KILLED = re.compile(
    r"\b(?:killing|killed) (?:all|everyone)\b"
    r"|\b(?:all|everyone|everybody)\b(?: of them| aboard| on board| those)*"
    r"(?: (?:were|was|have been|has been))? (?:killed|died)\b",
    re.IGNORECASE,
)
_ABOARD = re.compile(
    r"(?P<number>\d[\d,]*) (?:people |passengers |persons |passengers and crew )?(?:\w+ )?"
    r"(?:on board|aboard)",
    re.IGNORECASE,
)
#: How many letters may stand between "death toll" and its number.
_TOLL_REACH = 110
#: "put the number of injured at six", "put the dead at 21".
_COUNT = re.compile(
    r"\bput (?:the )?(?:number of (?:the )?)?(?P<who>dead|killed|injured|wounded|missing|arrested"
    r"|detained)(?: people)? at (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_HOSPITAL = frozenset({"hospital", "hospitals", "clinic", "clinics"})
_REFUGES = frozenset({"tent", "shelter", "camp", "safety", "school", "hotel"})
_DECIMAL = re.compile(r"\.\d{1,2}$")
_NOT_PEOPLE = frozenset(
    {"cow", "pig", "sheep", "animal", "dog", "chicken", "bird", "tree", "hour", "day", "week",
     "month", "year", "minute", "kilometre", "km", "mile", "metre", "percent", "%", "dollar",
     "euro", "pound", "ship", "tank", "house", "home", "building", "vehicle", "car", "time", "age",
     "bomb", "missile", "rocket", "shot", "acre", "hectare", "town", "village", "city"}
)  # fmt: skip


class FigureReader:
    """Reads the figures of one sentence; `taken` marks tokens that belong to dates."""

    def __init__(
        self, parse: Parse, sentence: Sentence, taken: set[int], people: frozenset[str]
    ) -> None:
        self.parse, self.sentence, self.taken, self.people = parse, sentence, taken, people

    def read(self) -> list[tuple[int, Figure]]:
        """(token the figure hangs on, figure), in order of the text."""
        found: list[tuple[int, Figure]] = []
        done: set[int] = set()
        for token in range(self.sentence.first, self.sentence.last):
            if token in done or token in self.taken or not self._starts_number(token):
                continue
            last = self._number_end(token)
            done.update(range(token, last + 1))
            value = number_of(self.parse.words[token : last + 1])
            if value is None or (last == token and _DECIMAL.search(self.parse.words[token])):
                continue  # "7.6" counts no people, "1.5 million" does
            hit = self._casualty(last)
            if hit is not None:
                kind, anchor = hit
                found.append((anchor, self._figure(kind, value, token, last)))
        found.extend(self._singles())
        found.extend(self._all_of_them())
        return sorted(found, key=lambda item: item[1].start)

    def _starts_number(self, token: int) -> bool:
        """“a hundred” begins a number, “hundreds” and the pronoun “one” begin none."""
        parse, lower = self.parse, self.parse.lower[token]
        numeral = parse.tags[token] == "CD" or parse.pos[token] == "NUM"
        if lower in ("hundred", "thousand", "dozen"):
            return numeral or (token > 0 and parse.lower[token - 1] in ("a", "one"))
        return starts_number(lower) and (numeral or lower[:1].isdigit())

    def _number_end(self, token: int) -> int:
        parse, last = self.parse, token
        while last + 1 < self.sentence.last:
            hyphen = parse.lower[last + 1] == "-" and last + 2 < self.sentence.last
            if continues_number(parse.lower[last + 1]):
                last += 1
            elif hyphen and is_compound(parse.lower[last], parse.lower[last + 2]):
                last += 2
            else:
                break
        return last

    def _bound(self, token: int, last: int) -> Bound:
        parse = self.parse
        start = parse.starts[max(self.sentence.first, token - 5)]
        before = parse.text[start : parse.starts[token]].lower().replace("\n", " ").rstrip(" -–—(")
        return bound_of(before, parse.text[parse.ends[last] : parse.ends[last] + 40].lower())

    def _figure(self, kind: CasualtyType, value: int, token: int, last: int) -> Figure:
        parse = self.parse
        return Figure(kind, value, self._bound(token, last), parse.starts[token], parse.ends[last])

    def _casualty(self, last: int) -> tuple[CasualtyType, int] | None:
        """What was done to the number of people that ends at `last`, and the word that tells it."""
        parse = self.parse
        phrase = self._phrase_head(last)
        if parse.lemmas[phrase] in _NOT_PEOPLE:
            return None
        return (
            self._by_adjective(phrase, last)
            or self._by_noun(phrase, last)
            or self._by_verb(phrase)
            or self._by_toll(phrase, last)
        )

    def _phrase_head(self, last: int) -> int:
        """The noun the number counts, or the number itself."""
        parse, current = self.parse, last
        for _ in range(4):
            head = parse.heads[current]
            if (
                parse.deps[current] in ("nummod", "quantmod", "compound", "amod")
                and head != current
            ):
                current = head
            else:
                break
        return current

    def _by_adjective(self, phrase: int, last: int) -> tuple[CasualtyType, int] | None:
        """“58 dead”, “left 22 people dead”, “hundreds are missing”, “22 more were wounded”."""
        parse = self.parse
        following = parse.lower[last + 1] if last + 1 < self.sentence.last else ""
        if following in _ADJECTIVES:
            return _ADJECTIVES[following], last + 1
        if parse.lower[phrase] in _ADJECTIVES and phrase != last:
            return _ADJECTIVES[parse.lower[phrase]], phrase
        head = parse.heads[phrase]
        if parse.lower[head] in ("missing", "dead") and parse.deps[phrase] == "nsubj":
            return _ADJECTIVES[parse.lower[head]], head
        for child in (*parse.children[head], *parse.children[phrase]):
            if parse.deps[child] in ("acomp", "oprd", "amod", "attr", "xcomp", "ccomp", "acl") and (
                parse.lower[child] in _ADJECTIVES and child > phrase
            ):
                return _ADJECTIVES[parse.lower[child]], child
        return None

    def _by_noun(self, phrase: int, last: int) -> tuple[CasualtyType, int] | None:
        parse = self.parse
        if parse.lemmas[phrase] in _NOUNS and phrase != last:
            return _NOUNS[parse.lemmas[phrase]], phrase
        head = parse.heads[phrase]
        governor = parse.heads[head] if parse.deps[phrase] == "pobj" else head
        if (
            parse.deps[phrase] == "pobj"
            and parse.lower[head] == "of"
            and (
                parse.lemmas[governor] in ("death", "killing", "murder", "arrest", "disappearance")
            )
        ):
            lemma = parse.lemmas[governor]
            if lemma == "disappearance":
                return "missing", governor
            return ("arrested" if lemma == "arrest" else "killed"), governor
        if parse.lemmas[phrase] == "life" and parse.lemmas[head] in (
            "claim",
            "lose",
            "cost",
            "take",
        ):
            return "killed", head
        return None

    def _by_verb(self, phrase: int) -> tuple[CasualtyType, int] | None:
        role, verb = self._role(phrase)
        if verb is None:
            return None
        lemma = self.parse.lemmas[verb]
        if role == "subject":
            kind = self._of_subject(verb, lemma)
        elif lemma in ("move", "drive"):
            ways = {self.parse.lower[child] for child in self.parse.children[verb]}
            kind = "displaced" if ways & {"out", "from"} else None
            if self._goals(verb) & _REFUGES:
                kind = "displaced"
        elif lemma in ("take", "rush", "admit", "bring") and self._goals(verb) & _HOSPITAL:
            kind = None if self._is_part(phrase) else "injured"
        else:
            kind = None if lemma in _INTRANSITIVE and role != "passive" else _VERBS.get(lemma)
            if lemma == "shoot" and self._is_dead(verb):
                kind = "killed"
        return (kind, verb) if kind is not None else None

    def _is_part(self, phrase: int) -> bool:
        """“31 of the wounded”: some of those who are counted elsewhere."""
        return any(self.parse.lower[c] == "of" for c in self.parse.all_children(phrase, "prep"))

    def _goals(self, verb: int) -> set[str]:
        """What the verb's "to" names: "moved to tents", "taken to hospital"."""
        parse = self.parse
        ways = [c for c in parse.all_children(verb, "prep") if parse.lower[c] == "to"]
        return {parse.lemmas[o] for way in ways for o in parse.all_children(way, "pobj")}

    def _is_dead(self, verb: int) -> bool:
        return any(self.parse.lower[child] == "dead" for child in self.parse.children[verb])

    def _of_subject(self, verb: int, lemma: str) -> CasualtyType | None:
        """“22 people died”, “2,500 people lost their homes”."""
        if lemma in _INTRANSITIVE:
            return "killed"
        if lemma in _FLED:
            return "displaced"
        lost = self.parse.child(verb, "dobj") if lemma == "lose" else None
        return _LOST.get(self.parse.lemmas[lost]) if lost is not None else None

    def _role(self, phrase: int) -> tuple[str, int | None]:
        """How the counted people stand to their verb."""
        parse, current = self.parse, phrase
        for _ in range(3):
            dep, head = parse.deps[current], parse.heads[current]
            if dep == "conj":
                current = head
            elif dep == "pobj" and parse.lower[head] == "of":
                current = parse.heads[head]
                if parse.tags[current] == "CD":
                    return "", None  # "one of the two pilots": two is no figure
            else:
                break
        dep, head = parse.deps[current], parse.heads[current]
        if dep == "dobj" or (dep == "npadvmod" and self._follows(head, phrase)):
            return "object", head
        if dep == "nsubjpass":
            return "passive", head
        if dep == "nsubj":
            if parse.tags[head] == "VBN" and parse.child(head, "aux") is None:
                return "passive", head
            return "subject", head
        return "", None

    def _follows(self, verb: int, phrase: int) -> bool:
        """An object the parser took for an adverbial: people, right behind their verb."""
        return verb < phrase <= verb + 5 and self.parse.lemmas[phrase] in self.people

    def _by_toll(self, phrase: int, last: int) -> tuple[CasualtyType, int] | None:
        """“The death toll rose to 22”, “put the toll at 100,000”."""
        parse = self.parse
        before = parse.text[self.sentence.start : parse.starts[last]]
        counted = _COUNT.search(before)
        if counted is not None:
            token = parse.token_at(self.sentence.start + counted.start("who"))
            return _ADJECTIVES[counted["who"].lower()], token
        match = next(reversed(list(_TOLL.finditer(before))), None)
        if match is None or len(before) - match.end() > _TOLL_REACH:
            return None
        if phrase != last and parse.lemmas[phrase] not in ("people", "person", "dead"):
            return None
        if (
            "count" in match.group().lower()
            and "dead" not in parse.text[: self.sentence.end][-400:]
        ):
            return None
        return "killed", parse.token_at(self.sentence.start + match.start())

    def _all_of_them(self) -> list[tuple[int, Figure]]:
        """“A jet with 298 people on board crashed, and all of them were killed”."""
        parse = self.parse
        text = parse.text[self.sentence.start : self.sentence.end]
        killed = _ALL_KILLED.search(text)
        aboard = _ABOARD.search(text)
        value = number_of([aboard["number"]]) if aboard is not None else None
        if killed is None or aboard is None or value is None:
            return []
        start, end = (self.sentence.start + offset for offset in aboard.span("number"))
        token = parse.token_at(self.sentence.start + killed.end() - 1)
        return [(token, Figure("killed", value, "exact", start, end))]

    def _singles(self) -> list[tuple[int, Figure]]:
        """“killing a civilian”, “a soldier was shot dead”: one person."""
        parse, found = self.parse, []
        for token in range(self.sentence.first, self.sentence.last):
            if parse.lower[token] not in ("a", "an") or parse.deps[token] != "det":
                continue
            noun = parse.heads[token]
            person = parse.lemmas[noun] in self.people or parse.lemmas[noun].endswith(
                ("man", "ist")
            )
            if parse.tags[noun] != "NN" or not person:
                continue
            role, verb = self._role(noun)
            if verb is None or parse.deps[noun] == "pobj":
                continue
            kind = _VERBS.get(parse.lemmas[verb])
            if parse.lemmas[verb] == "shoot" and self._is_dead(verb):
                kind = "killed"
            intransitive = parse.lemmas[verb] in ("die", "drown", "perish")
            if kind is None or role not in (
                ("subject",) if intransitive else ("object", "passive")
            ):
                continue
            found.append((verb, Figure(kind, 1, "exact", parse.starts[token], parse.ends[noun])))
        return found
