"""GeoNames feature codes ("PPLC", "PPLX" …) of populated places, condensed for the wheel.

Only an npm package has them, so the build hook calls `condense` while the wheel is made. That build
is isolated: this module imports the standard library alone, and nothing of its package.

The file is zlib of: magic line, line of codes joined by commas, then for each place in the order
of its id a variable-length difference to the id before (7 bits a byte, low first, high bit: more
follows) and one byte, the index of its code.
"""

from __future__ import annotations

import zlib
from pathlib import Path

_MAGIC = b"dateline feature codes 1"
_ID, _CODE = 0, 7  # columns of GeoNames' tables


def condense(cities500_txt: Path, target: Path) -> None:
    """Write the feature codes of a GeoNames table (19 tab-separated columns) to `target`.

    Raises ValueError, naming file and line, when a line is not of that form.
    """
    codes: dict[int, str] = {}
    with cities500_txt.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            columns = line.split("\t")
            if len(columns) <= _CODE or not columns[_ID].isdecimal():
                raise ValueError(f"{cities500_txt}, line {number}: not a line of a GeoNames table")
            if columns[_CODE]:
                codes[int(columns[_ID])] = columns[_CODE]
    names = sorted(set(codes.values()))
    index = {name: position for position, name in enumerate(names)}
    body = bytearray()
    before = 0
    for place in sorted(codes):
        difference = place - before
        before = place
        while difference > 0x7F:
            body.append(difference & 0x7F | 0x80)
            difference >>= 7
        body += bytes((difference, index[codes[place]]))
    head = _MAGIC + b"\n" + ",".join(names).encode("ascii") + b"\n"
    target.write_bytes(zlib.compress(head + bytes(body), level=9))


def load(path: Path) -> dict[int, str]:
    """Feature code by GeoNames id, as `condense` wrote them.

    Raises ValueError when the file is not of that form.
    """
    try:
        content = zlib.decompress(path.read_bytes())
    except zlib.error as error:
        raise ValueError(f"{path}: not a file of feature codes ({error})") from error
    if not content.startswith(_MAGIC + b"\n"):
        raise ValueError(f"{path}: not a file of feature codes")
    _, names_line, body = content.split(b"\n", 2)
    names = names_line.decode("ascii").split(",")
    codes: dict[int, str] = {}
    place = difference = shift = 0
    expect_code = False
    for byte in body:
        if expect_code:
            place += difference
            codes[place] = names[byte]
            difference = shift = 0
            expect_code = False
        else:
            difference |= (byte & 0x7F) << shift
            shift += 7
            expect_code = byte < 0x80
    return codes
