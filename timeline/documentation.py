"""Writes the generated pages: `python -m timeline.documentation` in a source tree.

`docs/commands.md` is made from the commands' own help, `docs/config.md` and the top-level
`config.yaml` from the schema of the config. A test asks that they are current.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from timeline.cli import dateline
from timeline.config import reference

_INTRODUCTION = """\
# Commands

Generated from the commands' own help by `python -m timeline.documentation`; a test keeps it
current.

Exit codes: 0 done; 1 the build failed, or `--strict` and there were warnings; 2 something the user
wrote or named is wrong; 130 stopped with Ctrl-C. Results go to standard output, warnings and errors
to standard error, a line each.

## The pipe commands

`dateline dates`, `places` and `events` read FILE or standard input: one plain text, called `-`, or
with `--jsonl` one JSON object a line, `{doc, text, title?, url?, publisher?, published?, dct?}`
(`date` is read as `published`, other keys are ignored). They write JSON Lines. Offsets count code
points of `text` alone; the title is context.

- `dates`, a line an expression: `{doc, start, end, text, type, value, mod, edtf, earliest,
  latest}`. An expression that names no date has the value `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`,
  a fiscal year, a duration or a set, and null in the last three.
- `places`, a line a document: `{doc, toponyms: [{start, end, name, lat, lon, geonameid,
  gazetteer_id, country, level, role, confidence}]}`; `geonameid` is null for what GeoNames does not
  number, and all but the name and its role are null for a name that no gazetteer knows.
- `events`, a line a document: a GeoJSON FeatureCollection, and `doc` and `dct`. Saved, it can be
  drawn: `dateline events article.txt > story.geojson`, then `dateline draw story.geojson`.
"""


def commands(
    command: click.Command, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    """Every command below `command` by its full name, groups included."""
    name = (*above, command.name or "")
    if above:
        yield " ".join(name), command
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from commands(inner, name)


def commands_page() -> str:
    """`docs/commands.md`."""
    parts = [_INTRODUCTION]
    for name, command in commands(dateline):
        context = click.Context(
            command, info_name=name, terminal_width=100, help_option_names=["-h", "--help"]
        )
        parts.append(f"## {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def generated() -> dict[str, str]:
    """The content of every generated page, by its path in the source tree."""
    return {
        "docs/commands.md": commands_page(),
        "docs/config.md": reference.page(),
        "config.yaml": reference.starter(
            "Tajikistan, September 2015", ["examples/tajikistan-2015/article.txt"]
        ),
    }


def main() -> None:
    """Write the pages anew."""
    root = Path(__file__).resolve().parents[1]
    for name, text in generated().items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
