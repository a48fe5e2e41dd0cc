"""Nearest passages by pgvector: exactly in small libraries, by an HNSW graph in large ones.

Source: Malkov and Yashunin, Efficient and Robust Approximate Nearest Neighbor Search Using
Hierarchical Navigable Small World Graphs (2020).
"""

from __future__ import annotations

import numpy as np
from pgvector import Vector

from index.embedder import Vectors
from index.engine import Found
from index.postgres.conditions import conditions
from index.postgres.connect import Connection
from index.postgres.passages import read_found
from index.postgres.voices import Voices
from index.where import Where

GRAPH_FROM = 20_000
"""Passages from which a graph is searched; docs/postgres.md has what both ways cost."""

CANDIDATES = 200
_LOOK_FURTHER = (
    f"SET LOCAL hnsw.ef_search = {CANDIDATES}; SET LOCAL hnsw.iterative_scan = strict_order"
)
BYTES_A_LINK = 400
"""Of one passage in the graph while it is built, beside its vector."""

MOST_MEMORY = 2 << 30

# The graph is of vectors of one length, for which the conversion stands. Without it the graph does
# not fit the order, so that the search is exact whatever the planner thinks.
_NEAREST = """
WITH best AS (
    SELECT doc_id, number, -({order}) AS score FROM passages
    WHERE dim = {dim} AND {condition} ORDER BY {order} LIMIT %(k)s
)
"""
_EXACTLY = "vector <#> %(query)s"
_BY_GRAPH = "vector::vector({dim}) <#> %(query)s"


def search_dense(
    connection: Connection, voices: Voices, query: Vectors, k: int, where: Where
) -> list[Found]:
    """Return the ``k`` passages nearest to ``query``, best first; fewer if fewer match.

    Raises:
        ValueError: If ``k < 1``, or ``query`` is not finite or no vector.
    """
    if k < 1:
        raise ValueError(f"k must be at least 1, got {k}")
    if query.ndim != 1 or not np.isfinite(query).all():
        raise ValueError(f"expected a finite query of shape (dim,), got shape {query.shape}")
    matching = voices.matching(where)
    if not matching:
        return []
    dim = len(query)
    where = voices.narrowed(where)
    exactly, values = nearest(dim, where, by_graph=False)
    values |= {"query": Vector(query), "k": k}
    if matching >= GRAPH_FROM and has_graph(connection, dim):
        connection.execute(_LOOK_FURTHER)
        found = read_found(connection, nearest(dim, where, by_graph=True)[0], values)
        # A filter may let too few of those through that the graph was walked for.
        if len(found) == min(k, matching):
            return found
    return read_found(connection, exactly, values)


def nearest(dim: int, where: Where, *, by_graph: bool) -> tuple[str, dict[str, object]]:
    """Return the ranking for :func:`read_found`, and the values of its filter."""
    condition, allowed = conditions(where, documents="passages", voices="passages")
    order = (_BY_GRAPH if by_graph else _EXACTLY).format(dim=dim)
    return _NEAREST.format(order=order, dim=dim, condition=condition), dict(allowed)


def has_graph(connection: Connection, dim: int) -> bool:
    """Return whether there is a graph of vectors of that length."""
    row = connection.execute(
        "SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND indexname = %s",
        (_name(dim),),
    ).fetchone()
    return row is not None


def build_graph(connection: Connection, passages: int, dim: int) -> None:
    """Build the graph; readers go on meanwhile, and every later change updates it.

    One that an earlier model's vectors were in goes.
    """
    others = connection.execute(
        "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
        " AND starts_with(indexname, %s)",
        (_name(""),),
    ).fetchall()
    for (name,) in others:
        connection.execute(f"DROP INDEX {name}".encode())  # a name that was made below
    memory = min(MOST_MEMORY, passages * (4 * dim + BYTES_A_LINK) * 5 // 4 + (64 << 20))
    connection.execute(f"SET LOCAL maintenance_work_mem = '{memory >> 10}kB'".encode())
    connection.execute(
        f"CREATE INDEX IF NOT EXISTS {_name(dim)} ON passages USING hnsw"
        f" ((vector::vector({dim})) vector_ip_ops) WHERE dim = {dim}".encode()
    )


def _name(dim: int | str) -> str:
    return f"passages_near_{dim}"
