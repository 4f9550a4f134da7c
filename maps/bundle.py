"""Our own browser scripts: readable ES modules on disk, one inline script in a page.

A page opened from disk cannot import modules (a browser refuses them there), so the few that a page
needs are joined. Each stays in a scope of its own, `import` and `export` become plain bindings:

    const $state = (() => { …; return { createState }; })();

Only the forms we write are read: `import { a, b as c } from "./x.js"` and `export` in front of a
`function`, `async function`, `class`, `const` or `let`.
"""

from __future__ import annotations

import re
from pathlib import Path

from maps.errors import MapsError

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"(\.[^"]+)";[ \t]*\n', re.MULTILINE)
_EXPORT = re.compile(
    r"^export\s+(?=(?:async\s+)?(?:function\*?|class|const|let)\s+([A-Za-z_$][\w$]*))", re.MULTILINE
)
_LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def bundle(entry: Path) -> str:
    """The script of `entry` and of all it imports, each module once, imports first.

    Raises:
        MapsError: a module is missing, two import each other, or one uses another form of import
            or export.
    """
    done: dict[Path, str] = {}
    parts: list[str] = []
    _add(entry.resolve(), (), done, parts)
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n"


def _add(path: Path, above: tuple[Path, ...], done: dict[Path, str], parts: list[str]) -> str:
    """Append the module at `path` and what it imports to `parts`; returns its binding."""
    if path in done:
        return done[path]
    if path in above:
        names = " -> ".join(module.name for module in (*above[above.index(path) :], path))
        raise MapsError(f"browser modules import each other: {names}")
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise MapsError(f"{path}: cannot be read ({error.strerror}); reinstall dateline") from error

    def bind(match: re.Match[str]) -> str:
        names = re.sub(r"\s+as\s+", ": ", " ".join(match[1].split()).rstrip(","))
        module = _add((path.parent / match[2]).resolve(), (*above, path), done, parts)
        return f"const {{ {names} }} = {module};\n"

    text = _IMPORT.sub(bind, text)
    exported = _EXPORT.findall(text)
    text = _EXPORT.sub("", text)
    left = _LEFT.search(text)
    if left:
        raise MapsError(f"{path}: this form of import or export is not read: {left[0].strip()}")
    binding = "$" + re.sub(r"\W", "_", path.stem)
    if binding in done.values():
        raise MapsError(f"{path}: another browser module of the page has its name")
    done[path] = binding
    parts.append(
        f"const {binding} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();"
    )
    return binding
