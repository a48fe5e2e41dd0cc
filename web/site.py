"""What the page does, apart from Gradio: reading, following a citation, answering."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import islice
from typing import Any

from corpus.document import Role
from corpus.errors import FilterError, OnrecordError
from index.library import Library
from index.view import Summary
from qa.answer import Answer, Search
from qa.ask import Answerer
from qa.links import EXPLAINED, follow, parse_link
from qa.narrow import EVERYTHING, Narrowing
from qa.progress import AbandonedError, Progress
from web.asklink import AskLink, digest_of
from web.exchange import Exchange, history
from web.feedback import FULL, NO_PLACE, after, is_marking, judged, read_mark, read_verdict
from web.followups import parts_alone, places, questions_around, unasked
from web.line import Line
from web.recall import dates
from web.runs import Run, Runs
from web.scope import ALL, Scope, stated
from web.starters import MOST, starter_questions
from web.transcript import empty_transcript, place_html

GETTING_READY = "The models are loading. You can ask already; the answer comes once they are here."
PREPARING = "The sources are being prepared. This takes a few seconds the first time."
NO_TEXTS = (
    "There are no sources yet. Add one under Sources, or on the command line: onrecord add PATH"
)
NONE_CHOSEN = "No source is chosen: choose one under Sources."
NO_LINK = "The link leads nowhere: it has not been copied as a whole."
BROKEN = "Something went wrong here; the server's log says what. Your question is kept above."

STARTER_DOCUMENTS = 20
STARTERS_TRIED = 10
AT_A_TIME = 2
"""Questions answered at a time; more would only make each other slower."""

NEXT_TRIED = 8
NEXT_SHOWN = 3
ASK_NEXT = "You could ask next"
ANSWERED_INSTEAD = "What the sources do answer"

log = logging.getLogger(__name__)


class Site:
    """One server's answerer, made ready in the background while the page is already there."""

    def __init__(
        self, answerer: Answerer, fill: Callable[[], None], *, feedback: bool = True
    ) -> None:
        self.answerer = answerer
        self.feedback = feedback
        self._fill = fill
        self._filled = threading.Event()
        self._ready = threading.Event()
        self._choosing = threading.Lock()
        self._starters: tuple[int, list[str]] = (-1, [])
        self.line = Line(AT_A_TIME)
        self.questions = Runs()
        self.asides = Runs()
        self.trouble = ""

    def prepare(self) -> None:
        """Fill the library and load the models; what goes wrong is kept for the page to show."""
        try:
            self._fill()
            self._filled.set()
            self.answerer.warm_up()
        except OnrecordError as error:
            log.error("%s", error)
            self.trouble = str(error)
        finally:
            self._filled.set()
            self._ready.set()

    def wait(self) -> None:
        """Return once the models are loaded, or have failed to."""
        self._ready.wait()

    def filled(self) -> Library:
        """Return the library, once it is filled."""
        self._filled.wait()
        return self.answerer.library

    def documents(self) -> list[Summary]:
        """Return a summary of every document, once the library is filled."""
        self._filled.wait()
        try:
            return self.answerer.library.documents()
        except OnrecordError as error:
            log.error("%s", error)
            return []

    def titles(self) -> list[tuple[str, str]]:
        """Return ``(title, id)`` of every document, once the library is filled."""
        return [(summary.title, summary.doc_id) for summary in self.documents()]

    def stated(self, scope: Scope) -> str:
        """Return what the next question is put to, in a few words."""
        self._filled.wait()
        try:
            return stated(scope, self.answerer.library)
        except OnrecordError as error:
            log.error("%s", error)
            return "The sources cannot be read"

    def starters(self) -> list[str]:
        """Return questions that the library answers, chosen anew when its texts change."""
        try:
            generation = self.answerer.library.generation()
            with self._choosing:
                if self._starters[0] != generation:
                    self._starters = generation, self._answered_starters()
                return self._starters[1]
        except OnrecordError as error:
            log.error("%s", error)
            return []

    def _answered_starters(self) -> list[str]:
        ids = [doc_id for _, doc_id in self.titles()[:STARTER_DOCUMENTS]]
        candidates = starter_questions(map(self.answerer.library.document, ids))
        return list(islice(filter(self._is_answered, islice(candidates, STARTERS_TRIED)), MOST))

    def _is_answered(self, question: str) -> bool:
        self.line.give_way(lambda: False)  # whoever asks comes first
        citations = self.answerer.ask(question).citations
        return bool(citations) and citations[0].role is Role.INTERVIEWEE

    def transcript(self, doc_id: str | None) -> str:
        """Return which document to show; a word on why not if it cannot be shown."""
        try:
            if doc_id is not None:
                return place_html(self.answerer.library.document(doc_id))
        except OnrecordError as error:
            return empty_transcript(str(error))
        return empty_transcript(self.trouble or NO_TEXTS)

    def follow(self, href: object, asked: object = 0) -> tuple[str, str | None]:
        """Return where a citation link leads, and its document's id; see :func:`place_html`."""
        link = parse_link(href) if isinstance(href, str) else None
        self._filled.wait()
        if link is None:
            return empty_transcript(NO_LINK), None
        try:
            place = follow(self.answerer.library, link)
        except OnrecordError as error:
            return empty_transcript(str(error)), None
        if place.document is None:
            return empty_transcript(EXPLAINED[place.fate]), None
        number = asked if isinstance(asked, int) else 0
        return place_html(place.document, link, number), link.doc_id

    @property
    def is_ready(self) -> bool:
        """Whether the models are loaded, or have failed to."""
        return self._ready.is_set()

    def ask(
        self,
        question: str,
        sources: Sequence[str] = (),
        speaker: str | None = None,
        k: int = 5,
        history: Sequence[str] = (),
        among: Narrowing = EVERYTHING,
        run: Run | None = None,
    ) -> Answer:
        """Answer ``question`` when it is its turn; see :meth:`Answerer.ask`.

        Raises:
            AbandonedError: If ``run`` has ended.
            LineFullError: If too many wait already.
        """
        self.wait()
        run = run or Run(lambda _: None)
        with self.line.turn(run.ahead):
            return self.answerer.ask(
                question,
                sources=sources,
                speaker=speaker,
                k=k,
                history=history,
                among=among,
                following=run.follow,
            )

    def search(self, query: str, *, fast: bool, **scope: Any) -> Search:  # noqa: ANN401
        """Find passages, when it is this one's turn if they are to be read."""
        self.wait()
        with nullcontext() if fast else self.line.turn(lambda _: None):
            return self.answerer.search(query, fast=fast, **scope)

    def exchange(
        self,
        question: str,
        past: Sequence[Exchange] = (),
        scope: Scope = ALL,
        *,
        link: AskLink | None = None,
        run: Run | None = None,
    ) -> Exchange:
        """Answer ``question``; an error becomes a note in plain words, never a traceback.

        Args:
            question: What was typed.
            past: What was asked before in the same conversation, oldest first.
            scope: What it is put to.
            link: The link that asks it, if one does; then what it says was asked before counts.
            run: Told how far it has come.

        Raises:
            AbandonedError: If ``run`` has ended.
        """
        after = link.after if link else ()
        before = after if link else history(past)
        try:
            sources = self._chosen(scope)
            asked = "" if scope == ALL else self.stated(scope)
            speaker = scope.speaker or None
            answer = self.ask(
                question, sources, speaker, history=before, among=scope.among, run=run
            )
            differs = bool(link and link.digest and link.digest != digest_of(answer))
            return Exchange(
                question,
                answer,
                asked=asked,
                scope=scope,
                after=after,
                differs=differs,
                dates=self._dates(answer),
                judgeable=self.feedback,
            )
        except OnrecordError as error:
            return Exchange(question, note=str(error), failed=True, scope=scope, after=after)
        except AbandonedError:
            raise
        except Exception:
            log.exception("cannot answer")
            return Exchange(question, note=BROKEN, failed=True, scope=scope, after=after)

    def _dates(self, answer: Answer) -> dict[str, str]:
        cited = {citation.doc_id for citation in answer.citations}
        return dates(map(self.answerer.library.document, cited))

    def stop(self, page: str, *, quietly: bool = False) -> None:
        """Give up on the question that a page waits for, if it does."""
        self.questions.end(page, quietly=quietly)
        self.line.look_again()

    def next_questions(
        self, past: Sequence[Exchange], scope: Scope, run: Run
    ) -> tuple[str, list[str]]:
        """Return questions that the sources answer, for after the last of ``past``, and a label.

        Each was asked to see; where one is answered by a quote that is already shown, it is
        left out. Real questions come first: whenever one is asked, this waits.

        Raises:
            AbandonedError: If ``run`` has ended.
        """
        answer = past[-1].answer if past else None
        if answer is None:
            return "", []
        label, most = (ASK_NEXT, NEXT_SHOWN) if answer.answered else (ANSWERED_INSTEAD, 1)
        shown = {c.link for e in past if e.answer for c in e.answer.citations}
        replied = {c.asked for c in answer.citations}
        found: list[str] = []
        for question in islice(unasked(self._near(answer), [e.question for e in past]), NEXT_TRIED):
            if any(question in " ".join(asked.split()) for asked in replied):
                continue
            cited = self._cited(question, scope, run)
            if cited and not cited & shown:
                found.append(question)
                shown |= cited
            if len(found) == most:
                break
        return label, found

    def _near(self, answer: Answer) -> Iterator[str]:
        if not answer.answered:
            yield from parts_alone(answer.question)
        for place in places(answer):
            yield from questions_around(self.answerer.library.document(place.doc_id), place)
        if not answer.answered:
            yield from self.starters()

    def _cited(self, question: str, scope: Scope, run: Run) -> set[str]:
        """Return the links of what an interviewee says to ``question``."""

        def follow(progress: Progress) -> None:
            self.line.give_way(lambda: run.is_over)
            run.follow(progress)

        answer = self.answerer.ask(
            question,
            sources=self._chosen(scope),
            speaker=scope.speaker or None,
            among=scope.among,
            following=follow,
        )
        own = answer.answered and answer.citations[0].role is Role.INTERVIEWEE
        return {citation.link for citation in answer.citations} if own else set()

    def _chosen(self, scope: Scope) -> tuple[str, ...]:
        """Return the only ids to look in; none for all."""
        if scope.chosen is None:
            return ()
        held = frozenset(summary.doc_id for summary in self.filled().documents())
        chosen = scope.sources(held)
        if held and not chosen:
            raise FilterError(NONE_CHOSEN)
        return tuple(sorted(chosen))

    def judge(self, past: Sequence[Exchange], told: Mapping[str, Any]) -> list[Exchange]:
        """Keep what a reader says of an answer; return the conversation with that, or with why not.

        Args:
            past: The conversation as it was answered here; the page's word is not taken for it.
            told: What the page sent.

        Returns:
            Nothing if the page sent what makes no sense, or the server takes no feedback.
        """
        judgement = read_verdict(told, len(past)) if self.feedback else None
        if judgement is None:
            return []
        number, verdict = judgement
        back = told.get("back") is True
        if back and past[number].verdict is None:
            return []  # somebody else's verdict is not theirs to take back
        library = self.filled()
        right = read_mark(told, library)
        if right is None and is_marking(told):
            return _with(past, number, trouble=NO_PLACE)
        now = after(past[number], verdict, back=back)
        feedback = judged(past, number, now or verdict, right)
        if feedback is None:
            return []
        try:
            if now is None:
                library.drop_feedback(feedback.key)
            elif not library.keep_feedback(feedback):
                return _with(past, number, trouble=FULL)
        except OnrecordError as error:
            return _with(past, number, trouble=str(error))
        return _with(past, number, verdict=now, marked=bool(now and feedback.right), trouble="")

    def first_cited(self, answer: Answer) -> tuple[str, str | None] | None:
        """Return where the first citation leads, and its document's id; ``None`` without one."""
        return self.follow(answer.citations[0].link) if answer.citations else None


def _with(past: Sequence[Exchange], number: int, **changes: Any) -> list[Exchange]:  # noqa: ANN401
    """Return a conversation in which one exchange is changed."""
    return [*past[:number], replace(past[number], **changes), *past[number + 1 :]]
