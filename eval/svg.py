"""Drawing with matplotlib into SVG that may stand in a page of ours.

The page's content policy forbids style attributes and its colours change with day and night,
so what matplotlib writes is rewritten: styles become attributes, colours become classes, the
letters are the page's own, and ids begin with a prefix, since several plots share one page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from markupsafe import Markup

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Stand for the page's colours: nobody ever sees these.
INK, QUIET, ACCENT, WARN = "#010101", "#020202", "#030303", "#040404"
CLASSES = {INK: "ink", QUIET: "quiet", ACCENT: "accent", WARN: "warn"}

SIZE = (4.6, 3.3)
"""Inches; text of 10 points is then readable on a phone, where a plot is as wide as the page."""

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
_LETTERS = re.compile(r"font:\s*(?:[\w.]+\s+)*?(?P<size>[\d.]+px)\s")
_REFERENCE = re.compile(r"url\(#")


def drawn(draw: Callable[[Axes], None], title: str, says: str, prefix: str) -> Markup:
    """Return what ``draw`` puts on a pair of axes as an ``<svg>``, named by ``title``.

    Args:
        draw: Uses the colours of this module only.
        title: The plot's accessible name.
        says: The plot's accessible description.
        prefix: Begins every id; must not be that of another plot of the page.
    """
    root = ElementTree.fromstring(_raw(draw))  # noqa: S314  # what matplotlib has just written
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)
    for element in root.iter():
        _rewrite(element, prefix)
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    root.attrib |= {
        "role": "img",
        "aria-labelledby": f"{prefix}-title",
        "aria-describedby": f"{prefix}-says",
        "stroke-linejoin": "round",
    }
    for number, (tag, text) in enumerate((("title", title), ("desc", says))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}")
        element.set("id", f"{prefix}-{'says' if number else 'title'}")
        element.text = text
        root.insert(number, element)
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    # ElementTree escapes text and attributes, and nothing else was let through.
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704


def _raw(draw: Callable[[Axes], None]) -> str:
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    looks: dict[Any, Any] = {
        "svg.fonttype": "none",  # text stays text
        "svg.hashsalt": "onrecord",  # the same ids each time
        "font.size": 10,
        "text.color": INK,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with mpl.rc_context(looks):
        figure = Figure(figsize=SIZE, layout="constrained")
        FigureCanvasSVG(figure)
        draw(figure.add_subplot())
        written = io.StringIO()
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    return written.getvalue()


def _rewrite(element: ElementTree.Element, prefix: str) -> None:
    style = element.attrib.pop("style", "")
    letters = _LETTERS.search(style)
    if letters:
        element.set("font-size", letters["size"])
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if value and name not in ("font", "font-family"):
            element.set(name, value)
    classes = [
        f"{paint}-{CLASSES[colour]}"
        for paint in ("fill", "stroke")
        if (colour := element.get(paint)) in CLASSES
    ]
    if classes:
        element.set("class", " ".join(classes))
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, f"{prefix}-{value}")
        elif name == HREF:
            element.set(name, f"#{prefix}-{value.removeprefix('#')}")
        else:
            element.set(name, _REFERENCE.sub(f"url(#{prefix}-", value))
