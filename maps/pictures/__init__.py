"""The map as a picture for print and slides, drawn without a browser.

projection: which part of the world, and where on paper · outlines: the basemap as paths ·
sites: where events and bases are · labels: names that do not run into each other · map: all of it.
"""

from maps.pictures.map import map_svg

__all__ = ["map_svg"]
