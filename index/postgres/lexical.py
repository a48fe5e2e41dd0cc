"""BM25 in the database, over the postings that index/postgres/words.py writes.

It ranks as index/lexical.py does with tantivy: the same analysis, constants and boosts, what was
asked at half weight, and room for a typing error in a word that no text has. Each passage that
holds one of the words is scored; nothing ends early.
Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log1p

from rapidfuzz.distance import OSA

from index.engine import Found
from index.lexical import ASKED_BOOST, FUZZY_BOOST
from index.postgres.conditions import conditions
from index.postgres.connect import Connection
from index.postgres.passages import read_found
from index.postgres.voices import Voices
from index.postgres.words import ASKED, LENGTH_BITS, MOST, TEXT
from index.where import Where
from index.words import query_terms

K1, B = 1.2, 0.75
"""Tantivy's, so that both engines rank alike."""

FROM_LENGTH, TWO_ERRORS = 4, 8
"""Characters from which an unknown word may have one typing error, and two."""

# Grouped by the passage's id first, because numbers are quicker to compare than documents' ids,
# which are there so that the tables can be spread by document.
_MATCHES = f"""
WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(%(terms)s::integer[], %(fields)s::smallint[], %(words)s::integer[],
        %(weights)s::float8[], %(flat)s::boolean[]) AS a(term_id, field, word, weight, flat)
), matches AS NOT MATERIALIZED (
    SELECT v.first_passage + n.number AS passage_id, p.doc_id, n.number, a.word, a.field,
        CASE WHEN a.flat THEN a.weight ELSE
            a.weight * (n.count >> {LENGTH_BITS}) * {K1 + 1} / ((n.count >> {LENGTH_BITS})
            + {K1} * ({1 - B} + {B} * (n.count & {MOST})
            / CASE a.field WHEN {TEXT} THEN %(text)s ELSE %(asked)s END))
        END AS score
    FROM asked a JOIN postings p USING (term_id, field) JOIN voices v USING (doc_id, voice)
    CROSS JOIN LATERAL unnest(p.numbers, p.counts) AS n(number, count)
    WHERE {{condition}}
)"""  # noqa: S608  # filled with the constants above
# Of the terms that one word may stand as, the best counts, as in tantivy's disjunction.
_BEST_FORMS = """, forms AS NOT MATERIALIZED (
    SELECT passage_id, doc_id, max(number) AS number, max(score) AS score FROM matches
    GROUP BY passage_id, doc_id, word, field
)"""
_BEST = """, best AS (
    SELECT doc_id, max(number) AS number, sum(score) AS score FROM {table}
    GROUP BY passage_id, doc_id ORDER BY score DESC, passage_id LIMIT %(k)s
)"""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A term to be looked for in a field, for a word of the query.

    Attributes:
        word: Position of the word; its terms in one field count once.
        weight: What a passage gets, times what BM25 makes of the term's frequency in it.
        flat: Whether the frequency does not count.
    """

    term_id: int
    field: int
    word: int
    weight: float
    flat: bool = False


def search_lexical(
    connection: Connection, voices: Voices, query: str, k: int, where: Where, *, plain: bool
) -> list[Found]:
    """Return the ``k`` passages with the highest BM25 score for ``query``, best first."""
    clauses = list(_clauses(connection, voices, query, plain=plain))
    if not clauses:
        return []
    values: dict[str, object] = {
        "terms": [c.term_id for c in clauses],
        "fields": [c.field for c in clauses],
        "words": [c.word for c in clauses],
        "weights": [c.weight for c in clauses],
        "flat": [c.flat for c in clauses],
        # A field without any term is not searched, and 1 is divided by in vain.
        "text": voices.lengths[TEXT] or 1.0,
        "asked": voices.lengths[ASKED] or 1.0,
        "k": k,
    }
    condition, allowed = conditions(voices.narrowed(where), documents="p", voices="v")
    several = len({(c.word, c.field) for c in clauses}) < len(clauses)
    ranking = _MATCHES.format(condition=condition) + (
        _BEST_FORMS + _BEST.format(table="forms") if several else _BEST.format(table="matches")
    )
    return read_found(connection, ranking, values | allowed)


def _clauses(
    connection: Connection, voices: Voices, query: str, *, plain: bool
) -> Iterator[_Clause]:
    words = query_terms(query, voices.stemmers)
    known = _known(connection, [term for word in words for term in word])
    for n, word in enumerate(words):
        there = [known[term] for term in word if term in known]
        for term_id, in_text, in_asked in there:
            if in_text:
                yield _Clause(term_id, TEXT, n, _rarity(in_text, voices.passages))
            if in_asked and not plain:
                weight = ASKED_BOOST * _rarity(in_asked, voices.passages)
                yield _Clause(term_id, ASKED, n, weight)
        if not there and not plain and len(word[0]) >= FROM_LENGTH:
            for term_id in _meant(connection, word):
                yield _Clause(term_id, TEXT, n, FUZZY_BOOST, flat=True)


def _rarity(having: int, passages: int) -> float:
    return log1p((passages - having + 0.5) / (having + 0.5))


def _known(connection: Connection, terms: Sequence[str]) -> dict[str, tuple[int, int, int]]:
    """Return id and numbers of passages, by field, of each of ``terms`` that any text has."""
    rows = connection.execute(
        "SELECT term, term_id, in_text, in_asked FROM terms WHERE term = ANY(%s)", (list(terms),)
    ).fetchall()
    return {term: (term_id, in_text, in_asked) for term, term_id, in_text, in_asked in rows}


def _meant(connection: Connection, word: tuple[str, ...]) -> list[int]:
    """Return the terms that differ from ``word`` by no more than typing errors."""
    distance = 1 if len(word[0]) < TWO_ERRORS else 2
    rows = connection.execute(
        "SELECT term_id, term FROM terms WHERE in_text > 0 AND length(term) BETWEEN %s AND %s",
        (min(map(len, word)) - distance, max(map(len, word)) + distance),
    ).fetchall()
    terms: dict[int, str] = dict(rows)
    close = {
        term_id
        for form in word
        for term_id, term in terms.items()
        if OSA.distance(form, term, score_cutoff=distance) <= distance
    }
    return sorted(close)
