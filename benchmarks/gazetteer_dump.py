"""The import of a large dump: time, memory and size by the million rows, and look-ups beside it.

    python -m benchmarks.gazetteer_dump [ROWS ...]

The dump is made up (`benchmarks._dump`): as many alternate names as places, a third of the places
with names in other scripts. Each figure is taken in a process of its own, at low priority.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import _dump

IMPORT = """
import os, re, sys, time
from pathlib import Path
os.nice(10)
from maps.gazetteer import default_path, open_gazetteer
from maps.gazetteer.dump_import import import_dump
*sources, target = map(Path, sys.argv[1:])
with open_gazetteer() as embedded:
    known = embedded.prominences()
clock, work = time.perf_counter(), time.process_time()
import_dump(sources, target, known=known)
clock, work = time.perf_counter() - clock, time.process_time() - work
peak = 0.0
if sys.platform == "linux":
    with open("/proc/self/status") as file:
        peak = int(re.search(r"VmHWM:\\s+(\\d+)", file.read())[1]) / 1e3
print(clock, work, peak, target.stat().st_size / 1e6)
"""

LOOK_UP = """
import os, random, re, sqlite3, sys, time
from pathlib import Path
os.nice(10)
from maps.gazetteer import Gazetteer, default_path, fold, fold_word
from maps.gazetteer.imported import ImportedGazetteer
from maps.gazetteer.layered import LayeredGazetteer
target = Path(sys.argv[1])

def names_of(path, condition):
    rows = sqlite3.connect(path).execute(f"SELECT name FROM place WHERE {condition} ORDER BY key")
    names = [name for (name,) in rows]
    random.Random(1).shuffle(names)
    return names[:5000]

def timed(action, names):
    start = time.process_time()
    for name in names: action(name)
    return (time.process_time() - start) / len(names) * 1e6

def matching(gazetteer, names):
    words = [fold_word(word) for name in names for word in ("The", "minister", "flew", "to",
        *name.split(), "on", "Monday", "and", "met", "officials", "they", "said")]
    start = time.process_time()
    for position in range(len(words)): gazetteer.longest_match(words, position)
    return (time.process_time() - start) / len(words) * 1e6

known = names_of(default_path(), "prominence > 60")
made = names_of(target, "key % 10 = 0")
opening = time.process_time()
both = LayeredGazetteer(default_path(), [ImportedGazetteer(target)])
print("opening", (time.process_time() - opening) * 1e3)
alone = Gazetteer(default_path())
for name in ("warm", *made, *known): both.entries(fold(name)); alone.entries(fold(name))
for what, action in (("entries", lambda g: lambda name: g.entries(fold(name))),
                     ("find", lambda g: g.find)):
    one, two = timed(action(alone), known), timed(action(both), known)
    print(what, one, two, two / one)
one, two = matching(alone, known), matching(both, known)
print("longest_match", one, two, two / one)
print("find_made", timed(both.find, made))
"""
_MILLION = 1e6
_FULL_DUMP = 12


def main(rows: list[int] | None = None) -> None:
    """Print the figures for dumps of so many rows, and what the full dump will take."""
    last = ""
    for count in rows or [1_000_000, 4_000_000]:
        last = _measure(count)
    print(last)


def _measure(rows: int) -> str:
    """Print the figures of one dump; the estimate for the full one is returned."""
    millions = rows / _MILLION
    with tempfile.TemporaryDirectory() as folder:
        sources = _dump.write(Path(folder), rows)
        target = Path(folder) / "made.sqlite"
        read = sum(path.stat().st_size for path in sources) / _MILLION
        clock, work, peak, size = map(float, _run(IMPORT, *sources, target).split())
        print(f"{millions:g} million rows and as many alternate names, {read:,.0f} MB of tables")
        print(
            f"importing          {clock:8.1f} s    ({work:.1f} s of work,"
            f" {work / millions:.1f} s a million)"
        )
        print(f"memory, at most    {peak:8.0f} MB   (goal <= 500)")
        print(f"file               {size:8.1f} MB   ({size / millions:.1f} MB a million)")
        for line in _run(LOOK_UP, target).splitlines():
            print(_told(line.split()))
    return (
        f"estimate for {_FULL_DUMP} million rows, in proportion to the last:"
        f" {work / millions * _FULL_DUMP / 60:.0f} minutes of work,"
        f" {size / millions * _FULL_DUMP:,.0f} MB"
    )


def _told(figures: list[str]) -> str:
    what, first, *more = figures
    if not more:
        unit = "ms" if what == "opening" else "us   a name of the dump"
        return f"{what.replace('_', ', '):18} {float(first):8.1f} {unit}"
    both, ratio = map(float, more)
    return f"{what:18} {both:8.1f} us   embedded {float(first):.1f} us: {ratio:.2f}x (goal <= 2)"


def _run(code: str, *arguments: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]])
