"""PNG and PDF by a Chromium that is on this machine; it opens a file of ours and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from timeline.errors import DatelineError

#: Names under which Chromium, Chrome and Edge are installed.
COMMANDS = (
    "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge",
)  # fmt: skip
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_QUIET = (
    "--headless", "--disable-gpu", "--disable-sync", "--disable-background-networking",
    "--disable-component-update", "--no-first-run", "--hide-scrollbars", "--mute-audio",
    # Nothing that the page might name is to be asked for.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
_SECONDS = 120
#: Chromium writes when a PDF was made; the same story is to be the same bytes.
_PDF_DATES = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}([^)]*)\)")


class NoBrowserError(DatelineError):
    """A picture needs a browser and there is none, or it failed; the text is one line."""


def find_chromium() -> Path | None:
    """The browser to use, or None. `DATELINE_BROWSER` names one by its path."""
    named = os.environ.get("DATELINE_BROWSER")
    if named:
        return Path(named)
    for command in COMMANDS:
        found = shutil.which(command)
        if found:
            return Path(found)
    programs = [
        Path(os.environ[key]) for key in ("PROGRAMFILES", "LOCALAPPDATA") if key in os.environ
    ]
    usual = [*map(Path, _MAC), *(folder / name for folder in programs for name in _WINDOWS)]
    return next((path for path in usual if path.is_file()), None)


def png(svg: str, *, width: float, height: float, scale: float) -> bytes:
    """A drawing as PNG, `scale` pixels for each of its own.

    Raises:
        NoBrowserError: no Chromium is there, or it did not draw.
    """
    page = f"<!DOCTYPE html><meta charset=utf-8><body style='margin:0'>{svg}"
    size = f"--window-size={round(width)},{round(height)}"
    return _made(page, "picture.png", "--screenshot", size, f"--force-device-scale-factor={scale}")


def pdf(page: str) -> bytes:
    """A page as it is printed. Raises NoBrowserError as `png`."""
    made = _made(page, "report.pdf", "--print-to-pdf", "--no-pdf-header-footer")
    return _PDF_DATES.sub(rb"\g<1>19700101000000\g<2>)", made)


def _made(page: str, name: str, task: str, *options: str) -> bytes:
    browser = find_chromium()
    if browser is None:
        raise NoBrowserError(
            "needs Chromium, Chrome or Edge, and none was found; install one, or set"
            " DATELINE_BROWSER to its path"
        )
    with tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "page.html", Path(folder) / name
        source.write_text(page, encoding="utf-8")
        command = [
            str(browser), *_QUIET, *_sandbox(), f"--user-data-dir={folder}/profile", *options,
            f"{task}={target}", source.as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoBrowserError(f"{browser} did not draw it ({type(error).__name__})") from error
        if not target.is_file():
            raise NoBrowserError(f"{browser} did not draw it (exit code {done.returncode})")
        return target.read_bytes()


def _sandbox() -> list[str]:
    """Chromium refuses its sandbox to root."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return ["--no-sandbox"] if is_root else []
