"""Ctrl-C while a decision is written."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.builds.review.helpers import rebuilt
from tests.conftest import ROOT

pytestmark = pytest.mark.enable_socket

_PROGRAM = """
import os, signal, sys, time
from pathlib import Path
import timeline.files as files
from tests.builds.review.helpers import STORY
from tests.timeline.test_written import Names
from timeline.review import ReviewServer, Session

# A slow disk: the write lasts long enough for Ctrl-C to come in its midst.
write = files.write_through
def slow(path, data):
    print("writing", flush=True)
    time.sleep(1.0)
    write(path, data)
files.write_through = slow
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job's is switched off
server = ReviewServer(Session(STORY, Path(sys.argv[1]), Names()), token="t")
print(server.origin, flush=True)
server.serve()
print("stopped", flush=True)
"""


def test_ctrl_c_in_the_middle_of_a_write_leaves_a_whole_file(file: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(file)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    address = process.stdout.readline().strip().removeprefix("http://")

    def post(path: str, body: Any) -> Any:
        connection = http.client.HTTPConnection(address, timeout=30)
        headers = {"X-Dateline-Token": "t", "Content-Type": "application/json"}
        method, data = ("POST", json.dumps(body)) if body else ("GET", None)
        connection.request(method, path, data, headers)
        return json.loads(connection.getresponse().read())

    seen = post("/state", None)["version"]
    fields = {"version": seen, "event": "e02summit", "fields": {"drop": True}}
    thread = threading.Thread(target=lambda: _quietly(lambda: post("/decide", fields)))
    thread.start()
    assert process.stdout.readline() == "writing\n"
    time.sleep(0.2)
    os.kill(process.pid, signal.SIGINT)
    rest, _ = process.communicate()
    thread.join()
    assert rest == "stopped\n"
    assert process.returncode == 0
    assert "e02summit" not in rebuilt(file)
    assert [path.name for path in file.parent.iterdir()] == ["corrections.yaml"]


def _quietly(act: Any) -> None:
    """The program may end before it answers."""
    with suppress(OSError, ValueError, http.client.HTTPException):
        act()
