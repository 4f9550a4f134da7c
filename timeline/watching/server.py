"""Shows the files of output folders on this machine alone, and tells open pages of new builds.

    /              the stories; where there is but one, on to it
    /NUMBER/       a frame around the story's page, which is loaded anew after each build
    /NUMBER/NAME   a file of the story's output folder, as it is
    /events        the number of the last build, again at every build (server-sent events)

The pages themselves are served untouched, with their own content security policy: the script that
listens is in the page around them.
"""

from __future__ import annotations

import json
import mimetypes
import re
import threading
from collections.abc import Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from timeline.watching.board import Board
from timeline.watching.pages import Watched, around, overview, policy

HOST = "127.0.0.1"
_STORY = re.compile(r"/(?P<number>\d{1,4})/(?P<file>[^/\\]*)")


class Server:
    """A web server for `stories`, on threads of its own, until it is closed.

    `port` 0 takes any that is free. Raises OSError when the port is taken.
    """

    def __init__(self, stories: Sequence[Watched], port: int = 0) -> None:
        self.board = Board()
        self.stories = stories
        self._server = ThreadingHTTPServer((HOST, port), type("Handler", (_Handler,), {"of": self}))
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where to look."""
        return f"http://{HOST}:{self.port}/"

    def close(self) -> None:
        """Stop serving; open pages notice."""
        self.board.close()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    of: ClassVar[Server]

    def do_GET(self) -> None:
        port, stories = self.of.port, self.of.stories
        if self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
            # Else a page elsewhere could have its own name point here, and read the stories.
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        path = unquote(urlsplit(self.path).path)
        match = _STORY.fullmatch(path)
        if path == "/events":
            self._stream()
        elif path == "/" and len(stories) == 1:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", "/0/")
            self._finish_headers()
        elif path == "/":
            self._send(overview(stories).encode(), "text/html", policy())
        elif match and int(match["number"]) < len(stories):
            self._story(int(match["number"]), match["file"])
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _story(self, number: int, name: str) -> None:
        story = self.of.stories[number]
        if not name:
            self._send(around(number, story).encode(), "text/html", policy())
            return
        try:
            data = (story.folder / name).read_bytes()
        except OSError:
            data = None
        if data is None or name.startswith("."):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(data, mimetypes.guess_type(name)[0] or "application/octet-stream")

    def _send(self, data: bytes, kind: str, policy: str | None = None) -> None:
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        if policy is not None:
            self.send_header("Content-Security-Policy", policy)
        self._finish_headers()
        self.wfile.write(data)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._finish_headers()
        known = None
        try:
            while (news := self.of.board.wait(known)) is not None:
                known = news.build
                message = json.dumps({"build": news.build, "problems": news.problems})
                self.wfile.write(f"data: {message}\n\n".encode())
                self.wfile.flush()
        except OSError:
            return  # the page was closed

    def _finish_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Requests are not worth a line."""
