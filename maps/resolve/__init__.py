"""Toponym resolution: which of the places of a name is meant, weighed over the whole document."""

from __future__ import annotations

from maps.resolve.mention import Context, Mention
from maps.resolve.resolver import resolve

__all__ = ["Context", "Mention", "resolve"]
