"""A sentence's words as plain lists, so that the rules run on indices and not on spaCy objects.

A spaCy `Doc` is read once; everything after works on `Parse`, which a test can make by hand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: What a paragraph is: running text, a headline or heading without a full stop, a photo caption.
SentenceKind = Literal["body", "heading", "caption"]

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"\n\s*")
_FINISHED_LINE = re.compile(r"(?<=[.!?…\"”’)])[ \t]*\n\s*")
_CAPTION = re.compile(
    r"\s*(?:photo|picture|image|video|caption|file|pictured)\b[^.]{0,40}?[:–—]|\(\s*photo",
    re.IGNORECASE,
)
_CAPTION_SIDE = re.compile(
    r"\((?:L|R|C|left|right|centre|center)\)|\b[12]\d{3}\.?\s*(?:\([^)]*\))?\s*$"
)
#: Stems that English spelling would double before "-ed": "raped" is of "rape", not of "rap".
_SHORT_STEM = re.compile(r"[^aeiou]*[aeiou][bcdfgklmnprstvz]")
_FINISHED = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
MAX_HEADING_WORDS = 20
#: What goes on with the line before: a small letter, “'s”, a comma.
_GOES_ON = re.compile(r"[a-z]|['’]s\b|[,;)]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive); `start`, `end` its text without outer blanks."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    kind: SentenceKind = "body"


@dataclass(slots=True)
class Parse:
    """Lists over the tokens of a document; `heads[i] == i` at the root of a sentence."""

    text: str
    words: list[str]
    lower: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    entities: list[str]
    children: list[list[int]]
    sentences: tuple[Sentence, ...]
    sentence_of: list[int]
    paragraphs: tuple[tuple[int, int], ...]
    quoted: list[bool]

    def token_at(self, offset: int) -> int:
        """The token that holds, or comes last before, a text offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span_root(self, start: int, end: int) -> int:
        """The token of a text span that governs the others."""
        first, last = self.token_at(start), self.token_at(max(start, end - 1))
        for token in range(first, last + 1):
            if not first <= self.heads[token] <= last or self.heads[token] == token:
                return token
        return last

    def child(self, token: int, *deps: str) -> int | None:
        for child in self.children[token]:
            if self.deps[child] in deps:
                return child
        return None

    def all_children(self, token: int, *deps: str) -> list[int]:
        return [child for child in self.children[token] if self.deps[child] in deps]

    def ancestors(self, token: int) -> Iterator[int]:
        """From the token's head up to the root of the sentence."""
        for _ in range(len(self.heads)):
            head = self.heads[token]
            if head == token:
                return
            token = head
            yield token

    def subtree(self, token: int) -> list[int]:
        """The token and all it governs, in order of the text."""
        found, queue = [], [token]
        while queue:
            current = queue.pop()
            found.append(current)
            queue.extend(self.children[current])
        return sorted(found)

    def span_text(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, inclusive."""
        return self.text[self.starts[first] : self.ends[last]]

    def conjuncts(self, token: int) -> list[int]:
        """The token and what is coordinated with it."""
        found = [token]
        for child in self.children[token]:
            if self.deps[child] == "conj":
                found.extend(self.conjuncts(child))
        return found


def _paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Paragraph bounds: blank lines part them; without any, each line is a paragraph, or each
    finished line where the text is wrapped.
    """
    stripped = text.strip()
    pattern = _BLANK_LINE
    if not _BLANK_LINE.search(stripped):
        lines = stripped.split("\n")
        finished = sum(bool(_FINISHED.search(line)) for line in lines)
        pattern = _FINISHED_LINE if finished < 0.5 * len(lines) and len(lines) > 4 else _LINE
    bounds, start = [], len(text) - len(text.lstrip())
    for match in pattern.finditer(text, start):
        if match.end() >= len(text.rstrip()):
            break
        if _GOES_ON.match(text, match.end()) and not _FINISHED.search(text, start, match.start()):
            continue  # a line cut in the middle of its sentence
        bounds.append((start, match.start()))
        start = match.end()
    bounds.append((start, len(text.rstrip())))
    return tuple(bounds)


def _paragraph_kind(text: str, index: int) -> SentenceKind:
    if _CAPTION.match(text) or (_CAPTION_SIDE.search(text) and len(text.split()) < 40 and index):
        return "caption"
    if len(text.split()) <= MAX_HEADING_WORDS and not _FINISHED.search(text):
        return "heading"
    return "body"


def _quoted(text: str, starts: list[int]) -> list[bool]:
    """Which tokens stand inside quotation marks; an open quotation ends with its paragraph."""
    inside = False
    flags = [False] * (len(text) + 1)
    for offset, letter in enumerate(text):
        if letter == '"':
            inside = not inside
        elif letter in "“„«":
            inside = True
        elif letter in "”»" or (letter == "\n" and text[offset + 1 : offset + 2] in ("\n", "")):
            inside = False
        flags[offset] = inside and letter not in '"“„«'
    return [flags[start] for start in starts]


def read_parse(doc: Doc, text: str) -> Parse:
    """The lists of a spaCy `Doc` of `text`, with sentences parted at paragraphs as well."""
    size = len(doc)
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    paragraphs = _paragraphs(text)
    sentences, sentence_of = _sentences(doc, text, starts, ends, paragraphs)
    heads = [token.head.i for token in doc]
    deps = [token.dep_ for token in doc]
    for token, head in enumerate(heads):
        if sentence_of[token] != sentence_of[head]:
            # A root like any other: who climbs along "conj" or "xcomp" must come to an end.
            heads[token], deps[token] = token, "ROOT"
    children: list[list[int]] = [[] for _ in range(size)]
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    words = [token.text for token in doc]
    return Parse(
        text=text,
        words=words,
        lower=[word.lower() for word in words],
        lemmas=[_lemma(token) for token in doc],
        pos=[token.pos_ for token in doc],
        tags=[token.tag_ for token in doc],
        deps=deps,
        heads=heads,
        starts=starts,
        ends=ends,
        entities=[token.ent_type_ for token in doc],
        children=children,
        sentences=sentences,
        sentence_of=sentence_of,
        paragraphs=paragraphs,
        quoted=_quoted(text, starts),
    )


def _lemma(token: Token) -> str:
    """The lemma in small letters, with the "e" that the model takes from short verbs."""
    lemma, word = token.lemma_.lower(), token.text.lower()
    if token.pos_ == "VERB" and word in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es"):
        return f"{lemma}e" if _SHORT_STEM.fullmatch(lemma) else lemma
    return lemma


def _sentences(
    doc: Doc,
    text: str,
    starts: list[int],
    ends: list[int],
    paragraphs: tuple[tuple[int, int], ...],
) -> tuple[tuple[Sentence, ...], list[int]]:
    """Sentences as the model found them, cut where a paragraph begins."""
    firsts = [start for start, _ in paragraphs]
    kinds = [_paragraph_kind(text[a:b], i) for i, (a, b) in enumerate(paragraphs)]
    sentences: list[Sentence] = []
    sentence_of = [0] * len(doc)
    for span in doc.sents:
        groups: list[list[int]] = []
        current = -1
        for token in range(span.start, span.end):
            if doc[token].is_space:
                sentence_of[token] = max(0, len(sentences) - 1 + len(groups))
                continue
            paragraph = max(0, bisect_right(firsts, starts[token]) - 1)
            if not groups or paragraph != current:
                groups.append([])
                current = paragraph
            groups[-1].append(token)
        for group in groups:
            index = len(sentences)
            for token in range(group[0], group[-1] + 1):
                sentence_of[token] = index
            paragraph = max(0, bisect_right(firsts, starts[group[0]]) - 1)
            sentences.append(
                Sentence(
                    index=index,
                    first=group[0],
                    last=group[-1] + 1,
                    start=starts[group[0]],
                    end=ends[group[-1]],
                    paragraph=paragraph,
                    kind=kinds[paragraph],
                )
            )
    return tuple(sentences), sentence_of


def without_title(parse: Parse, title: str | None) -> Parse:
    """The same, with a title that the text itself begins with told as a heading."""
    words = _WORD.findall((title or "").lower())
    if not words or not parse.sentences:
        return parse
    first = parse.sentences[0]
    if _WORD.findall(parse.text[first.start : first.end].lower()) != words:
        return parse
    return replace(parse, sentences=(replace(first, kind="heading"), *parse.sentences[1:]))
