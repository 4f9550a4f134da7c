from __future__ import annotations

import ast
from pathlib import Path

import pytest

from maps.gazetteer import feature_codes


def line(key: int, code: str) -> str:
    columns = [str(key), "Name", "Name", "", "1.0", "2.0", "P", code, *("",) * 11]
    return "\t".join(columns) + "\n"


def test_codes_come_back_as_they_were(tmp_path: Path) -> None:
    codes = {1: "PPL", 128: "PPLC", 16_384: "PPLX", 3_038_999: "PPL", 12_000_000: "PPLA2"}
    source = tmp_path / "cities500.txt"
    source.write_text("".join(line(key, code) for key, code in codes.items()), encoding="utf-8")
    target = tmp_path / "codes.bin"
    feature_codes.condense(source, target)
    assert feature_codes.load(target) == codes


def test_order_and_repetition_do_not_change_the_bytes(tmp_path: Path) -> None:
    lines = [line(key, "PPL") for key in (5, 3, 900_000)]
    contents = []
    for name, text in (("a", lines), ("b", lines[::-1])):
        source = tmp_path / f"{name}.txt"
        source.write_text("".join(text), encoding="utf-8")
        feature_codes.condense(source, tmp_path / name)
        contents.append((tmp_path / name).read_bytes())
    assert contents[0] == contents[1]


def test_a_place_without_a_code_is_left_out(tmp_path: Path) -> None:
    source = tmp_path / "cities500.txt"
    source.write_text(line(7, "") + line(8, "PPL"), encoding="utf-8")
    feature_codes.condense(source, tmp_path / "codes.bin")
    assert feature_codes.load(tmp_path / "codes.bin") == {8: "PPL"}


@pytest.mark.parametrize("bad", ["no table at all\n", "\t".join(["x"] * 19) + "\n"])
def test_what_is_no_table_is_told_with_its_line(tmp_path: Path, bad: str) -> None:
    source = tmp_path / "cities500.txt"
    source.write_text(line(1, "PPL") + bad, encoding="utf-8")
    with pytest.raises(ValueError, match=r"cities500\.txt, line 2: not a line of a GeoNames table"):
        feature_codes.condense(source, tmp_path / "codes.bin")


@pytest.mark.parametrize("content", [b"", b"nonsense", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_what_is_no_file_of_codes_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "codes.bin"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="not a file of feature codes"):
        feature_codes.load(path)


def test_the_module_needs_the_standard_library_alone() -> None:
    """The build hook loads it by its path where nothing is installed."""
    tree = ast.parse(Path(feature_codes.__file__).read_text(encoding="utf-8"))
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported == {"__future__", "zlib", "pathlib"}
