"""What programs may ask for, checked and answered as JSON, whichever way they came.

Nothing that arrives here has the form its type promises until it was looked at.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from corpus.errors import OnrecordError, RequestError
from corpus.normalise import normalise
from index.where import Where
from qa.batch import earlier_questions
from qa.check.quotations import find_quotations
from qa.check.verdict import check
from qa.links import Place, find_named
from qa.narrow import Narrowing
from qa.question import MAX_CHARACTERS
from qa.sources import document_json, summary_json
from web.site import Site

MOST_HITS = 100
MOST_SOURCES = 1_000
MOST_EARLIER = 100
LONGEST_DRAFT = 200_000
MOST_QUOTATIONS = 500
LONGEST_NAME = 3_000
"""Characters of a source's id, a link, a speaker's name or a date."""

BROKEN = "Something went wrong here; the server's log says what."

Json = dict[str, Any]

log = logging.getLogger(__name__)


class Programs:
    """Answers programs from one site, in the forms of the command line's ``--json``."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def ask(self, question: object, history: object = None, **scope: object) -> Json:
        """Return what ``onrecord ask --json`` prints.

        Args:
            question: What to ask.
            history: What was asked before, oldest first.
            scope: As :func:`read_scope` takes it.

        Raises:
            OnrecordError: If something asked for is wrong; the message is one line.
        """
        asked = _text("question", question, MAX_CHARACTERS)
        earlier = earlier_questions(_list("history", history, MOST_EARLIER), "history")
        checked = read_scope(**scope)
        return self._site.ask(asked, history=earlier, **checked).to_json()

    def search(self, query: object, fast: object = False, **scope: object) -> Json:
        """Return the nearest passages, as the answer to a question has them under ``hits``.

        If ``fast``, the reranker reads none of them.
        """
        if not isinstance(fast, bool):
            raise RequestError(f"fast: expected true or false, found {_shown(fast)}")
        searched = _text("query", query, MAX_CHARACTERS)
        checked = read_scope(**scope)
        return self._site.search(searched, fast=fast, **checked).to_json()

    def check(self, draft: object, sources: object = None, speaker: object = None) -> Json:
        """Return what ``onrecord check --json`` prints of a draft's quotations."""
        text = normalise(_text("draft", draft, LONGEST_DRAFT), "draft")
        scope = read_scope(sources, speaker)
        with self._site.filled().snapshot() as snapshot:
            snapshot.check_sources(scope["sources"])
            named = scope["speaker"]
            speakers = frozenset({snapshot.find_speaker(named)}) if named else None
            where = Where(frozenset(scope["sources"]) or None, speakers)
            if (found := len(find_quotations(text).quotations)) > MOST_QUOTATIONS:
                raise RequestError(
                    f"draft: expected at most {MOST_QUOTATIONS:,} quotations, found {found:,}: "
                    "check it in parts, or with `onrecord check`"
                )
            return check(text, snapshot, where).to_json()

    def sources(self) -> Json:
        """Return what ``onrecord list --json`` prints."""
        return {"sources": list(map(summary_json, self._site.filled().documents()))}

    def transcript(self, name: object) -> Json:
        """Return what ``onrecord show --json`` prints for an id or a citation's link."""
        found = find_named(self._site.filled(), _text("id", name, LONGEST_NAME))
        return found.to_json() if isinstance(found, Place) else document_json(found)


@contextmanager
def explained(raised: Callable[[str], Exception]) -> Iterator[None]:
    """Turn what goes wrong into ``raised`` of one line that leaks nothing."""
    try:
        yield
    except OnrecordError as error:
        raise raised(" ".join(str(error).split())) from error
    except Exception as error:
        log.exception("cannot answer a program")
        raise raised(BROKEN) from error


def read_scope(
    sources: object = None,
    speaker: object = None,
    k: object = 5,
    since: object = None,
    until: object = None,
    language: object = None,
) -> Json:
    """Return where to look and how much to return, as :meth:`Answerer.ask` takes it.

    Raises:
        RequestError: If a value has another form than it should or is too large.
        FilterError: If a date is none.
    """
    if isinstance(k, bool) or not isinstance(k, int) or not 1 <= k <= MOST_HITS:
        raise RequestError(f"k: expected a number from 1 to {MOST_HITS}, found {_shown(k)}")
    listed = [sources] if isinstance(sources, str) and sources else sources
    ids = [_text("sources", one, LONGEST_NAME) for one in _list("sources", listed, MOST_SOURCES)]
    return {
        "sources": ids,
        "speaker": _optional("speaker", speaker) or None,
        "k": k,
        "among": Narrowing(
            _optional("from", since), _optional("to", until), _optional("language", language)
        ),
    }


def _text(name: str, value: object, longest: int) -> str:
    if not isinstance(value, str):
        raise RequestError(f"{name}: expected a text, found {_shown(value)}")
    if len(value) > longest:
        raise RequestError(f"{name}: expected at most {longest:,} characters, found {len(value):,}")
    return value


def _optional(name: str, value: object) -> str:
    return "" if value is None else _text(name, value, LONGEST_NAME)


def _list(name: str, value: object, most: int) -> list[Any]:
    if not value and not isinstance(value, (bool, int, float)):
        return []
    if not isinstance(value, list):
        raise RequestError(f"{name}: expected a list, found {_shown(value)}")
    if len(value) > most:
        raise RequestError(f"{name}: expected at most {most:,} of them, found {len(value):,}")
    return value


def _shown(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 60 else f"{said[:60]}…"
