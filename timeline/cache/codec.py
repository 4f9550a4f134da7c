"""Frozen values to JSON and back, by their type hints.

Not pickle: a cache file that someone else could write to would then run code when it is read, and
a value of a renamed class could not be told from a good one. This knows the few shapes our values
have (dataclasses, named tuples, tuples, mappings, unions of one such with None or plain values)
and refuses all else.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")
_PLAIN = (str, int, float, bool, type(None))
_Step = Callable[[Any], Any]


class CodecError(Exception):
    """A type that cannot be written, or a value that does not fit its type."""


def encode(value: Any) -> Any:
    """`value` as JSON holds it: a dataclass and a named tuple become lists of their fields."""
    if isinstance(value, _PLAIN):
        return value
    if dataclasses.is_dataclass(value):
        return [encode(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: encode(item) for key, item in value.items()}
    raise CodecError(f"{type(value).__name__} has no form in the cache")


def decode(plain: Any, kind: type[T]) -> T:
    """What `encode` made from a value of the type `kind`.

    Raises:
        CodecError: `plain` is not that.
    """
    try:
        return cast("T", _decoder(cast("Any", kind))(plain))
    except (TypeError, ValueError, LookupError) as error:
        raise CodecError(f"no {kind.__name__}: {error}") from error


@cache
def _decoder(kind: Any) -> _Step:
    """The function that reads one type; made once, for there are thousands of values of it."""
    if kind in _PLAIN or typing.get_origin(kind) is typing.Literal:
        return _as_it_is
    if dataclasses.is_dataclass(kind):
        return _record(kind, [field.name for field in dataclasses.fields(kind)])
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _record(kind, list(kind._fields))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _union(arguments)
    if origin is tuple:
        return _row(arguments)
    if origin in (dict, Mapping):
        inner = _decoder(arguments[1])
        return lambda plain: {key: inner(item) for key, item in plain.items()}
    raise CodecError(f"{kind} has no form in the cache")


def _as_it_is(plain: Any) -> Any:
    if not isinstance(plain, _PLAIN):
        raise TypeError(f"expected a plain value, not {type(plain).__name__}")
    return plain


def _record(kind: Any, names: list[str]) -> _Step:
    hints = typing.get_type_hints(kind, localns=_names())
    steps = [_decoder(hints[name]) for name in names]

    def read(plain: Any) -> Any:
        return kind(*[step(item) for step, item in zip(steps, plain, strict=True)])

    return read


def _row(arguments: tuple[Any, ...]) -> _Step:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        step = _decoder(arguments[0])
        return lambda plain: tuple(map(step, plain))
    steps = [_decoder(argument) for argument in arguments]
    return lambda plain: tuple(step(item) for step, item in zip(steps, plain, strict=True))


def _union(arguments: tuple[Any, ...]) -> _Step:
    steps = [_decoder(argument) for argument in arguments]
    (inner,) = {step for step in steps if step is not _as_it_is} or {_as_it_is}

    def read(plain: Any) -> Any:
        return inner(plain) if isinstance(plain, list | dict) else _as_it_is(plain)

    return read


def _names() -> dict[str, Any]:
    """Types that `timeline.analysis` imports for the type checker alone."""
    from maps.bases import BaseFindings
    from maps.place import Place, Toponym
    from timeline.events import Extraction

    return {item.__name__: item for item in (BaseFindings, Extraction, Place, Toponym)}
