"""A Chromium for the browser tests: find one, or install one.

`python -m tests.browser` is what `make test` runs first. As root on Debian it installs the
distribution's chromium, elsewhere Playwright's own; where neither can be had, one line says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: Names under which distributions install Chromium or Chrome.
COMMANDS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
#: What keeps a headless Chromium quiet: no start-up look-ups of its maker's hosts.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find_browser() -> Path | None:
    """The Chromium to use, or None. `DATELINE_BROWSER` names one by its path."""
    named = os.environ.get("DATELINE_BROWSER")
    if named:
        return Path(named)
    for command in COMMANDS:
        found = shutil.which(command)
        if found:
            return Path(found)
    return _playwrights_own()


def launch_arguments() -> list[str]:
    """Arguments for `chromium.launch(args=…)`; as root Chromium refuses to run in its sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*ARGUMENTS, "--no-sandbox"] if root else [*ARGUMENTS]


def _playwrights_own() -> Path | None:
    """The build that `playwright install chromium` leaves, asked for in a process of its own."""
    script = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    path = Path(answer.stdout.strip())
    return path if answer.returncode == 0 and path.is_file() else None


def _install() -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)
    if find_browser() is None:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"],
            check=False,
            capture_output=True,
        )


def main() -> int:
    """Make sure there is a browser; 1 and a line saying what to install when there is none."""
    if find_browser() is None:
        print("No Chromium found: installing one for the browser tests ...", flush=True)
        _install()
    if find_browser() is None:
        print(
            "error: the browser tests need Chromium; install your system's package (chromium or"
            " google-chrome), or set DATELINE_BROWSER to its path",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
