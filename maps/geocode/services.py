"""Which geopy service, with which arguments, at what pace and under whose terms."""

from __future__ import annotations

import csv
import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from maps.errors import GeocoderError

TERMS = Path(__file__).parent.parent / "data" / "geocoders.csv"
#: Arguments of geopy's geocoders that are secrets: taken from the environment, never from a file.
SECRETS = frozenset(
    [
        "access_token",
        "api_key",
        "apikey",
        "app_code",
        "app_id",
        "auth_id",
        "auth_token",
        "client_id",
        "jwt_token",
        "password",
        "secret_key",
        "security_key",
        "subscription_key",
        "token",
        "username",
    ]
)
#: User agents that stand in examples; public services refuse them, and rightly.
SAMPLE_AGENTS = ("my-application", "my_app", "geoapiexercises", "example app", "dateline")
DEFAULT_DELAY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class GeocoderSettings:
    """The choice of a service.

    Attributes:
        service: geopy's name for it (`nominatim`, `photon`, `opencage` …).
        user_agent: who asks, with a way to be reached; services with open access require it.
        domain: the host to ask instead of the service's own, or None.
        scheme: `https`, or `http` for a server of one's own.
        timeout_seconds: how long to wait for one answer.
        arguments: further arguments of geopy's class, none of them a secret.
    """

    service: str
    user_agent: str = ""
    domain: str | None = None
    scheme: str = "https"
    timeout_seconds: float = 10.0
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServiceTerms:
    """How a service wants to be treated; `terms` is None where the house does not know them."""

    service: str
    delay_seconds: float
    credit: str
    terms: str | None


def service_terms(service: str) -> ServiceTerms:
    """The service's pace, credit and terms; one request a second where nothing is known."""
    with TERMS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        for row in rows:
            if row["service"] == service:
                return ServiceTerms(
                    service, float(row["delay_seconds"]), row["credit"], row["terms"]
                )
    return ServiceTerms(service, DEFAULT_DELAY_SECONDS, f"Some places: {service}", None)


def open_service(settings: GeocoderSettings, environment: Mapping[str, str]) -> Any:
    """A geopy geocoder for `settings`; secrets come from `environment`.

    Raises:
        GeocoderError: no such service, a sample user agent, a secret in clear, one that is missing,
            or an argument the service does not know.
    """
    from geopy.adapters import URLLibAdapter
    from geopy.exc import ConfigurationError, GeocoderNotFound
    from geopy.geocoders import SERVICE_TO_GEOCODER, get_geocoder_for_service

    try:
        shape = get_geocoder_for_service(settings.service)
    except GeocoderNotFound as error:
        close = get_close_matches(settings.service, SERVICE_TO_GEOCODER, n=1)
        nearest = f"; did you mean {close[0]}?" if close else "."
        raise GeocoderError(
            f"geopy has no service {settings.service!r}{nearest} It has:"
            f" {', '.join(sorted(SERVICE_TO_GEOCODER))}"
        ) from error
    parameters = inspect.signature(shape).parameters
    arguments = _arguments(settings, parameters)
    _check_agent(settings, parameters)
    for name, parameter in parameters.items():
        if name not in SECRETS:
            continue
        variable = secret_variable(settings.service, name)
        if variable in environment:
            arguments[name] = environment[variable]
        elif parameter.default is inspect.Parameter.empty:
            raise GeocoderError(
                f"the service {settings.service} needs its {name}: put it in the environment as"
                f" {variable}"
            )
    # geopy's other adapter retries by itself and sleeps as long as a Retry-After header says.
    arguments["adapter_factory"] = URLLibAdapter
    try:
        return shape(**arguments)
    except (ConfigurationError, TypeError) as error:
        raise GeocoderError(f"the service {settings.service} cannot be used: {error}") from error


def question_options(method: Any) -> dict[str, Any]:
    """What to pass to a geopy method beside the query, as far as it takes it.

    All candidates and not one, English names, and what tells the country: Nominatim and ArcGIS
    leave it out unless they are asked for it.
    """
    wanted = {
        "exactly_one": False,
        "language": "en",
        "addressdetails": True,
        "out_fields": "Country,Type,Addr_type",
    }
    parameters = inspect.signature(method).parameters
    return {name: value for name, value in wanted.items() if name in parameters}


def secret_variable(service: str, argument: str) -> str:
    """The environment variable a service's secret is read from."""
    return f"DATELINE_{service}_{argument}".upper()


def secret_remedy(service: str, name: str) -> str | None:
    """What to do about an option that is a secret; None when it is none."""
    if name not in SECRETS:
        return None
    return (
        f"{name} is a secret: take it out of the config and put it in the environment as"
        f" {secret_variable(service, name)}"
    )


def _arguments(
    settings: GeocoderSettings, parameters: Mapping[str, inspect.Parameter]
) -> dict[str, Any]:
    """What the config says, as arguments of the service's class."""
    for name in settings.arguments:
        if remedy := secret_remedy(settings.service, name):
            raise GeocoderError(remedy)
        if name not in parameters:
            close = get_close_matches(name, parameters, n=1)
            nearest = f"; did you mean {close[0]}?" if close else ""
            raise GeocoderError(f"the service {settings.service} knows no option {name!r}{nearest}")
    known = {
        "user_agent": settings.user_agent or None,
        "domain": settings.domain,
        "scheme": settings.scheme,
        "timeout": settings.timeout_seconds,
    }
    chosen = {
        name: value for name, value in known.items() if value is not None and name in parameters
    }
    return {**settings.arguments, **chosen}


def _check_agent(settings: GeocoderSettings, parameters: Mapping[str, inspect.Parameter]) -> None:
    """Open services ask who calls; a name that everybody uses gets everybody banned."""
    if settings.service not in ("nominatim", "photon") or "user_agent" not in parameters:
        return
    agent = settings.user_agent.strip()
    if not agent or agent.lower() in SAMPLE_AGENTS:
        raise GeocoderError(
            f"the service {settings.service} must know who asks: set user_agent to your project's"
            ' name and a way to reach you, such as "harbour-story/1.0 (desk@example.org)"'
        )
