"""What the page reads by plain requests: whole texts, and the words around a quote.

Apart from Gradio's queue, in which a text of a megabyte would wait behind answers, be copied
into the page's state, and be compared with what was shown before.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi.responses import HTMLResponse

from corpus.errors import OnrecordError
from web.preview import preview_html
from web.site import Site
from web.transcript import empty_transcript, transcript_html

TEXT = "/sources/text"
PREVIEW = "/sources/preview"

# A text that is removed leaves no copy in the browser.
_FORGOTTEN = {"cache-control": "no-store"}


def text_route(site: Site) -> Callable[[str], HTMLResponse]:
    """Return the handler that gives a whole text as HTML."""

    def text(id: str) -> HTMLResponse:  # noqa: A002  # the name in the address
        try:
            html = transcript_html(site.filled().document(id))
        except OnrecordError as error:
            return HTMLResponse(empty_transcript(str(error)), 404, _FORGOTTEN)
        return HTMLResponse(html, headers=_FORGOTTEN)

    return text


def preview_route(site: Site) -> Callable[[str], HTMLResponse]:
    """Return the handler that gives the words around a link's quote."""

    def preview(link: str) -> HTMLResponse:
        try:
            html = preview_html(site.filled(), link)
        except OnrecordError as error:
            return HTMLResponse(empty_transcript(str(error)), 404, _FORGOTTEN)
        return HTMLResponse(html, headers=_FORGOTTEN)

    return preview
