"""The lexical index: BM25 by tantivy over the words of any language, with room for errors.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Self

import tantivy

from index.passage import Passage
from index.where import Where
from index.words import AUTO, STEMMER_CHOICES, index_terms, query_terms, stemmer_of

ANALYZER = "words-1"
"""Part of the stamp: raise it whenever what a word becomes in the index changes."""

ASKED_BOOST = 0.5
FUZZY_BOOST = 0.7
WRITER_BYTES = 64_000_000


class LexicalIndex:
    """Passages by their words; a searcher is a snapshot that later changes do not touch.

    A stamp document, committed together with the passages, says of which generation they
    are, so that an interrupted update can be told from a finished one.
    """

    def __init__(self, index: tantivy.Index, stemmer: str = AUTO) -> None:
        self._index = index
        self._stemmer = stemmer
        self._stamp = f"{ANALYZER}/{stemmer}"
        # The words come as index/words.py makes them, one space apart.
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer(ANALYZER, spaces)
        index.reload()
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path, stemmer: str = AUTO) -> Self | None:
        """Open the index in ``folder``; ``None`` if there is none that can be read."""
        try:
            return cls(tantivy.Index.open(str(folder)), stemmer)
        except (ValueError, OSError):
            return None

    @classmethod
    def create(cls, folder: Path | None, stemmer: str = AUTO) -> Self:
        """Make an empty index in ``folder``, in place of whatever is there; or in memory.

        Args:
            folder: Where it is kept; ``None`` for memory.
            stemmer: One of ``STEMMER_CHOICES``; by default each text's language decides.
        """
        if folder is None:
            return cls(tantivy.Index(_schema()), stemmer)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return cls(tantivy.Index(_schema(), path=str(folder), reuse=False), stemmer)

    @property
    def generation(self) -> int | None:
        """The library's generation at the last commit; ``None`` before the first."""
        query = tantivy.Query.term_query(self._index.schema, "stamp", self._stamp)
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
        writer.delete_documents_by_term("stamp", self._stamp)
        for passage in passages:
            stemmer = stemmer_of(passage.language, self._stemmer)
            writer.add_document(
                tantivy.Document(
                    number=passage.passage_id,
                    doc_id=passage.doc_id,
                    speaker=passage.speaker,
                    role=str(passage.role),
                    stemmer=stemmer,
                    text=" ".join(index_terms(passage.text, stemmer)),
                    asked=" ".join(index_terms(passage.asked, stemmer)),
                )
            )
        writer.add_document(tantivy.Document(number=generation, stamp=self._stamp))
        writer.commit()
        writer.wait_merging_threads()
        return type(self)(self._index, self._stemmer)

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
        words = query_terms(query, self._stemmers)
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

    @cached_property
    def _stemmers(self) -> tuple[str, ...]:
        """The stemmers that the passages went through: a query goes through each of them."""
        return tuple(s for s in STEMMER_CHOICES if self._searcher.doc_freq("stemmer", s))

    def _text_query(self, word: tuple[str, ...]) -> Iterator[tantivy.Query]:
        yield self._any_of("text", word)

    def _word_queries(self, word: tuple[str, ...]) -> Iterator[tantivy.Query]:
        known = any(self._searcher.doc_freq(f, term) for f in ("text", "asked") for term in word)
        if known or len(word[0]) < 4:
            yield from self._text_query(word)
            yield _boosted(self._any_of("asked", word), ASKED_BOOST)
            return
        # A word the library has never seen is most likely misspelt.
        distance = 1 if len(word[0]) < 8 else 2
        meant = [
            tantivy.Query.fuzzy_term_query(self._index.schema, "text", term, distance)
            for term in word
        ]
        yield _boosted(_best_of(meant), FUZZY_BOOST)

    def _any_of(self, field: str, terms: tuple[str, ...]) -> tantivy.Query:
        """Find the terms a word may stand as, of which the rarest counts."""
        queries = [tantivy.Query.term_query(self._index.schema, field, term) for term in terms]
        return _best_of(queries)

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


def _best_of(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.disjunction_max_query(queries) if len(queries) > 1 else queries[0]


def _boosted(query: tantivy.Query, boost: float) -> tantivy.Query:
    return tantivy.Query.boost_query(query, boost)


def _schema() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("number", fast=True)
    for field in ("doc_id", "speaker", "role", "stemmer", "stamp"):
        schema.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in ("text", "asked"):
        schema.add_text_field(field, tokenizer_name=ANALYZER, index_option="freq")
    return schema.build()
