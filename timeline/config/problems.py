"""What is wrong with a config, in words: each problem with its line, its key and a way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from timeline.config.schema import Config, Section
from timeline.yaml_lines import Path

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def key_path(path: Iterable[str | int]) -> str:
    """`("sources", 0, "path")` as `sources[0].path`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def problem_line(file: str, line: int | None, path: Path, message: str) -> str:
    """One problem as one line: `config.yaml:7: dates.hemisphere: expected …`."""
    where = file if line is None else f"{file}:{line}"
    return f"{where}: {key_path(path)}: {message}" if path else f"{where}: {message}"


def explain(error: ErrorDetails) -> str:
    """What pydantic found, as a sentence for the person who wrote the file."""
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    if kind == "extra_forbidden":
        return _unknown_key(error["loc"])
    if kind == "missing":
        return "is needed and missing"
    if kind == "value_error":
        message = str(context["error"])
        return f"{message}, found {_say(value)}" if message.startswith("expected") else message
    if kind == "literal_error":
        return _choice(error["loc"], value)
    expected = _EXPECTED.get(kind)
    if expected is None:
        return f"{error['msg'][0].lower()}{error['msg'][1:]}, found {_say(value)}"
    return f"expected {expected.format_map(context)}, found {_say(value)}"


#: pydantic's error types as what was expected instead.
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping (name: value)",
    "model_type": "a mapping (key: value)",
    "path_type": "a path",
    "greater_than_equal": "{ge:g} or more",
    "less_than_equal": "{le:g} or less",
    "too_short": "at least one entry",
}


def _unknown_key(path: tuple[int | str, ...]) -> str:
    *parents, key = path
    section = section_at(parents)
    known = list(section.model_fields) if section else []
    near = get_close_matches(str(key), known, n=1, cutoff=0.6)
    if near:
        return f"no such key; did you mean {near[0]}?"
    home = [key_path(place) for place in _homes(str(key))]
    if home:
        return f"no such key here; did you mean {home[0]}?"
    return f"no such key; known here: {', '.join(known)}"


def _homes(key: str, section: type[Section] = Config, above: tuple[str, ...] = ()) -> list[Path]:
    """Where in the whole schema a key of this name lives."""
    found: list[Path] = []
    for name, field in section.model_fields.items():
        if name == key:
            found.append((*above, name))
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Section):
            found += _homes(key, inner, (*above, name))
    return found


def _choice(path: tuple[int | str, ...], value: object) -> str:
    choices = [str(choice) for choice in choices_at(path)]
    near = get_close_matches(str(value), choices, n=1, cutoff=0.6)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"expected {_one_of(choices)}, found {_say(value)}{hint}"


def _one_of(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


def _say(value: object) -> str:
    """A value as its writer wrote it, not as Python would."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "a mapping"
    text = str(value)
    return f'"{text[:40]}…"' if len(text) > 41 else f'"{text}"' if isinstance(value, str) else text


def section_at(path: Iterable[int | str]) -> type[Section] | None:
    """The section whose keys stand below `path`, or None where there is none."""
    section: type[Section] | None = Config
    for part in path:
        if section is None or part not in section.model_fields:
            if isinstance(part, int):
                continue
            return None
        section = next(_inside(section.model_fields[str(part)].annotation, _is_section), None)
    return section


def choices_at(path: Iterable[int | str]) -> tuple[Any, ...]:
    """The values that the option at `path` may have, in the schema's order."""
    *parents, last = (part for part in path if isinstance(part, str))
    section = section_at(parents)
    if section is None:
        return ()
    annotation = section.model_fields[last].annotation
    return tuple(_inside(annotation, lambda part: isinstance(part, str)))


def _inside(annotation: Any, wanted: Callable[[Any], bool]) -> Iterator[Any]:
    """All that is `wanted` within a type: the arguments of Literal, Annotated, tuple, unions."""
    if wanted(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _inside(part, wanted)


def _is_section(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Section)
