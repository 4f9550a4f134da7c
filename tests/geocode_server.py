"""A real HTTP server of this machine that speaks as Nominatim and Photon, troubles and all."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

VAHDAT = {
    "lat": "38.5563", "lon": "69.0135", "display_name": "Vahdat, Districts, Tajikistan",
    "class": "place", "type": "town", "boundingbox": ["38.53", "38.58", "68.98", "69.04"],
    "address": {"country_code": "tj"},
}  # fmt: skip


def nominatim_place(name: str, lon: float, lat: float, country: str = "tj") -> dict[str, Any]:
    """What Nominatim says of a village."""
    return {
        "lat": str(lat), "lon": str(lon), "display_name": f"{name}, Somewhere",
        "class": "place", "type": "village", "address": {"country_code": country},
        "boundingbox": [str(lat - 0.01), str(lat + 0.01), str(lon - 0.01), str(lon + 0.01)],
    }  # fmt: skip


@dataclass
class Server:
    """What the server is to answer next (status, headers, body), and what it was asked.

    When nothing was told to be said next, it answers from `known`: places by name, as Nominatim
    gives them; of Photon's path in Photon's shape. Status 0 is no answer at all.
    """

    port: int = 0
    answers: list[tuple[int, dict[str, str], str]] = field(default_factory=list)
    known: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    at_points: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    silent: threading.Event = field(default_factory=threading.Event)

    @property
    def domain(self) -> str:
        return f"127.0.0.1:{self.port}"

    def say(self, body: object, status: int = 200, **headers: str) -> None:
        text = body if isinstance(body, str) else json.dumps(body)
        self.answers.append((status, headers, text))

    def answer(self, path: str, query: dict[str, list[str]]) -> tuple[int, dict[str, str], str]:
        """What is said to a request; notes what it asked for."""
        point = path.startswith("/reverse")
        name = next((query[key][0] for key in ("q", "text", "singleLine") if key in query), "")
        asked = f"{query['lat'][0]}, {query['lon'][0]}" if point else name
        self.asked.append(asked)
        self.queries.append({key: values[0] for key, values in query.items()})
        if self.answers:
            return self.answers.pop(0)
        found = self.at_points if point else self.known.get(asked, [])
        if path.startswith("/api"):
            return 200, {}, json.dumps({"features": [_photon(place) for place in found]})
        return 200, {}, json.dumps(found)


def _photon(place: dict[str, Any]) -> dict[str, Any]:
    south, north, west, east = map(float, place["boundingbox"])
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [float(place["lon"]), float(place["lat"])]},
        "properties": {
            "name": place["display_name"].partition(",")[0],
            "osm_key": place["class"],
            "osm_value": place["type"],
            "countrycode": place["address"]["country_code"].upper(),
            "extent": [west, north, east, south],
        },
    }


@contextmanager
def running() -> Iterator[Server]:
    """The server, on a free port of 127.0.0.1."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.agents.append(self.headers.get("User-Agent", ""))
            parts = urlsplit(self.path)
            status, headers, body = state.answer(parts.path, parse_qs(parts.query))
            if status == 0:
                state.silent.wait(60)
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *arguments: Any) -> None:
            """Nothing on the terminal."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.silent.set()
        http.shutdown()
        http.server_close()
        thread.join()
