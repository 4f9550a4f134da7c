"""One document through all stages: dates, places, bases, events.

A build and the pipe commands go the same way, so what a pipe prints is what a page shows. The
stages are imported where they are used: `dateline dates` needs no language model.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from maps.geocode.counts import Counts
from timeline.errors import ConfigError, UserError
from timeline.language import load_pipeline, parse
from timeline.model import Document, TemporalExpression

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc

    from maps.bases import BaseFindings, Register
    from maps.gazetteer import Gazetteer, Progress
    from maps.geocode import OnlineGeocoder
    from maps.place import Place, Toponym
    from timeline.config import Config
    from timeline.config.schema import Geocoder
    from timeline.events import Extraction
    from timeline.timex import TimexOptions

Recognizer = Literal["both", "gazetteer", "model"]
#: spaCy's labels for places and for peoples.
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP"})


@dataclass(frozen=True, slots=True)
class Online:
    """An online geocoder and when it is asked: see the config's `places.geocoder`."""

    geocoder: OnlineGeocoder
    below: float
    reverse: bool


@dataclass(frozen=True, slots=True)
class Tools:
    """What is opened once and used for every document.

    `overrides` are the config's places by name as written; `recognizer` tells who finds names;
    `online` is the service that the config names, None where it names none.
    """

    nlp: Language
    gazetteer: Gazetteer
    register: Register
    overrides: Mapping[str, Place] = field(default_factory=dict)
    recognizer: Recognizer = "both"
    online: Online | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What went wrong with the online service so far, a line for each kind of trouble."""
        return self.online.geocoder.warnings if self.online else ()

    @property
    def credits(self) -> tuple[str, ...]:
        """Whom to credit for answers of the online service."""
        return (self.online.geocoder.terms.credit,) if self.online else ()

    @property
    def counts(self) -> Counts:
        """How many questions the online service answered so far, and how many it did not."""
        return self.online.geocoder.counts if self.online else Counts(0, 0)


@dataclass(frozen=True, slots=True)
class Analysis:
    """What all stages found in one document, whose `dct` is found by then.

    `credits` name the online services that places come from; `provisional` is true when one could
    not answer, so that the next build may find more.
    """

    document: Document
    timexes: tuple[TemporalExpression, ...]
    toponyms: tuple[Toponym, ...]
    bases: BaseFindings
    extraction: Extraction
    credits: tuple[str, ...] = ()
    provisional: bool = False


@contextmanager
def open_tools(
    config: Config,
    *,
    tell: Progress,
    note: Callable[[str], None],
    refresh_geocodes: bool = False,
) -> Iterator[Tools]:
    """Open the gazetteer, the register, the language model and the service that the config names.

    With `refresh_geocodes` the service is asked again for what it answered in the past.

    Raises:
        ConfigError: an override names a place that the gazetteer does not have.
        UserError: the language model is not installed.
        MapsError: the gazetteer cannot be made, or a register is bad.
    """
    from maps.bases import load_register
    from maps.gazetteer import open_chosen

    places = config.places
    register = load_register(config.bases.registers)
    with (
        open_chosen(places.gazetteer, places.own, message=note, progress=tell) as gazetteer,
        opened_online(places.geocoder, note=note, refresh=refresh_geocodes) as online,
    ):
        overrides = _overrides(config, gazetteer)
        tell("loading the language model", 0, 1)
        nlp = _pipeline(config)
        yield Tools(nlp, gazetteer, register, overrides, places.recognizer, online)


@contextmanager
def opened_online(
    wanted: Geocoder | None, *, note: Callable[[str], None], refresh: bool = False
) -> Iterator[Online | None]:
    """The online service that a config names, with the answers of the past; None for no service."""
    if wanted is None:
        yield None
        return
    from maps.gazetteer import default_path
    from maps.geocode import GeocodeCache, OnlineGeocoder, open_service, service_terms

    cache = GeocodeCache(default_path().parent / "geocodes.sqlite")
    if cache.damaged:
        note(f"{cache.path}: was damaged; it is set aside, and services are asked anew")
    geocoder = OnlineGeocoder(
        open_service(wanted.settings, os.environ),
        service_terms(wanted.service),
        cache,
        today=datetime.now(tz=UTC).date().isoformat(),
        refresh=refresh,
        note=note,
    )
    try:
        yield Online(geocoder, wanted.below, wanted.reverse)
    finally:
        geocoder.close()


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
    before = tools.counts
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
    return Analysis(
        document,
        timexes,
        toponyms,
        bases,
        extraction,
        credits=tools.credits if tools.counts.answered > before.answered else (),
        provisional=tools.counts.unanswered > before.unanswered,
    )


def find_places(document: Document, tools: Tools, doc: Doc) -> tuple[Toponym, ...]:
    """The toponyms of a document that spaCy has read, by whom the config wants to find names.

    An online service is asked where the config names one; coordinates are called by what is there.
    """
    from maps.toponyms import Context, find_toponyms

    text = document.text
    own = {name: at for name, at in tools.gazetteer.told_names.items() if name in text}
    context = Context(
        text,
        title=document.title,
        url=document.url,
        publisher=document.publisher,
        overrides={**own, **tools.overrides},
    )
    model = None if tools.recognizer == "gazetteer" else doc
    found = find_toponyms(model, text, tools.gazetteer, context)
    # Overrides are found in any case, own places only as written: "Hope" is not "hope".
    found = tuple(
        toponym
        for toponym in found
        if not (
            toponym.place in own.values() and toponym.name.islower() and toponym.name not in own
        )
    )
    if tools.recognizer == "model":
        found = _seen_by_model(found, doc, context.overrides)
    return _asked(found, tools)


def _seen_by_model(
    toponyms: tuple[Toponym, ...], doc: Doc, overrides: Mapping[str, Place]
) -> tuple[Toponym, ...]:
    """Those that the language model takes for a place, or the config names."""
    seen = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in _PLACE_LABELS]
    return tuple(
        toponym
        for toponym in toponyms
        if toponym.name in overrides
        or any(toponym.start < end and start < toponym.end for start, end in seen)
    )


def _asked(toponyms: tuple[Toponym, ...], tools: Tools) -> tuple[Toponym, ...]:
    """Points called by what is there, and names asked for that the gazetteer does not tell."""
    from maps.gazetteer import fold
    from maps.geocode import geocoded, named_points

    gazetteer, online = tools.gazetteer, tools.online
    if online is None:
        return named_points(toponyms, gazetteer.nearest)
    geocoder = online.geocoder
    named = named_points(toponyms, gazetteer.nearest, geocoder.reverse if online.reverse else None)
    return geocoded(
        named,
        geocoder.geocode,
        below=online.below,
        known=lambda name: gazetteer.has_name(fold(name)),
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
