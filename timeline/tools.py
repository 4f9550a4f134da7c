"""What the stages work with: opened once, used for every document, given back at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from maps.errors import MapsError
from maps.geocode.counts import Counts
from timeline.errors import ConfigError, DatelineError, UserError
from timeline.language import load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language

    from maps.bases import Register
    from maps.gazetteer import Gazetteer, Progress
    from maps.geocode import OnlineGeocoder
    from maps.place import Place
    from timeline.config import Config
    from timeline.config.schema import Geocoder
    from timeline.events.lexicon import TriggerRow
    from timeline.written import Lookup

Recognizer = Literal["both", "gazetteer", "model"]


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
    `online` is the service that the config names, None where it names none; `triggers` are the
    config's own words for events.
    """

    nlp: Language
    gazetteer: Gazetteer
    register: Register
    overrides: Mapping[str, Place] = field(default_factory=dict)
    recognizer: Recognizer = "both"
    online: Online | None = None
    triggers: tuple[TriggerRow, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What went wrong with the online service so far, a line for each kind of trouble."""
        return self.online.geocoder.warnings if self.online else ()

    def begin_build(self) -> None:
        """Another build with these tools begins: a service that stopped may be asked again."""
        if self.online:
            self.online.geocoder.begin_build()

    @property
    def credits(self) -> tuple[str, ...]:
        """Whom to credit for answers of the online service."""
        return (self.online.geocoder.terms.credit,) if self.online else ()

    @property
    def counts(self) -> Counts:
        """How many questions the online service answered so far, and how many it did not."""
        return self.online.geocoder.counts if self.online else Counts(0, 0)


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
        ConfigError: a table that the config names is bad, an override names a place that the
            gazetteer does not have, or the language model is not installed.
        MapsError: the gazetteer cannot be made.
    """
    from maps.bases import load_register
    from maps.gazetteer import open_chosen
    from timeline.events import read_triggers

    if problems := table_problems(config):
        raise ConfigError(problems)
    places = config.places
    triggers = read_triggers(config.events.triggers)
    register = load_register(config.bases.registers)
    with (
        open_chosen(places.gazetteer, places.own, message=note, progress=tell) as gazetteer,
        opened_online(places.geocoder, tell=tell, note=note, refresh=refresh_geocodes) as online,
    ):
        overrides = read_overrides(config, gazetteer)
        tell("loading the language model", 0, 1)
        nlp = _pipeline(config)
        yield Tools(nlp, gazetteer, register, overrides, places.recognizer, online, triggers)


def table_problems(config: Config) -> tuple[str, ...]:
    """What is wrong with the tables that `config` names, all of them, a line each."""
    from maps.bases import load_register
    from maps.gazetteer import read_own_places
    from timeline.events import read_triggers
    from timeline.timex.lexicon import load_lexicon

    tables: tuple[tuple[tuple[Path, ...], Callable[[tuple[Path, ...]], object]], ...] = (
        (config.dates.lexicons, partial(load_lexicon, config.dates.language or "en")),
        (config.places.own, read_own_places),
        (config.bases.registers, load_register),
        (config.events.triggers, read_triggers),
    )
    problems: list[str] = []
    for paths, read in tables:
        try:
            if paths:
                read(paths)
        except (DatelineError, MapsError) as error:
            problems += str(error).splitlines()
    return tuple(problems)


def config_problems(config: Config, *, note: Callable[[str], None]) -> tuple[str, ...]:
    """What is wrong with what `config` names beside its articles and data, a line each.

    The gazetteer is opened (`note` hears when it has to be made first) only for overrides by id.
    """
    from timeline.written import OpenedWhenAsked

    if problems := table_problems(config):
        return problems
    places = config.places
    with OpenedWhenAsked(places.gazetteer, places.own, note=note) as gazetteer:
        try:
            read_overrides(config, gazetteer)
        except ConfigError as error:
            return error.problems
    return ()


@contextmanager
def opened_online(
    wanted: Geocoder | None,
    *,
    tell: Progress,
    note: Callable[[str], None],
    refresh: bool = False,
) -> Iterator[Online | None]:
    """The online service that a config names, with the answers of the past; None for no service."""
    if wanted is None:
        yield None
        return
    from maps.gazetteer import default_path
    from maps.geocode import (
        GeocodeCache,
        OnlineGeocoder,
        oldest_kept,
        open_service,
        service_terms,
    )

    cache = GeocodeCache(default_path().parent / "geocodes.sqlite")
    if cache.damaged:
        note(f"{cache.path}: was damaged; it is set aside, and services are asked anew")
    geocoder = OnlineGeocoder(
        open_service(wanted.settings, os.environ),
        service_terms(wanted.service),
        cache,
        today=today(),
        host=wanted.domain or "",
        refresh=refresh,
        oldest=oldest_kept(today(), wanted.keep_days),
        note=note,
        watch=lambda query: tell(f"asking {wanted.service} for {query}", 0, 1),
    )
    try:
        yield Online(geocoder, wanted.below, wanted.reverse)
    finally:
        geocoder.close()


def today() -> str:
    """The ISO day, in UTC, that is noted beside the answers of an online service."""
    return datetime.now(tz=UTC).date().isoformat()


def _pipeline(config: Config) -> Language:
    try:
        return load_pipeline(config.places.model)
    except UserError as error:
        raise ConfigError([f"places.model: {error}"]) from error


def read_overrides(config: Config, gazetteer: Lookup) -> dict[str, Place]:
    """The config's own places by name. Raises ConfigError where the gazetteer lacks one."""
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
