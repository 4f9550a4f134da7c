"""Which date belongs to which event of a sentence: a sieve, the most precise rule first.

An event takes, in this order, what is its own, what hangs below it, what its governing clause has,
and what else the sentence offers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from timeline.events.anchors import GRAINS, Anchor, DateAnchor, SentenceAnchors
from timeline.events.date_links import date_link
from timeline.events.mention import RULE_ORDER, DateLink, LinkRule, Mention
from timeline.model import TemporalExpression

_SHARED_MARKS = frozenset({"when", "as", "while"})


@dataclass(frozen=True, slots=True)
class DateSieve:
    """The dates of one sentence, asked for one mention after the other.

    `taken`: token → the mention that it tells of.
    """

    anchors: SentenceAnchors
    taken: Mapping[int, Mention]

    def date_for(self, mention: Mention) -> DateLink | None:
        """The best date of the sentence for a mention, by the sieve; notes what it turned down."""
        ranked: list[tuple[int, int, int, DateAnchor, LinkRule]] = []
        for item in self.anchors.dates:
            rule = self._date_rule(mention, item)
            if rule is None:
                mention.rejected_dates.append(f"{item.timex.text}: belongs to another clause")
                continue
            fine = GRAINS.index(item.timex.grain) if rule in ("own words", "same clause") else 0
            distance = abs(item.anchor.root - mention.head)
            ranked.append((RULE_ORDER.index(rule), fine, distance, item, rule))
        if not ranked:
            return self._since(mention)
        ranked.sort(key=lambda entry: entry[:3])
        best, rule = ranked[0][3:]
        if rule == "own words" and self._explains(mention, best):
            best = replace(best, timex=_point(best.timex))
        mention.rejected_dates.extend(
            f"{other.timex.text}: {other_rule}, less precise"
            for *_, other, other_rule in ranked[1:]
        )
        return self._range(best, date_link(best.timex, rule, best.shift))

    def _since(self, mention: Mention) -> DateLink | None:
        """“has killed 1,900 since it began in December 2013”: from then to the document's day."""
        anchors, clause = self.anchors, mention.clause
        parse = anchors.parse
        if clause is None or not {"has", "have"} & set(clause.auxiliaries) or anchors.now is None:
            return None
        for child in parse.all_children(clause.verb, "advcl"):
            if not any(parse.lower[mark] == "since" for mark in parse.all_children(child, "mark")):
                continue
            for item in anchors.dates:
                if item.anchor.owner == child and item.timex.earliest:
                    first = item.timex.earliest[:10]
                    edtf = f"{first}/{anchors.now}"
                    link = date_link(item.timex, "subtree")
                    reason = f"since {link.reason}, up to the document's day"
                    return replace(link, end=anchors.now, edtf=edtf, reason=reason)
        return None

    def _range(self, item: DateAnchor, link: DateLink) -> DateLink:
        """“between 2016 and 2018”: both ends of a range hang on the same word."""
        whole = item.timex.whole
        ends = [d.timex for d in self.anchors.dates if whole and d.timex.whole == whole]
        if len(ends) != 2:
            return link
        text = self.anchors.parse.text[ends[0].start : ends[1].end]
        return replace(
            link,
            start=ends[0].earliest,
            end=ends[1].latest,
            edtf=whole,
            text=" ".join(text.split()),
        )

    def _date_rule(self, mention: Mention, item: DateAnchor) -> LinkRule | None:
        owner = item.anchor.owner
        if self._explains(mention, item):
            finer = any(d.anchor.owner in mention.tokens for d in self.anchors.dates)
            return "governing clause" if finer else "own words"
        if owner == -1:
            return "same sentence" if len({id(m) for m in self.taken.values()}) == 1 else None
        if owner in mention.tokens:
            return "own words" if mention.nominal and owner == mention.head else "same clause"
        other = self.taken.get(owner)
        if other is not None:
            return self._shared_date(mention, other, item)
        if owner in self.anchors.sayings:
            # A day on which it was told is a day by which it had happened.
            if mention.nominal and mention.clause is None:
                # "Putin, during his visit to Dushanbe on Tuesday, said …"
                return "governing clause" if self.anchors.governs(owner, mention) else None
            return (
                "reporting clause"
                if owner in set(self.anchors.parse.ancestors(mention.head))
                else None
            )
        return self._loose_rule(mention, item.anchor)

    def _explains(self, mention: Mention, item: DateAnchor) -> bool:
        """“since 1939, when a quake killed …”: the clause hangs on the date itself."""
        verb = mention.clause.verb if mention.clause else mention.head
        head = self.anchors.parse.heads[verb]
        inside = item.timex.start <= self.anchors.parse.starts[head] < item.timex.end
        return inside and self.anchors.parse.deps[verb] in ("relcl", "acl", "advcl")

    def _stands_apart(self, verb: int) -> bool:
        """Relative clauses and "though …", "because …" are of a time of their own."""
        parse, clause = self.anchors.parse, self.anchors.clauses.get(verb)
        if clause is None:
            return False
        marks = {parse.lower[c] for c in parse.all_children(verb, "mark", "advmod")}
        own_subject = parse.deps[verb] == "advcl" and clause.own_subject
        return parse.deps[verb] == "relcl" or (own_subject and not marks & _SHARED_MARKS)

    def _loose_rule(self, mention: Mention, anchor: Anchor) -> LinkRule | None:
        """For an anchor whose clause tells no event: below or above the mention."""
        if mention.tokens.intersection(anchor.chain):
            between = self.anchors.below(mention, anchor)
            apart = any(self._stands_apart(token) or token in self.taken for token in between)
            return None if apart else "subtree"
        if self.anchors.governs(anchor.owner, mention):
            return "governing clause"
        return None

    def _shared_date(self, mention: Mention, other: Mention, item: DateAnchor) -> LinkRule | None:
        """A date of another event in the sentence: shared down to what hangs on it closely."""
        parse = self.anchors.parse
        if mention.nominal and mention.clause is None:
            return None
        verb = mention.clause.verb if mention.clause else mention.head
        dep = parse.deps[verb]
        if dep == "conj" and {"has", "have"} & {parse.lower[c] for c in parse.children[verb]}:
            return None  # "emerged in November and has infected 4,600"
        if parse.heads[verb] in other.tokens:
            close = dep in ("conj", "ccomp") or (
                dep in ("advcl", "xcomp") and parse.tags[verb] in ("VBG", "VB")
            )
            marks = {parse.lower[c] for c in parse.all_children(verb, "mark", "advmod")}
            if close or (dep == "advcl" and marks & _SHARED_MARKS):
                return "governing clause"
        leads = parse.heads[other.head] in mention.tokens and parse.deps[other.head] == "conj"
        return "same sentence" if leads and not item.is_coarse else None


def _point(timex: TemporalExpression) -> TemporalExpression:
    """The year that "since 1939" begins with."""
    year = (timex.earliest or "")[:4]
    if timex.grain not in ("year", "open") or len(year) != 4 or timex.edtf == year:
        return timex
    return replace(timex, edtf=year, latest=f"{year}-12-31")
