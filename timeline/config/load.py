"""Reading a config file: every problem at once, each as one line a user can act on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from timeline.config.problems import explain, problem_line
from timeline.config.schema import Config
from timeline.config.sources import GLOB_SIGNS, inside
from timeline.config.stories import StoryPart, is_several, parts
from timeline.errors import ConfigError
from timeline.yaml_lines import YamlError, YamlValue, read_yaml

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

DEFAULT_NAME = "config.yaml"
_MAX_BYTES = 1_000_000


def load_config(path: Path, *, output: Path | None = None, story: str | None = None) -> Config:
    """The config at `path`; `output` (relative to the working folder) beats its output.folder.

    Of a config with several stories `story` names the one; left out, there must be only one.

    Raises:
        ConfigError: with all problems found, or why the file cannot be read at all.
    """
    stories = load_stories(path, output=output)
    if story is not None:
        if story not in stories:
            raise ConfigError([f"{path}: has no story {story}; it has: {_names(stories)}"])
        return stories[story]
    if len(stories) > 1:
        raise ConfigError([f"{path}: has several stories ({_names(stories)}); name one: --story"])
    (config,) = stories.values()
    return config


def load_stories(path: Path, *, output: Path | None = None) -> dict[str, Config]:
    """The stories of the config at `path` by their names; the name is "" where it tells just one.

    `output` beats its output.folder; of several stories each has a folder of its name therein.

    Raises: as `load_config`.
    """
    file = str(path)
    read = _read_config(path, file)
    lines = [problem_line(file, item.line, item.path, item.message) for item in read.problems]
    if not isinstance(read.value, dict):
        raise ConfigError(lines or [f"{file}: {_not_a_mapping(read.value)}"])
    found: tuple[StoryPart, ...] = (StoryPart("", read),)
    if is_several(read.value):
        found, wrong = parts(read)
        lines += [problem_line(file, item.line, item.path, item.message) for item in wrong]
    stories: dict[str, Config] = {}
    for part in found:
        folder = output / part.name if output is not None else None
        try:
            stories[part.name] = _validated(file, path.absolute().parent, part, folder)
        except ConfigError as error:
            lines += error.problems
    if lines:
        raise ConfigError(_in_file_order(list(dict.fromkeys(lines)), file))
    return stories


def _names(stories: dict[str, Config]) -> str:
    return ", ".join(filter(None, stories)) or "just one, without a name"


def _read_config(path: Path, file: str) -> YamlValue:
    try:
        return read_yaml(_read(path))
    except YamlError as error:
        where = file if error.line is None else f"{file}:{error.line}"
        raise ConfigError([f"{where}: {error}"]) from error


def _validated(file: str, folder: Path, part: StoryPart, output: Path | None) -> Config:
    read = part.read
    value = _with_output(read.value, output)
    has_data = bool(value.get("data"))
    if has_data:
        value = {"sources": [], **value}
    try:
        context = {"folder": folder, "has_data": has_data, "story": part.name}
        config = Config.model_validate(value, context=context)
    except ValidationError as error:
        raise ConfigError(
            [
                problem_line(file, read.line(item["loc"]), item["loc"], explain(item))
                for item in _first(error)
            ]
        ) from error
    problems = _check_output(config, folder, file, read, output)
    if problems:
        raise ConfigError(problems)
    return config


def _first(error: ValidationError) -> list[ErrorDetails]:
    """Its errors without those that only follow: a list is "too short" when all its items fail."""
    found = error.errors()
    above = {item["loc"][:length] for item in found for length in range(len(item["loc"]))}
    return [item for item in found if item["type"] != "too_short" or item["loc"] not in above]


def _read(path: Path) -> str:
    if path.is_dir():
        inner = path / DEFAULT_NAME
        hint = f"; did you mean {inner}?" if inner.is_file() else "; expected a YAML file"
        raise ConfigError([f"{path}: is a folder{hint}"])
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ConfigError([f"{path}: larger than 1 MB; expected a config file"])
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigError(
            [f"{path}: no such file; write one with: dateline init, or name another"]
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            [f"{path}: not UTF-8 text (byte {error.start}); expected a YAML file in UTF-8"]
        ) from error
    except OSError as error:
        raise ConfigError([f"{path}: cannot be read ({error.strerror})"]) from error


def _not_a_mapping(value: object) -> str:
    if value is None:
        return "is empty; expected at least: sources: [article.txt]"
    shape = "a list" if isinstance(value, list) else "a single value"
    return f"holds {shape}; expected keys, at least: sources: [article.txt]"


def _with_output(value: dict[str, Any], output: Path | None) -> dict[str, Any]:
    if output is None:
        return value
    section = value.get("output")
    section = dict(section) if isinstance(section, dict) else {}
    return {**value, "output": {**section, "folder": str(output.absolute())}}


def _check_output(
    config: Config, folder: Path, file: str, read: YamlValue, output: Path | None
) -> list[str]:
    """Refuse an output folder that is no folder, or that holds what is to be read."""
    target = config.output.folder
    problems = []
    if target.exists() and not target.is_dir():
        problems.append("is a file; expected a folder")
    for number, source in enumerate(config.sources):
        fixed = Path(*_until_glob(Path(source.path).expanduser()))
        if inside(folder / fixed, target):
            problems.append(
                f"holds the article sources[{number}] ({source.path}), which a build could"
                " overwrite and would read again; choose a folder of its own"
            )
    if output is not None:
        return [f"--output {output}: {problem}" for problem in problems]
    key = ("output", "folder")
    return [problem_line(file, read.line(key), key, problem) for problem in problems]


def _until_glob(path: Path) -> list[str]:
    parts = list(path.parts)
    for number, part in enumerate(parts):
        if any(sign in part for sign in GLOB_SIGNS):
            return parts[:number]
    return parts


def _in_file_order(lines: list[str], file: str) -> list[str]:
    def line_number(text: str) -> int:
        number = text.removeprefix(f"{file}:").partition(":")[0]
        return int(number) if number.isdigit() else 0

    return sorted(lines, key=line_number)
