"""Both engines side by side on the same texts: ``python -m eval.engines postgresql://…``.

The texts are invented and most vectors drawn (see :mod:`eval.growth`). The folder's dense search
is exact, so recall is counted against it, and its times are the reference for the database's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

import click
import numpy as np

from corpus.errors import LibraryError
from eval.growth import DrawnAround
from eval.synthetic import synthetic_interviews
from index.copying import copy_library
from index.embedder import Embedder, Vectors, open_embedder
from index.library import Library
from index.passage import Hit
from index.place import Database, place_of
from index.snapshot import Snapshot
from index.where import ANSWERING, Where
from qa.settings import Settings

K = 10
QUESTION_WORDS = 9
SPREAD = 0.03
"""Of a query around the vector of a passage: its cosine to it is then about 0.85."""

Search = Callable[[Snapshot, int], list[Hit]]


@click.command()
@click.argument("address")
@click.option("--passages", default=100_000, show_default=True, type=click.IntRange(1_000))
@click.option("--times", default=100, show_default=True, type=click.IntRange(1))
def engines(address: str, passages: int, times: int) -> None:
    """Fill a folder and the empty database ADDRESS with as many passages, and compare them."""
    place = place_of(address)
    if not isinstance(place, Database):
        raise LibraryError(f"{place}: expected postgresql://USER@HOST/DATABASE")
    embedder = open_embedder(Settings().embedder)
    with TemporaryDirectory(prefix="onrecord-engines-") as home:
        folder = Path(home, "library")
        spent = _spent(lambda: _fill(folder, embedder, passages))
        click.echo(f"| filled the folder | {spent:.0f} s | {_size_of(folder) / 1e6:.0f} MB |")
        spent = _spent(lambda: list(copy_library(folder, place)))
        click.echo(f"| copied to PostgreSQL | {spent:.0f} s | {_size_in(place) / 1e6:.0f} MB |")
        both = Library(folder, embedder), Library(place, embedder)
        for name, search in _searches(both[0], times):
            click.echo(_compared(name, both, search, times))


def _fill(folder: Path, embedder: Embedder, passages: int) -> None:
    library = Library(folder, DrawnAround(embedder))
    documents = []
    cut = 0
    for document in synthetic_interviews(passages):
        cut += library.count_passages([document])
        documents.append(document)
        if cut >= passages:
            break
    library.add(documents)


def _searches(library: Library, times: int) -> Iterator[tuple[str, Search]]:
    """Yield what is searched for, by name: the same questions for both engines."""
    draw = np.random.default_rng(2)
    with library.snapshot() as snapshot:
        ids, speakers = snapshot.doc_ids, snapshot.speakers
    with library._store.reading() as view:
        near = [view.vectors_in(ids[n % len(ids)])[n % 7] for n in range(times)]
    queries = [_normed(v + SPREAD * draw.standard_normal(len(v)).astype(np.float32)) for v in near]
    words = [_words(library, ids[n % len(ids)], n) for n in range(times)]
    filters = {
        "": lambda _: Where(),
        ", who answers": lambda _: Where(roles=ANSWERING),
        ", one document": lambda n: Where(doc_ids=frozenset({ids[n % len(ids)]})),
        ", one speaker": lambda n: Where(speakers=frozenset({speakers[n % len(speakers)]})),
    }
    for name, where in filters.items():
        yield f"dense{name}", lambda s, n, w=where: s.search_dense(queries[n], K, w(n))  # type: ignore[misc]
    for name, where in filters.items():
        yield f"lexical{name}", lambda s, n, w=where: s.search_lexical(words[n], K, w(n))  # type: ignore[misc]


def _compared(name: str, both: Sequence[Library], search: Search, times: int) -> str:
    spent: list[list[float]] = [[], []]
    found: list[list[set[int]]] = [[], []]
    for n in range(times):
        for library, took, hits in zip(both, spent, found, strict=True):
            with library.snapshot() as snapshot:
                search(snapshot, n)  # reads the documents, which is not what is measured
                began = time.perf_counter()
                ranked = search(snapshot, n)
                took.append((time.perf_counter() - began) * 1000)
            hits.append({hash((h.passage.doc_id, h.passage.start)) for h in ranked})
    shared = [len(a & b) / max(1, len(a)) for a, b in zip(*found, strict=True)]
    folder, database = (median(took) for took in spent)
    return (
        f"| {name} | {folder:.1f} | {database:.1f} | {database / folder:.1f} | "
        f"{sum(shared) / len(shared):.3f} |"
    )


def _words(library: Library, doc_id: str, n: int) -> str:
    text = library.document(doc_id).text.split()
    draw = Random(n)  # noqa: S311  # nothing secret is drawn
    return " ".join(draw.sample(text, QUESTION_WORDS))


def _normed(vector: Vectors) -> Vectors:
    normed: Vectors = vector / np.linalg.norm(vector)
    return normed


def _spent(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _size_in(place: Database) -> int:
    import psycopg

    with closing(psycopg.connect(place.url)) as connection:
        row = connection.execute(
            "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = %s AND c.relkind = 'r'",
            (place.schema,),
        ).fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    engines()
