"""The lexical index: BM25 by tantivy over stemmed words, with room for typing errors.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Self

import tantivy

from index.passage import Passage
from index.where import Where

ANALYZER = "english-1"
"""Part of the stamp: raise it whenever what a word becomes in the index changes."""

ASKED_BOOST = 0.5
FUZZY_BOOST = 0.7
WRITER_BYTES = 64_000_000


class LexicalIndex:
    """Passages by their words; a searcher is a snapshot that later changes do not touch.

    A stamp document, committed together with the passages, says of which generation they
    are, so that an interrupted update can be told from a finished one.
    """

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._analyzer = _analyzer()
        index.register_tokenizer(ANALYZER, self._analyzer)
        index.reload()
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> Self | None:
        """Open the index in ``folder``; ``None`` if there is none that can be read."""
        try:
            return cls(tantivy.Index.open(str(folder)))
        except (ValueError, OSError):
            return None

    @classmethod
    def create(cls, folder: Path | None) -> Self:
        """Make an empty index in ``folder``, in place of whatever is there; or in memory."""
        if folder is None:
            return cls(tantivy.Index(_schema()))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return cls(tantivy.Index(_schema(), path=str(folder), reuse=False))

    @property
    def generation(self) -> int | None:
        """The library's generation at the last commit; ``None`` before the first."""
        query = tantivy.Query.term_query(self._index.schema, "stamp", ANALYZER)
        try:
            found = self._searcher.search(query, 1).hits
            values = self._searcher.fast_field_values("number", [at for _, at in found])
        except (ValueError, OSError):
            return None
        return values[0] if values and isinstance(values[0], int) else None

    def update(
        self, generation: int, outdated: Iterable[str], passages: Iterable[Passage]
    ) -> LexicalIndex:
        """Replace the passages of the documents ``outdated`` by ``passages``, in one commit.

        Returns:
            The index as it is after the commit; this one goes on showing the state before.

        Raises:
            ValueError: If another process is writing to the same folder.
        """
        writer = self._index.writer(WRITER_BYTES, 1)
        for doc_id in outdated:
            writer.delete_documents_by_term("doc_id", doc_id)
        writer.delete_documents_by_term("stamp", ANALYZER)
        for passage in passages:
            writer.add_document(
                tantivy.Document(
                    number=passage.passage_id,
                    doc_id=passage.doc_id,
                    speaker=passage.speaker,
                    role=str(passage.role),
                    text=passage.text,
                    asked=passage.asked,
                )
            )
        writer.add_document(tantivy.Document(number=generation, stamp=ANALYZER))
        writer.commit()
        writer.wait_merging_threads()
        return type(self)(self._index)

    def search(
        self, query: str, k: int, where: Where, *, plain: bool = False
    ) -> list[tuple[int, float]]:
        """Return ``(passage_id, BM25 score)`` of the ``k`` best passages, best first.

        Args:
            query: Words in any order.
            k: How many are wanted, at least 1.
            where: Which passages may be returned.
            plain: Whether only exact words of the passages count: textbook BM25, without what
                was asked and without room for typing errors.
        """
        words = list(dict.fromkeys(self._analyzer.analyze(query)))
        of_word = self._text_query if plain else self._word_queries
        should = [(tantivy.Occur.Should, q) for word in words for q in of_word(word)]
        if not should:
            return []
        clauses = [(tantivy.Occur.Must, tantivy.Query.boolean_query(should))]
        clauses += [(tantivy.Occur.Must, query) for query in self._filters(where)]
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), k, count=False).hits
        ids = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [
            (passage_id, float(score or 0.0))
            for passage_id, (score, _) in zip(ids, hits, strict=True)
            if isinstance(passage_id, int) and not isinstance(score, str)
        ]

    def _is_known(self, word: str) -> bool:
        return any(self._searcher.doc_freq(field, word) for field in ("text", "asked"))

    def _text_query(self, word: str) -> Iterator[tantivy.Query]:
        yield tantivy.Query.term_query(self._index.schema, "text", word)

    def _word_queries(self, word: str) -> Iterator[tantivy.Query]:
        schema = self._index.schema
        if self._is_known(word) or len(word) < 4:
            yield from self._text_query(word)
            yield _boosted(tantivy.Query.term_query(schema, "asked", word), ASKED_BOOST)
            return
        # A word the library has never seen is most likely misspelt.
        distance = 1 if len(word) < 8 else 2
        yield _boosted(tantivy.Query.fuzzy_term_query(schema, "text", word, distance), FUZZY_BOOST)

    def _filters(self, where: Where) -> Iterator[tantivy.Query]:
        for field, names in (
            ("doc_id", where.doc_ids),
            ("speaker", where.speakers),
            ("role", where.roles),
        ):
            if names is not None:
                allowed = tantivy.Query.term_set_query(
                    self._index.schema, field, sorted(str(name) for name in names)
                )
                # A constant 0, so that a filter never changes the ranking.
                yield tantivy.Query.const_score_query(allowed, 0.0)


def _boosted(query: tantivy.Query, boost: float) -> tantivy.Query:
    return tantivy.Query.boost_query(query, boost)


@cache
def _analyzer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(64),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stopword("english"),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()


def _schema() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("number", fast=True)
    for field in ("doc_id", "speaker", "role", "stamp"):
        schema.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in ("text", "asked"):
        schema.add_text_field(field, tokenizer_name=ANALYZER, index_option="freq")
    return schema.build()
