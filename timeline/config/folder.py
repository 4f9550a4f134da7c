"""The configs in a folder."""

from __future__ import annotations

from pathlib import Path

from timeline.config.load import DEFAULT_NAME
from timeline.errors import ConfigError

#: What makes a YAML file a config, and not a lexicon or corrections.
_KEYS = ("sources:", "stories:")


def configs_in(folder: Path) -> tuple[Path, ...]:
    """The YAML files in `folder` that name sources, and each `config.yaml` one folder deeper.

    Raises:
        ConfigError: there is none.
    """
    here = [path for path in folder.iterdir() if path.suffix.lower() in (".yaml", ".yml")]
    deeper = [path / DEFAULT_NAME for path in folder.iterdir()]
    found = sorted(path for path in (*here, *deeper) if path.is_file() and _is_config(path))
    if not found:
        raise ConfigError([f"{folder}: holds no config; expected YAML files with sources"])
    return tuple(found)


def _is_config(path: Path) -> bool:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return any(line.startswith(_KEYS) for line in text.splitlines())
