"""The server of the review page: this machine only, and only for who has the link.

- It listens on 127.0.0.1 alone.
- A request must name that very host: a stranger's name that resolves to 127.0.0.1 (DNS rebinding)
  is refused.
- Whatever tells or changes anything needs the token of the link, in a header that a page of
  another site cannot send; it stands after `#` in the link, so that no server and no log sees it.
- `Origin` and `Sec-Fetch-Site`, where a browser sends them, must be this page's own.
- The page may load and ask for nothing but its own files (content security policy).
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from maps.shell import WEB as SHARED
from timeline.review.session import RefusedError, Session

HOST = "127.0.0.1"
TOKEN_HEADER = "X-Dateline-Token"  # noqa: S105 - the header's name
_WEB = Path(__file__).with_name("web")
_MAX_BODY = 200_000
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_FILES: Mapping[str, Path] = {
    "/": _WEB / "review.html",
    **{f"/{path.name}": path for path in sorted(_WEB.glob("*.*s"))},
    **{f"/shared/{name}": SHARED / name for name in ("theme.css", "parts.css", "dom.js")},
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ReviewServer:
    """Serves one session until it is stopped."""

    def __init__(self, session: Session, *, port: int = 0, token: str | None = None) -> None:
        """Listen on `port` of 127.0.0.1; 0 takes a free one. Raises OSError when it is taken."""
        self._session = session
        self.token = token or secrets.token_urlsafe(24)
        self._http = _Server((HOST, port), partial(_Handler, session, self.token))

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self._http.server_port}"

    @property
    def link(self) -> str:
        """What a person opens."""
        return f"{self.origin}/#{self.token}"

    def serve(self) -> None:
        """Answer until `stop` or Ctrl-C; a decision being written then is written to its end."""
        try:
            self._http.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            pass
        finally:
            with self._session.lock:
                self._http.server_close()

    def stop(self) -> None:
        """Make `serve` return; called from another thread."""
        self._http.shutdown()


class _Server(ThreadingHTTPServer):
    # A browser keeps idle connections open; none of them may keep the program alive.
    daemon_threads = True
    block_on_close = False


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: _Server
    server_version = "dateline"
    sys_version = ""
    timeout = 30

    def __init__(self, session: Session, token: str, *arguments: Any) -> None:
        self._session = session
        self._token = token
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Nothing is logged: the terminal belongs to the person."""

    def _answer(self, act: Callable[[], tuple[bytes, str]]) -> None:
        try:
            self._check_origin()
            body, kind = act()
            status = 200
        except RefusedError as error:
            status, kind = error.status, "application/json"
            body = json.dumps({"error": str(error)}).encode()
        except Exception as error:  # noqa: BLE001 - the page tells it, and the review goes on
            status, kind = 500, "application/json"
            told = f"a fault of the program ({type(error).__name__}: {error}); nothing was written"
            body = json.dumps({"error": told}).encode()
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _get(self) -> tuple[bytes, str]:
        path = self.path.partition("?")[0]
        if path == "/state":
            self._check_token()
            return self._state()
        file = _FILES.get(path)
        if file is None:
            raise RefusedError(404, "there is nothing here")
        return file.read_bytes(), _TYPES[file.suffix]

    def _post(self) -> tuple[bytes, str]:
        self._check_token()
        body = self._body()
        version = str(body.get("version", ""))
        event = body.get("event")
        name = event if isinstance(event, str) else None
        fields = body.get("fields")
        fields = fields if isinstance(fields, dict) else None
        match self.path:
            case "/look":
                return json.dumps(self._session.look(body)).encode(), "application/json"
            case "/decide":
                self._session.decide(version, name or "", fields)
            case "/add":
                self._session.add(version, name, fields)
            case "/undo":
                self._session.undo(version)
            case _:
                raise RefusedError(404, "there is nothing here")
        return self._state()

    def _state(self) -> tuple[bytes, str]:
        value = json.dumps(self._session.state(), ensure_ascii=False)
        return value.encode("utf-8", "replace"), "application/json"

    def _body(self) -> dict[str, Any]:
        if self.headers.get_content_type() != "application/json":
            raise RefusedError(415, "expected JSON")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MAX_BODY:
            raise RefusedError(413, "too much at once")
        try:
            value = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError) as error:
            raise RefusedError(400, "not JSON") from error
        if not isinstance(value, dict):
            raise RefusedError(400, "expected an object")
        return value

    def _check_origin(self) -> None:
        host = f"{HOST}:{self.server.server_port}"
        origin = self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site", "none")
        if self.headers.get_all("Host") != [host]:
            raise RefusedError(403, f"open the page as http://{host}")
        if origin not in (None, f"http://{host}") or site not in ("none", "same-origin"):
            raise RefusedError(403, "a page of another site may not ask here")

    def _check_token(self) -> None:
        given = self.headers.get(TOKEN_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode()):
            raise RefusedError(403, "the link is not that of this review; open the one shown last")
