"""`dateline geocode`: what each source says to a name, for a person who wonders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.commands.terminal import Bar, note, say, warn
from timeline.errors import UserError

if TYPE_CHECKING:
    from maps.gazetteer import Gazetteer
    from maps.geocode import OnlineGeocoder
    from maps.place import Place

_CONFIG = Path("config.yaml")
#: Places told of each source.
_MOST = 5


# Southern latitudes begin with a minus, as options do: what is neither is refused below.
@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="The config that names gazetteers and an online service; left out, config.yaml if it is"
    " there.",
)
@click.option(
    "--refresh-geocodes",
    is_flag=True,
    help="Ask the online service again for what it answered before.",
)
def geocode(names: tuple[str, ...], config: Path | None, refresh_geocodes: bool) -> None:
    """Show what each source says to each NAME: own places, gazetteers, the online service.

    A service is asked only where the config names one. Coordinates ("38.54, 68.78", latitude
    first, or "38.54 N, 68.78 E") are answered with what is near.
    """
    from maps.gazetteer import open_chosen
    from timeline.config import default_config, load_config
    from timeline.tools import opened_online

    for name in names:
        _check_name(name)
    path = config or (_CONFIG if _CONFIG.is_file() else None)
    places = (load_config(path) if path else default_config()).places
    with (
        Bar() as bar,
        open_chosen(places.gazetteer, places.own, message=note, progress=bar) as gazetteer,
        opened_online(places.geocoder, tell=bar, note=note, refresh=refresh_geocodes) as online,
    ):
        geocoder = online.geocoder if online else None
        for name in names:
            say(name)
            for line in _lines(name, gazetteer, geocoder):
                say(f"  {line}")
        warn(geocoder.warnings if geocoder else ())


def _check_name(name: str) -> None:
    if not name.strip():
        raise UserError("an empty NAME; expected a place such as Vahdat, or coordinates")
    if name.startswith("-") and not name[1:2].isdigit():
        raise click.NoSuchOption(name)


def _lines(name: str, gazetteer: Gazetteer, geocoder: OnlineGeocoder | None) -> Iterator[str]:
    point = _point(name)
    if point is not None:
        near = gazetteer.nearest(*point)[:_MOST]
        for place, distance in near:
            yield _line("embedded", place, f"{distance:.1f} km away")
        answer = geocoder.reverse(*point) if geocoder else None
        found = bool(near)
    else:
        places = gazetteer.find(name)
        for place in places[:_MOST]:
            yield _line(gazetteer.source_of(place), place, place.gazetteer_id)
        if len(places) > _MOST:
            yield f"{'':12} and {len(places) - _MOST} more"
        answer = geocoder.geocode(name) if geocoder else None
        found = bool(places)
    if not found:
        yield f"{'gazetteer':12} knows no such place"
    if geocoder and answer is None:
        yield f"{geocoder.terms.service:12} {'is not asked' if geocoder.stopped else 'nothing'}"
    if answer is not None:
        for place, address in zip(answer.places, answer.addresses, strict=True):
            yield _line(answer.service, place, f"{address} (asked {answer.asked})")


def _point(text: str) -> tuple[float, float] | None:
    """Longitude and latitude, where `text` is coordinates and nothing else."""
    from maps.toponyms.coordinates import find_coordinates
    from timeline.written import read_position

    point = next((mention.place for mention in find_coordinates(text)), None)
    if point is not None:
        return point.lon, point.lat
    try:
        return read_position(text)
    except ValueError as error:
        raise UserError(f"{text}: {error}") from error


def _line(source: str, place: Place, more: str) -> str:
    where = f"{place.lat:.4f}, {place.lon:.4f}"
    named = ", ".join(filter(None, (place.name, place.admin1, place.country)))
    return f"{source:12} {named:32} {place.level:9} {where:20} {more}"
