"""The gazetteer: time to open, to look up and to match, memory, and time to build.

    python -m benchmarks.gazetteer [--build]

Each figure is taken in a process of its own, so that nothing is warm that a user finds cold. Times
are of the processor, which a busy machine disturbs least; of a build the clock's is told too.
"""

from __future__ import annotations

import subprocess
import sys

OPEN = """
import time
from maps.gazetteer import default_path, open_gazetteer
open_gazetteer().close()  # made where missing, pages of the file cached by the system
from maps.gazetteer import Gazetteer
times = []
for _ in range(20):
    start = time.process_time(); Gazetteer(default_path()).close()
    times.append(time.process_time() - start)
print(f"opening            {sorted(times)[10] * 1e3:8.1f} ms   (median of 20; goal < 50)")
start = time.process_time(); open_gazetteer().close()
print(f"with stamp check   {(time.process_time() - start) * 1e3:8.1f} ms")
info = Gazetteer(default_path()).info()
held = f"{info.places:,} places, {info.names:,} names"
print(f"file               {info.bytes / 1e6:8.1f} MB   {held}")
"""

MEMORY = """
import os
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
import marisa_trie, sqlite3
from maps.gazetteer import Gazetteer, default_path
before = resident()
opened = Gazetteer(default_path())
after = resident()
for name in ("Paris", "Georgia", "Springfield", "Душанбе"):
    opened.find(name)
print(f"memory, opened     {after - before:8.1f} MB   more than Python with its libraries")
print(f"memory, in use     {resident() - before:8.1f} MB")
"""

LOOK_UP = """
import itertools, random, sqlite3, time
from maps.gazetteer import Gazetteer, default_path, fold, fold_word
gazetteer = Gazetteer(default_path())
names = [name for (name,) in sqlite3.connect(default_path()).execute(
    "SELECT name FROM place WHERE prominence > 60 ORDER BY key")]
random.Random(1).shuffle(names)
names = names[:5000]
start = time.process_time()
for name in names: gazetteer.find(name)
cold = time.process_time() - start
start = time.process_time()
for name in names: gazetteer.find(name)
warm = time.process_time() - start
start = time.process_time()
for name in names: gazetteer.entries(fold(name))
entries = time.process_time() - start
for what, took in (("find, first time", cold), ("find, again", warm), ("entries", entries)):
    print(f"{what:18} {took / len(names) * 1e6:8.1f} us   (goal < 100)")
start = time.process_time()
for _ in range(2000): gazetteer.country("TJ"); gazetteer.admin1("US", "TX")
print(f"country, admin1    {(time.process_time() - start) / 4000 * 1e6:8.1f} us")

text = [word for name in names[:2500] for word in ("The", "minister", "flew", "to", *name.split(),
    "on", "Monday", "and", "met", "officials", "of", "its", "Council,", "they", "said.")]
start = time.process_time()
articles = 0
for first in range(0, len(text), 500):  # an article of 3 kB has some 500 words
    words = [fold_word(word) for word in text[first : first + 500]]
    position = 0
    while position < len(words):
        end = position
        if text[first + position][0].isupper():
            end = gazetteer.longest_match(words, position)
        position = max(end, position + 1)
    articles += 1
print(f"matching           {articles / (time.process_time() - start):8.0f} articles/s of 500 words")
"""

BUILD = """
import resource, tempfile, time
from pathlib import Path
from maps.gazetteer import build_gazetteer
with tempfile.TemporaryDirectory() as folder:
    clock, work = time.perf_counter(), time.process_time()
    build_gazetteer(Path(folder) / "gazetteer.sqlite")
    print(f"building           {time.perf_counter() - clock:8.1f} s    "
          f"({time.process_time() - work:.1f} s of work)")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
print(f"memory, building   {peak:8.0f} MB")
"""


def main() -> None:
    """Print the figures; `--build` measures a build too."""
    parts = [OPEN, LOOK_UP]
    if sys.platform == "linux":
        parts.append(MEMORY)
    if "--build" in sys.argv:
        parts.append(BUILD)
    for part in parts:
        subprocess.run([sys.executable, "-c", part], check=True)


if __name__ == "__main__":
    main()
