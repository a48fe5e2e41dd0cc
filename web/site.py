"""What the page does, apart from Gradio: reading, following a citation, answering."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from corpus.document import Document
from corpus.errors import OnrecordError, UnknownNameError
from qa.answer import Answer
from qa.ask import Answerer
from web.conversation import Exchange
from web.links import CiteLink, parse_link
from web.starters import starter_questions
from web.transcript import empty_transcript, transcript_html

READING = "Reading the texts…"
LOADING = "The models are still loading. Your question is next."
PREPARING = "The texts are being prepared. This takes a few seconds the first time."
NO_TEXTS = "There is no text yet. Add one with `onrecord add PATH`."
GONE = "The link leads to a text that is not here, or no longer."
BROKEN = "Something went wrong here; the server's log says what. Your question is kept above."

STARTER_DOCUMENTS = 20
SHOWN_UNASKED = 200_000
"""Transcripts up to this many characters open at the first citation without a click."""

log = logging.getLogger(__name__)


class Site:
    """One server's answerer, made ready in the background while the page is already there."""

    def __init__(self, answerer: Answerer, fill: Callable[[], None]) -> None:
        self.answerer = answerer
        self._fill = fill
        self._filled = threading.Event()
        self._ready = threading.Event()
        self._trouble = ""

    def prepare(self) -> None:
        """Fill the library and load the models; what goes wrong is kept for the page to show."""
        try:
            self._fill()
            self._filled.set()
            self.answerer.warm_up()
        except OnrecordError as error:
            log.error("%s", error)
            self._trouble = str(error)
        finally:
            self._filled.set()
            self._ready.set()

    def doc_ids(self) -> list[tuple[str, str]]:
        """Return ``(title, id)`` of every document, once the library is filled."""
        self._filled.wait()
        try:
            return [(s.title, s.doc_id) for s in self.answerer.library.documents()]
        except OnrecordError as error:
            self._trouble = str(error)
            return []

    def starters(self) -> list[str]:
        """Return questions to start with."""
        ids = [doc_id for _, doc_id in self.doc_ids()[:STARTER_DOCUMENTS]]
        return starter_questions(map(self.answerer.library.document, ids))

    def transcript(self, doc_id: str | None) -> str:
        """Return the document as HTML; a word on why not if it cannot be shown."""
        try:
            if doc_id is not None:
                return transcript_html(self.answerer.library.document(doc_id))
        except OnrecordError as error:
            return empty_transcript(str(error))
        return empty_transcript(self._trouble or NO_TEXTS)

    def follow(self, href: object) -> tuple[str, str | None]:
        """Return the transcript marked at a citation link, and its document's id."""
        link = parse_link(href) if isinstance(href, str) else None
        self._filled.wait()
        try:
            if link is not None:
                document = self.answerer.library.document(link.doc_id)
                return transcript_html(document, link), link.doc_id
        except UnknownNameError:
            return empty_transcript(GONE), None
        except OnrecordError as error:
            return empty_transcript(str(error)), None
        return empty_transcript(GONE), None

    def waiting(self) -> str:
        """Return what to say while an answer is being looked for."""
        return READING if self._ready.is_set() else LOADING

    def exchange(self, question: str) -> Exchange:
        """Answer ``question``; an error becomes a note in plain words, never a traceback."""
        self._ready.wait()
        try:
            return Exchange(question, self.answerer.ask(question))
        except OnrecordError as error:
            return Exchange(question, note=str(error), failed=True)
        except Exception:
            log.exception("cannot answer")
            return Exchange(question, note=BROKEN, failed=True)

    def first_cited(self, answer: Answer) -> tuple[str, str] | None:
        """Return the transcript at the first citation and its id; ``None`` if it is too long."""
        if not answer.citations:
            return None
        first = answer.citations[0]
        document: Document = self.answerer.library.document(first.doc_id)
        if len(document.text) > SHOWN_UNASKED:
            return None
        link = CiteLink(first.doc_id, first.start, first.end, first.link)
        return transcript_html(document, link), first.doc_id
