"""A cascade of finite-state rules over typed tokens.

A rule is a pattern over kinds, such as

    day=day|ordinalday of? month=month ( comma? year=year )?

where `role=` names what the builder asks for, `|` lists kinds, `?` `*` `+` `{1,3}` repeat, `~kind`
is any other token, and bare parentheses group (`(`, `)`, `)?`, `(?=`, `(?!`, `(?<=`, `(?<!`, and a
lone `|`). Each token is one symbol that stands for its set of kinds, so that a rule is a regular
expression over symbols and a stage one pass over the text: time is linear, as no repetition is
unbounded over overlapping kinds. What a stage makes is a symbol of the next stage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.timex.lexicon import OTHER, Lexicon, Word
from timeline.timex.spec import Node

_ELEMENT = re.compile(
    r"(?:(?P<role>[a-z_]\w*)=)?(?P<not>~)?(?P<kinds>[a-z][\w|]*)(?P<times>[?*+]|\{\d,?\d?\})?"
)


_NAMED = re.compile(r"\(\?P<\w+>")


class Found:
    """A match of a rule, as its builder sees it."""

    __slots__ = ("_match", "_nodes", "_rule", "text")

    def __init__(
        self, match: re.Match[str], nodes: Sequence[Node], rule: CompiledRule, text: str
    ) -> None:
        self._match = match
        self._nodes = nodes
        self._rule = rule
        self.text = text

    def __getitem__(self, role: str) -> Any:
        """Value of the token that plays the role, by the first kind of the rule that it has."""
        node = self.node(role)
        if node is None:
            return None
        for kind in self._rule.roles[role]:
            if kind in node.kinds:
                return node.kinds[kind]
        return None

    def node(self, role: str) -> Node | None:
        """The token or node that plays the role, or None."""
        if role not in self._rule.roles:
            return None
        position = self._match.start(role)
        return self._nodes[position] if position >= 0 else None

    def nodes(self) -> Sequence[Node]:
        """All tokens and nodes matched, in order."""
        return self._nodes[self._match.start() : self._match.end()]

    @property
    def start(self) -> int:
        """Offset in the text."""
        return self._nodes[self._match.start()].start

    @property
    def end(self) -> int:
        return self._nodes[self._match.end() - 1].end

    def neighbour(self, distance: int) -> Node | None:
        """The node so many places after the match (before it when negative)."""
        place = self._match.start() + distance if distance < 0 else self._match.end() + distance - 1
        return self._nodes[place] if 0 <= place < len(self._nodes) else None

    def words(self) -> str:
        """The text matched."""
        return self.text[self.start : self.end]


Builder = Callable[[Found], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern, the kinds of what it makes, and how it is made (None turns it down)."""

    name: str
    makes: tuple[str, ...]
    pattern: str
    build: Builder


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule as a regular expression over symbols, the kinds behind its roles, and its word."""

    rule: Rule
    pattern: re.Pattern[str]
    roles: dict[str, tuple[str, ...]]
    word: Word


class Stage:
    """Rules tried together from left to right; of two at one place the earlier in the list wins."""

    def __init__(self, rules: Sequence[Rule], lexicon: Lexicon) -> None:
        self._by_symbol: dict[str, list[CompiledRule]] = {}
        alone: set[str] = set()
        for rule in rules:
            source, roles = _compile(rule.pattern, lexicon)
            word = lexicon.word(dict.fromkeys(rule.makes, True))
            compiled = CompiledRule(rule, re.compile(source), roles, word)
            for symbol in first_symbols(rule.pattern, lexicon):
                self._by_symbol.setdefault(symbol, []).append(compiled)
            plain = re.compile(_compile(without_looks(rule.pattern), lexicon)[0])
            alone |= {symbol for symbol in self._by_symbol if plain.fullmatch(symbol)}
        #: For each symbol that a match can begin with: whether any rule matches there at all.
        self._matches_any = {
            symbol: re.compile("|".join(_NAMED.sub("(?:", item.pattern.pattern) for item in items))
            for symbol, items in self._by_symbol.items()
        }
        # A token that no rule takes alone begins nothing before a word without meaning.
        company = "".join(sorted(set(self._by_symbol) - alone))
        parts = [f"[{''.join(sorted(alone))}]"] if alone else []
        parts += [f"[{company}](?=[^{OTHER}])"] if company else []
        self._start = re.compile("|".join(parts))

    def run(self, nodes: list[Node], text: str) -> list[Node]:
        """The nodes with every stretch that a rule reads replaced by what it makes."""
        symbols = "".join([node.word.symbol for node in nodes])
        search = self._start.search
        out: list[Node] = []
        done = 0
        position = 0
        while (start := search(symbols, position)) is not None:
            place = start.start()
            made = self._build(symbols, place, nodes, text)
            if made is None:
                position = place + 1
                continue
            out.extend(nodes[done:place])
            node, done = made
            out.append(node)
            position = done
        if not done:
            return nodes
        out.extend(nodes[done:])
        return out

    def _build(
        self, symbols: str, place: int, nodes: list[Node], text: str
    ) -> tuple[Node, int] | None:
        if self._matches_any[symbols[place]].match(symbols, place) is None:
            return None
        for item in self._by_symbol[symbols[place]]:
            match = item.pattern.match(symbols, place)
            if match is None or match.end() == place:
                continue
            content = item.rule.build(Found(match, nodes, item, text))
            if content is None:
                continue
            kinds = dict.fromkeys(item.rule.makes, content)
            node = Node(
                nodes[place].start,
                nodes[match.end() - 1].end,
                Word(kinds, item.word.symbol),
                content,
                item.rule.name,
            )
            return node, match.end()
        return None


def without_looks(pattern: str) -> str:
    """The pattern without what is only looked at around a match."""
    kept: list[str] = []
    depth = looking = 0
    for piece in pattern.split():
        if piece.startswith("("):
            depth += 1
            looking = looking or depth * (piece != "(")
        if not looking:
            kept.append(piece)
        if piece.startswith(")"):
            looking = 0 if looking == depth else looking
            depth -= 1
    return " ".join(kept)


def first_symbols(pattern: str, lexicon: Lexicon) -> set[str]:
    """The symbols a match of the pattern can begin with."""
    return _first(pattern.split(), 0, lexicon)[0]


def _first(pieces: Sequence[str], index: int, lexicon: Lexicon) -> tuple[set[str], bool, int]:
    """First symbols of a sequence up to its bracket, whether it can be empty, and its end."""
    union: set[str] = set()
    current: set[str] = set()
    empty, can_be_empty = True, False
    while index < len(pieces):
        piece = pieces[index]
        if piece.startswith(")"):
            break
        index += 1
        if piece == "|":
            union, current = union | current, set()
            can_be_empty, empty = can_be_empty or empty, True
            continue
        if piece.startswith("("):
            inner, inner_empty, index = _first(pieces, index, lexicon)
            closing = pieces[index]
            index += 1
            if piece != "(":  # what is only looked at begins nothing
                continue
            optional = inner_empty or closing[1:].startswith(("?", "*", "{0"))
        else:
            inner, optional = _first_of(piece, lexicon) if empty else (set(), False)
        if empty:
            current |= inner
        empty = empty and optional
    return union | current, can_be_empty or empty, index


def _first_of(piece: str, lexicon: Lexicon) -> tuple[set[str], bool]:
    element = _ELEMENT.fullmatch(piece)
    if element is None or element["not"]:
        raise ValueError(f"a rule cannot begin with {piece!r}")
    symbols = {symbol for kind in element["kinds"].split("|") for symbol in lexicon.symbols(kind)}
    return symbols, (element["times"] or "").startswith(("?", "*", "{0"))


def declare(rules: Sequence[Rule], lexicon: Lexicon) -> None:
    """Hand out the symbols of what rules make, before any pattern is compiled."""
    for rule in rules:
        lexicon.word(dict.fromkeys(rule.makes, True))


def _compile(pattern: str, lexicon: Lexicon) -> tuple[str, dict[str, tuple[str, ...]]]:
    parts: list[str] = []
    roles: dict[str, tuple[str, ...]] = {}
    for piece in pattern.split():
        if piece[0] in "()|" or piece == "$":
            parts.append("(?:" if piece == "(" else piece)
            continue
        element = _ELEMENT.fullmatch(piece)
        if element is None:
            raise ValueError(f"rule element {piece!r} in {pattern!r}")
        kinds = tuple(element["kinds"].split("|"))
        symbols = "".join(lexicon.symbols(kind) for kind in kinds)
        if not symbols:
            raise ValueError(f"no symbol for {piece!r} in {pattern!r}")
        body = f"[{'^' if element['not'] else ''}{symbols}]"
        role = element["role"]
        if role:
            roles[role] = kinds
            body = f"(?P<{role}>{body})"
        parts.append(body + (element["times"] or ""))
    return "".join(parts), roles
