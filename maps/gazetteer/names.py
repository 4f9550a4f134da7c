"""All names as one trie, each with the places it may mean in the order of their likelihood."""

from __future__ import annotations

from collections.abc import Iterator

from maps.gazetteer import tables
from maps.gazetteer.folding import fold
from maps.gazetteer.rows import FOREIGN_NAME, NAME_KINDS, NAME_VALUE, RIVAL, NameRow, Rows


def names_trie(rows: Rows) -> tuple[bytes, int]:
    """The names as a marisa trie of `NAME_VALUE` records, and the number of (name, place) pairs."""
    from marisa_trie import BytesTrie

    prominences = {row.key: row.prominence for row in rows.places}
    kinds = {kind: number for number, kind in enumerate(NAME_KINDS)}
    best: dict[tuple[str, int], tuple[int, int]] = {}
    taken: set[str] = set()
    for name in _all_names(rows):
        key = fold(name.name)
        if not key:
            continue
        pair = (key, name.key)
        rank = (kinds[name.kind], name.penalty)
        if pair not in best or rank < best[pair]:
            best[pair] = rank
        if name.kind == "main" and prominences[name.key] >= RIVAL:
            taken.add(key)
    _weaken_former_names(best, taken, kinds["historical"])
    flags = tables.word_flags()
    trie = BytesTrie(
        (key, NAME_VALUE.pack(_rank(prominences[place], penalty), place, kind | flags.get(key, 0)))
        for (key, place), (kind, penalty) in best.items()
    )
    return trie.tobytes(), len(best)


def _weaken_former_names(
    best: dict[tuple[str, int], tuple[int, int]], taken: set[str], historical: int
) -> None:
    """Where a town of today bears a former name of another, it is the one that is meant."""
    for pair, (kind, _) in best.items():
        if kind == historical and pair[0] in taken:
            best[pair] = (kind, FOREIGN_NAME)


def _rank(prominence: int, penalty: int) -> int:
    """0 for the place most likely meant, so that values sort well."""
    return 255 - max(0, prominence - penalty)


def _all_names(rows: Rows) -> Iterator[NameRow]:
    yield from (NameRow(row.name, row.key, "main") for row in rows.places)
    yield from rows.names
