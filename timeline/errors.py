"""What can go wrong in `timeline`, and the exit code each carries.

DatelineError            exit 1: the build failed
├── WritingError         an output cannot be written; the old ones stand as they were
└── UserError            exit 2: something the user wrote or named is wrong
    ├── ConfigError      the config; holds every problem found, not only the first
    └── ReadingError     an article that cannot be read
"""

from __future__ import annotations

from collections.abc import Sequence


class DatelineError(Exception):
    """Base of every error raised on purpose in `timeline`. Its text is one line for the user."""

    exit_code = 1


class WritingError(DatelineError):
    """Files could not be written; the text names the file and the reason."""


class UserError(DatelineError):
    """The user can mend this: the text says what, where, what was expected and what to do."""

    exit_code = 2


class ConfigError(UserError):
    """A config that cannot be used. `problems` has one line each, `key.path: message`."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class ReadingError(UserError):
    """An article that cannot be read: missing, empty, binary, undecodable or too large."""
