"""A filter as a condition in SQL, and the values it is filled with."""

from __future__ import annotations

from index.where import Where


def conditions(where: Where, documents: str, voices: str) -> tuple[str, dict[str, list[str]]]:
    """Return what ``where`` asks for, as a condition of ``AND`` clauses and its values.

    Only what is asked for becomes a clause, so that the planner sees what there is to choose.

    Args:
        where: The filter.
        documents: The table whose ``doc_id`` is meant.
        voices: The table with ``speaker`` and ``role``.
    """
    wanted = (
        ("docs", f"{documents}.doc_id", where.doc_ids),
        ("speakers", f"{voices}.speaker", where.speakers),
        ("roles", f"{voices}.role", where.roles),
    )
    values = {name: sorted(map(str, allowed)) for name, _, allowed in wanted if allowed is not None}
    clauses = [f"{column} = ANY(%({name})s)" for name, column, _ in wanted if name in values]
    return " AND ".join(["true", *clauses]), values
