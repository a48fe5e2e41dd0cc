"""Where the words of a quotation stand in the sources, exactly or nearly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from corpus.document import Document
from index.snapshot import Snapshot
from index.where import Where
from qa.check.pieces import runs, shortest
from qa.check.words import Line, Word, fold, words_of

CANDIDATES = 20
"""Passages by their words, whose turns are compared first."""

MOST_QUERIED = 40
"""Words of a quotation that the index is asked for."""

ALL_READ = 200_000_000
"""Characters of a library up to which all of it is read for what the index did not find."""

BESIDE = 3
"""Words around a near match that may belong to it."""

MOSTLY = 0.75
"""Share of its words that a quotation from which others were left out keeps in runs at least."""

FARTHEST = 300
"""Words between two runs above which they are no cut: long turns have any three common words."""

LONG = 100
"""Words from which a quotation is aligned by words and no longer by letters."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one turn that a quotation was held against.

    Attributes:
        start: First character, in code points of the document's text.
        end: One past the last.
        said: Its words.
        similarity: Share of the words that are the same, from 0 to 1, as edits go.
    """

    document: Document
    turn: int
    start: int
    end: int
    said: tuple[str, ...]
    similarity: float

    @property
    def quote(self) -> str:
        """The source's own words."""
        return self.document.text[self.start : self.end]

    @property
    def speaker(self) -> str:
        """Who says them."""
        return self.document.turns[self.turn].speaker


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of one turn that has most words of a quotation, and others between.

    Attributes:
        runs: What stands there as it is: first word and one past the last in the quotation, and
            first word in the place.
        kept: Share of the quotation's words that are in runs.
    """

    place: Place
    runs: tuple[tuple[int, int, int], ...]
    kept: float


class Sources:
    """What quotations are looked for in: one state of a library, or a part of it."""

    def __init__(self, snapshot: Snapshot, where: Where) -> None:
        self._snapshot = snapshot
        self._where = where
        self._lines: dict[tuple[str, int], Line] = {}

    def proposed(self, pieces: Sequence[Sequence[str]]) -> list[Place]:
        """Return the turns with all ``pieces``, in this order, that the word index proposes."""
        turns = self._candidates(pieces)
        return [place for at in turns if (place := self._exact_in(*at, pieces))]

    def everywhere(self, many: Sequence[Sequence[Sequence[str]]]) -> list[list[Place]]:
        """Return the turns with all pieces for each of ``many``, from one reading of everything.

        The word index may propose others for words that are common, and nothing is to be missed.
        """
        found: list[list[Place]] = [[] for _ in many]
        # Long words are rare: most texts are known by the first not to have them all.
        words = [sorted({w for piece in one for w in piece}, key=len, reverse=True) for one in many]
        for document in self._documents() if many else ():
            text = fold(document.text)
            for places, pieces, wanted in zip(found, many, words, strict=True):
                if all(word in text for word in wanted):
                    turns = (self._exact_in(document, n, pieces) for n in self._turns(document))
                    places.extend(filter(None, turns))
        return found

    def near(self, said: Sequence[str]) -> list[Place]:
        """Return of each proposed turn the stretch that is most like ``said``."""
        return [p for at in self._candidates([said]) if (p := self._near_in(*at, said))]

    def cuts(self, pieces: Sequence[Sequence[str]], fewest: int) -> list[Cut]:
        """Return of each proposed turn the stretch that has most words of ``pieces`` in runs.

        Others may stand between, wherever something was left out. Turns without are left out.

        Args:
            pieces: The words between marks of omission.
            fewest: How many words a run has at least, but for one that is a whole piece.
        """
        said = [word for piece in pieces for word in piece]
        return [c for at in self._candidates([said]) if (c := self._cut_in(*at, pieces, fewest))]

    def _candidates(self, pieces: Iterable[Sequence[str]]) -> Iterator[tuple[Document, int]]:
        seen = set()
        for piece in pieces:
            query = " ".join(piece[:MOST_QUERIED])
            for hit in self._snapshot.search_lexical(query, CANDIDATES, self._where):
                at = (hit.passage.doc_id, hit.passage.turn)
                if at not in seen:
                    seen.add(at)
                    yield self._snapshot.document(at[0]), at[1]

    def _documents(self) -> Iterator[Document]:
        wanted = self._where.doc_ids
        read = 0
        for doc_id in self._snapshot.doc_ids:
            if wanted is None or doc_id in wanted:
                document = self._snapshot.document(doc_id)
                read += len(document.text)
                if read > ALL_READ:
                    return
                yield document

    def _turns(self, document: Document) -> Iterator[int]:
        for number, turn in enumerate(document.turns):
            if self._where.speakers is None or turn.speaker in self._where.speakers:
                yield number

    def _line(self, document: Document, number: int) -> Line:
        key = (document.doc_id, number)
        if key not in self._lines:
            turn = document.turns[number]
            self._lines[key] = Line(words_of(document.text, turn.start, turn.end))
        return self._lines[key]

    def _exact_in(
        self, document: Document, number: int, pieces: Sequence[Sequence[str]]
    ) -> Place | None:
        said = fold(document.said(document.turns[number]))
        if not all(word in said for piece in pieces for word in piece):
            return None
        line = self._line(document, number)
        places = shortest(line, pieces)
        if not places:
            return None
        words = line.words[places[0] : places[-1] + len(pieces[-1])]
        return _place(document, number, words, 1.0)

    def _cut_in(
        self, document: Document, number: int, pieces: Sequence[Sequence[str]], fewest: int
    ) -> Cut | None:
        line = self._line(document, number)
        said = [word for piece in pieces for word in piece]
        there = {word.said for word in line.words}
        if sum(word in there for word in said) < MOSTLY * len(said):
            return None
        found = runs(line, pieces, fewest, int((1 - MOSTLY) * len(said)))
        kept = sum(map(len, found)) / len(said)
        places = shortest(line, [said[run.start : run.stop] for run in found]) if found else None
        if not places or _widest_gap(found, places) > FARTHEST:
            return None
        # What begins or ends with other words is held against as many of the source.
        first = max(0, places[0] - found[0].start)
        last = places[-1] + len(found[-1]) + len(said) - found[-1].stop
        words = line.words[first:last]
        alike = Levenshtein.normalized_similarity(said, [word.said for word in words])
        where = tuple(
            (run.start, run.stop, at - first) for run, at in zip(found, places, strict=True)
        )
        return Cut(_place(document, number, words, alike), where, kept)

    def _near_in(self, document: Document, number: int, said: Sequence[str]) -> Place | None:
        line = self._line(document, number)
        if not line.words:
            return None
        first, last = _stretch(said, line)
        around = line.words[max(0, first - BESIDE) : last + BESIDE]
        window = _most_alike(said, around)
        if not window:
            return None
        alike = Levenshtein.normalized_similarity(said, [word.said for word in window])
        return _place(document, number, window, alike)


def _stretch(said: Sequence[str], line: Line) -> tuple[int, int]:
    """Return from which word to which ``line`` is most like ``said``.

    Letter by letter, so that half a word counts; but two long texts word by word, which takes a
    twentieth of the time and less.
    """
    by_words = len(said) >= LONG
    one: Sequence[str] = said if by_words else f" {' '.join(said)} "
    other: Sequence[str] = [word.said for word in line.words] if by_words else line.joined
    found = fuzz.partial_ratio_alignment(one, other) if len(one) <= len(other) else None
    if found is None:
        return 0, len(line.words)
    if by_words:
        return found.dest_start, found.dest_end
    return line.word_at(found.dest_start), line.word_at(max(0, found.dest_end - 1)) + 1


def _widest_gap(runs: Sequence[range], places: Sequence[int]) -> int:
    """Return how many words stand at most between two ``runs``, which begin at ``places``."""
    ends = [at + len(run) for run, at in zip(runs, places, strict=True)]
    return max((there - end for end, there in zip(ends, places[1:], strict=False)), default=0)


def _most_alike(said: Sequence[str], words: Sequence[Word]) -> Sequence[Word]:
    """Return the part of ``words`` most like ``said``, but for a few words at either end."""
    edge = range(2 * BESIDE + 1)
    parts = [words[first : len(words) - last] for first in edge for last in edge]
    alike = Levenshtein.normalized_similarity
    return max(
        filter(None, parts), key=lambda part: alike(said, [w.said for w in part]), default=()
    )


def _place(document: Document, number: int, words: Sequence[Word], similarity: float) -> Place:
    said = tuple(word.said for word in words)
    return Place(document, number, words[0].start, words[-1].end, said, similarity)
