"""The map page as a folium Map: folium writes the document, the map's element and its script.

Of folium's own head nothing is kept: it loads a dozen files from elsewhere, names no language and
forbids to zoom. Ids are set by a walk over the tree, for folium's are random.

What a macro of a folium template returns is compiled as a template once more, so no text of a story
may pass through one ("{{ … }}" in an article would be evaluated): such text is a `Raw` element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from maps import shell


class PageFigure(Figure):
    """A document with language, title, styles and policy; what it renders is sealed."""

    _template = Template(
        "<!DOCTYPE html>\n<html {{ this.attributes }}>\n<head>\n{{ this.head }}"
        "{{ this.header.render(**kwargs) }}</head>\n<body>\n{{ this.html.render(**kwargs) }}\n"
        "<script>{{ this.script.render(**kwargs) }}</script>\n</body>\n</html>\n"
    )

    def __init__(self, attributes: str, head: str, images: Sequence[str]) -> None:
        super().__init__()
        self.header = Element()
        self.header._parent = self  # noqa: SLF001 - as branca's own constructor does
        self.attributes = attributes
        self.head = head
        self.images = tuple(images)

    def render(self, **kwargs: Any) -> str:
        """The whole page, its policy filled in."""
        return shell.seal(super().render(**kwargs), self.images)


class Raw(Element):
    """Markup that is written as it is and never read as a template."""

    _template = Template("{{ this.markup }}")

    def __init__(self, markup: str) -> None:
        super().__init__()
        self._name = "Raw"
        self.markup = markup


class PageMap(folium.Map):
    """A folium Map inside our page body: `before` and `after` are the markup around its element."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's form
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - folium's form
    _template = Template(
        """
        {% macro html(this, kwargs) %}<div class="folium-map" id={{
        this.get_name()|tojson }}></div>{% endmacro %}

        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }},
            crs: L.CRS.{{ this.crs }},
            ...{{ this.options|tojavascript }}
        });
        {% endmacro %}
        """
    )

    def __init__(self, before: str, after: str, **options: Any) -> None:
        super().__init__(**options)
        self.before = Raw(before)
        self.after = Raw(after)

    def render(self, **kwargs: Any) -> str:
        """Hand the page's parts to its figure, in the order they stand in."""
        body = cast("Figure", self.get_root()).html
        body.add_child(self.before, name="before")
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        body.add_child(self.after, name="after")
        return ""


class EventLayer(JSCSSMixin, MacroElement):
    """All events and bases as one layer: their data, the scripts, and the call that draws them."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's form
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - folium's form
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        datelineMap({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, data: str, scripts: Sequence[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventLayer"
        self.blocks = Raw("\n".join([data, *scripts]))

    def render(self, **kwargs: Any) -> str:
        """Hand data, scripts and the call to the page's figure."""
        cast("Figure", self.get_root()).html.add_child(self.blocks, name="blocks")
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""


def name_elements(figure: Figure) -> None:
    """Give every element of the page an id by its place in the tree, the same on every build."""
    for number, element in enumerate(_walk(figure)):
        element._id = f"{number}"  # noqa: SLF001 - folium has no other way
        element._children = type(element._children)(  # noqa: SLF001
            (child.get_name() if name.endswith(child._id) else name, child)  # noqa: SLF001
            for name, child in element._children.items()  # noqa: SLF001
        )


def _walk(element: Any) -> Iterator[Any]:
    yield element
    for child in element._children.values():  # noqa: SLF001
        yield from _walk(child)
