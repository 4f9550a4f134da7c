"""One document through all stages: dates, places, bases, events.

A build and the pipe commands go the same way, so what a pipe prints is what a page shows. The
stages are imported where they are used: `dateline dates` needs no language model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from timeline.errors import ConfigError, UserError
from timeline.language import load_pipeline, parse
from timeline.model import Document, TemporalExpression

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc

    from maps.bases import BaseFindings, Register
    from maps.gazetteer import Gazetteer, Progress
    from maps.place import Place, Toponym
    from timeline.config import Config
    from timeline.events import Extraction
    from timeline.timex import TimexOptions

Recognizer = Literal["both", "gazetteer", "model"]
#: spaCy's labels for places and for peoples.
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP"})


@dataclass(frozen=True, slots=True)
class Tools:
    """What is opened once and used for every document.

    `overrides` are the config's places by name as written; `recognizer` tells who finds names.
    """

    nlp: Language
    gazetteer: Gazetteer
    register: Register
    overrides: Mapping[str, Place] = field(default_factory=dict)
    recognizer: Recognizer = "both"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What all stages found in one document, whose `dct` is found by then."""

    document: Document
    timexes: tuple[TemporalExpression, ...]
    toponyms: tuple[Toponym, ...]
    bases: BaseFindings
    extraction: Extraction


@contextmanager
def open_tools(config: Config, *, tell: Progress, note: Callable[[str], None]) -> Iterator[Tools]:
    """Open the gazetteer, the register and the language model that the config names.

    Raises:
        ConfigError: an override names a place that the gazetteer does not have.
        UserError: the language model is not installed.
        MapsError: the gazetteer cannot be made, or a register is bad.
    """
    from maps.bases import load_register
    from maps.gazetteer import open_gazetteer

    register = load_register(config.bases.registers)
    with open_gazetteer(config.places.gazetteer, message=note, progress=tell) as gazetteer:
        overrides = _overrides(config, gazetteer)
        tell("loading the language model", 0, 1)
        nlp = _pipeline(config)
        yield Tools(nlp, gazetteer, register, overrides, config.places.recognizer)


def timex_options(config: Config, document: Document) -> TimexOptions:
    """What the config says of dates; the document tells its language when the config does not."""
    from timeline.timex import TimexOptions

    dates = config.dates
    return TimexOptions(
        language=dates.language or document.language,
        date_order=dates.date_order,
        hemisphere=dates.hemisphere,
        profile=dates.profile,
        lexicons=dates.lexicons,
    )


def find_dates(
    document: Document, options: TimexOptions
) -> tuple[Document, tuple[TemporalExpression, ...]]:
    """The document with its creation time, found unless it is given, and its expressions."""
    from timeline.timex import find_document_date, tag

    if document.dct is None:
        found = find_document_date(
            document.text,
            title=document.title,
            published=document.published,
            name=document.name,
            options=options,
        )
        document = replace(document, dct=found)
    return document, tag(document.text, document.dct, options=options, title=document.title)


def analyse(document: Document, tools: Tools, config: Config) -> Analysis:
    """All stages on one document; spaCy reads it once."""
    from maps.bases import find_bases
    from timeline.events import EventOptions, extract

    document, timexes = find_dates(document, timex_options(config, document))
    doc = parse(tools.nlp, document.text)
    toponyms = find_places(document, tools, doc)
    bases = find_bases(
        doc,
        document.text,
        toponyms,
        tools.register,
        when=document.dct.day if document.dct else None,
        document=document.id,
    )
    options = EventOptions(beyond_lexicon=config.events.beyond_lexicon)
    extraction = extract(document, doc, timexes, toponyms, bases, options)
    return Analysis(document, timexes, toponyms, bases, extraction)


def find_places(document: Document, tools: Tools, doc: Doc) -> tuple[Toponym, ...]:
    """The toponyms of a document that spaCy has read, by whom the config wants to find names."""
    from maps.toponyms import Context, find_toponyms

    context = Context(
        document.text,
        title=document.title,
        url=document.url,
        publisher=document.publisher,
        overrides=tools.overrides,
    )
    model = None if tools.recognizer == "gazetteer" else doc
    found = find_toponyms(model, document.text, tools.gazetteer, context)
    if tools.recognizer != "model":
        return found
    seen = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in _PLACE_LABELS]
    return tuple(
        toponym
        for toponym in found
        if toponym.name in tools.overrides
        or any(toponym.start < end and start < toponym.end for start, end in seen)
    )


def _pipeline(config: Config) -> Language:
    try:
        return load_pipeline(config.places.model)
    except UserError as error:
        raise ConfigError([f"places.model: {error}"]) from error


def _overrides(config: Config, gazetteer: Gazetteer) -> dict[str, Place]:
    """The config's own places by name."""
    from maps.place import Place

    found: dict[str, Place] = {}
    unknown: list[str] = []
    for name, reference in config.places.overrides.items():
        if isinstance(reference, tuple):
            lon, lat = reference
            found[name] = Place(name, lon, lat, "site", "coordinates", precision_km=1.0)
            continue
        place = gazetteer.place(f"geonames:{reference}")
        if place is None:
            unknown.append(
                f"places.overrides.{name}: the gazetteer has no place with the GeoNames id"
                f" {reference}; give [longitude, latitude] instead"
            )
        else:
            found[name] = place
    if unknown:
        raise ConfigError(unknown)
    return found
