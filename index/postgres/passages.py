"""Reading the passages that a search has ranked."""

from __future__ import annotations

from collections.abc import Mapping

from index.chunk import Piece
from index.engine import Found
from index.postgres.connect import Connection

_PLACES = """
SELECT passage_id, doc_id, turn, start, stop, asked_turn, score::float8
FROM best JOIN passages USING (doc_id, number) ORDER BY score DESC, passage_id
"""


def read_found(connection: Connection, ranking: str, values: Mapping[str, object]) -> list[Found]:
    """Return the passages of a ranking, best first.

    Args:
        connection: Where to ask.
        ranking: A ``WITH`` clause with a table ``best`` of doc_id, number and score.
        values: What fills the clause.
    """
    rows = connection.execute((ranking + _PLACES).encode(), values).fetchall()
    return [
        Found(passage_id, doc_id, Piece(turn, start, stop, asked_turn), score)
        for passage_id, doc_id, turn, start, stop, asked_turn, score in rows
    ]
