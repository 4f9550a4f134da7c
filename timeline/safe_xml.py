"""XML of strangers: read without entities of its own, which can grow without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class XmlError(Exception):
    """Data that is no XML, or none to be read; one line, to stand behind the file's name."""


def xml_root(data: bytes) -> Element:
    """The root element.

    Raises:
        XmlError: not XML, or with a document type.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise XmlError(
            "has a document type with entities of its own; take the <!DOCTYPE …> out"
        ) from error
    except ParseError as error:
        line, column = error.position
        raise XmlError(f"line {line}, column {column + 1}: not XML") from error
    except (ValueError, LookupError) as error:
        raise XmlError(f"not XML that can be read ({error})") from error
    return root
