"""The words of a document as rows: which term stands in which of its passages, how often."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from corpus.document import Document
from index.chunk import Piece
from index.postgres.connect import Connection
from index.postgres.voices import voice_of
from index.snapshot import passage_at
from index.words import index_terms

TEXT, ASKED = 0, 1
"""The fields of a passage: its own words, and what was asked."""

LENGTH_BITS = 16
MOST = (1 << LENGTH_BITS) - 1
MOST_TIMES = (1 << 31 - LENGTH_BITS) - 1


def put_words(
    connection: Connection, document: Document, pieces: Sequence[Piece], first: int, stemmer: str
) -> None:
    """Write the postings and the voices of a document that has neither.

    Args:
        connection: Where to write.
        document: The document.
        pieces: Its passages, in text order.
        first: The id of the first of them.
        stemmer: What its words are reduced by.
    """
    voices = list(dict.fromkeys(voice_of(document, piece) for piece in pieces))
    totals = [[0, 0, 0] for _ in voices]
    places: dict[tuple[str, int, int], list[tuple[int, int]]] = defaultdict(list)
    terms_of = lru_cache(maxsize=None)(lambda text: tuple(index_terms(text, stemmer)))
    for number, piece in enumerate(pieces):
        voice = voices.index(voice_of(document, piece))
        passage = passage_at(document, 0, piece)
        totals[voice][0] += 1
        for field, text in ((TEXT, passage.text), (ASKED, passage.asked)):
            terms = terms_of(text)
            totals[voice][1 + field] += len(terms)
            for term, times in Counter(terms).items():
                places[term, field, voice].append((number, _packed(times, len(terms))))
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY voices (doc_id, voice, speaker, role, passages, text_terms, asked_terms,"
            " first_passage) FROM STDIN"
        ) as copy,
    ):
        for voice, (speaker, role) in enumerate(voices):
            copy.write_row((document.doc_id, voice, speaker, role, *totals[voice], first))
    _write_postings(connection, document.doc_id, places)


def delete_words(connection: Connection, doc_id: str) -> None:
    """Delete the postings and the voices of a document, and every term that only it has."""
    connection.execute(
        "UPDATE terms t SET in_text = t.in_text - g.in_text, in_asked = t.in_asked - g.in_asked"
        " FROM (SELECT term_id, coalesce(sum(cardinality(numbers)) FILTER (WHERE field = 0), 0)"
        " AS in_text, coalesce(sum(cardinality(numbers)) FILTER (WHERE field = 1), 0) AS in_asked"
        " FROM postings WHERE doc_id = %s GROUP BY term_id) g WHERE t.term_id = g.term_id",
        (doc_id,),
    )
    connection.execute(
        "DELETE FROM terms t WHERE in_text = 0 AND in_asked = 0"
        " AND term_id IN (SELECT term_id FROM postings WHERE doc_id = %s)",
        (doc_id,),
    )
    connection.execute("DELETE FROM postings WHERE doc_id = %s", (doc_id,))
    connection.execute("DELETE FROM voices WHERE doc_id = %s", (doc_id,))


def _packed(times: int, length: int) -> int:
    """Return how often a term stands in a field and how long the field is, as one integer."""
    return min(times, MOST_TIMES) << LENGTH_BITS | min(length, MOST)


def _write_postings(
    connection: Connection,
    doc_id: str,
    places: dict[tuple[str, int, int], list[tuple[int, int]]],
) -> None:
    passages: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (term, field, _), found in places.items():
        passages[term][field] += len(found)
    terms = sorted(passages)
    connection.execute(
        "INSERT INTO terms (term) SELECT t FROM unnest(%s::text[]) t"
        " WHERE NOT EXISTS (SELECT FROM terms WHERE term = t)",
        (terms,),
    )
    rows = connection.execute(
        "UPDATE terms SET in_text = in_text + n.of_text, in_asked = in_asked + n.of_asked"
        " FROM unnest(%s::text[], %s::integer[], %s::integer[]) AS n(term, of_text, of_asked)"
        " WHERE terms.term = n.term RETURNING terms.term, term_id",
        (terms, [passages[term][TEXT] for term in terms], [passages[t][ASKED] for t in terms]),
    ).fetchall()
    ids: dict[str, int] = dict(rows)
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY postings (doc_id, term_id, field, voice, numbers, counts) FROM STDIN"
        ) as copy,
    ):
        for (term, field, voice), found in sorted(places.items()):
            numbers, counts = (_array(values) for values in zip(*found, strict=True))
            copy.write_row((doc_id, ids[term], field, voice, numbers, counts))


def _array(values: Sequence[int]) -> str:
    return f"{{{','.join(map(str, values))}}}"
