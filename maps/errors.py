"""What can go wrong in `maps`.

MapsError
├── GazetteerError       the gazetteer file is missing, damaged or of another version
│   ├── UnknownGazetteerError  there is none of the name that somebody gave
│   └── PlacesFileError  a table of places that somebody gave cannot be used
├── RegisterError        a register of bases has rows that cannot be used
└── FeatureError         a feature does not keep the contract (also a ValueError)
"""

from __future__ import annotations


class MapsError(Exception):
    """Base of every error raised on purpose in `maps`. Its text is one line a user can act on."""


class GazetteerError(MapsError):
    """The gazetteer cannot be opened or built; the text says what to do."""


class UnknownGazetteerError(GazetteerError):
    """No gazetteer has that name, or it can be no name; the text lists those there are."""


class PlacesFileError(GazetteerError):
    """A dump or a person's own table of places is unusable; the text has file, line and remedy."""


class RegisterError(MapsError):
    """A register of military bases is unreadable; the text names file, row and column."""


class GeocoderError(MapsError):
    """An online geocoder cannot be used as named; the text says what to change."""


class FeatureError(MapsError, ValueError):
    """A GeoJSON value does not keep the Feature contract; the text has its path in the file."""
