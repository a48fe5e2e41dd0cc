"""Which dense index suits which size: memory, speed and what is overlooked, kind by kind.

Vectors are drawn in clusters from a seed, since here the size is measured and not the meaning.
Each kind is built in one process and searched in another, so that memory is what each needs
by itself; what it finds is held against comparing with every vector, and its time against
bare FAISS doing so in the same run.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from index.dense import DenseIndex, Stamp, Stored
from index.embedder import Vectors
from index.nearest import Batches, Kind, faiss, kind_for
from index.threads import limit_threads

DIM = 384
A_CLUSTER = 1_000
"""Vectors drawn around one centre, on average: several lists of an inverted file, so that
neighbours in the cluster are spread over them, which is what makes them hard to find."""

SPREAD = 0.05
"""Standard deviation in each dimension around a centre of length 1: cosines of about 0.5
between two vectors of one cluster, as between passages on one subject."""

SEED = 20261125
QUERIES = 200
K = 10
A_BATCH = 20_000
FILTERS = {"all": 1.0, "1 of 10": 0.1, "1 of 1,000": 0.001}
"""Shares of the passages that may be returned, as by speaker or by source."""

STAMP = Stamp(1, "drawn")


@dataclass(frozen=True, slots=True)
class Searched:
    """How one kind of index searched among the passages that a filter leaves.

    Attributes:
        recall: Share of the 10 nearest that were found, over all queries.
        median: Milliseconds.
        p95: Milliseconds.
        ratio: Median by the median of bare FAISS comparing with every vector.
    """

    among: str
    recall: float
    median: float
    p95: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Size:
    """One kind of index at one size.

    Attributes:
        chosen: Whether it is the kind that a library of this size uses.
        build_cpu: Seconds of all threads to build it and write it safely.
        build_megabytes: The most memory that took.
        open_seconds: To open it, checksum included.
        megabytes: The most memory of the process that searched.
        disk_megabytes: The size of its files.
        bandwidth: Gigabytes a second at which numpy adds up an array, in the same run.
    """

    vectors: int
    kind: Kind
    chosen: bool
    build_cpu: float
    build_megabytes: float
    open_seconds: float
    megabytes: float
    disk_megabytes: float
    bandwidth: float
    searched: tuple[Searched, ...]


def measure_sizes(counts: Sequence[int]) -> Iterator[Size]:
    """Yield every kind of index at each size, as it is measured."""
    for count in counts:
        with TemporaryDirectory(prefix="onrecord-sizes-") as name:
            folder = Path(name)
            _write_vectors(folder, count)
            truth = _run("truth", folder, None)
            for kind in Kind:
                built = _run("build", folder, kind)
                found = _run("search", folder, kind)
                yield Size(
                    count,
                    kind,
                    kind is kind_for(count),
                    **built,
                    open_seconds=found["open_seconds"],
                    megabytes=found["megabytes"],
                    bandwidth=truth["bandwidth"],
                    searched=tuple(
                        Searched(**one, ratio=one["median"] / truth["median"])
                        for one in found["searched"]
                    ),
                )


def table(sizes: Sequence[Size]) -> str:
    """Return the measurements as a table in Markdown."""
    lines = [
        "| vectors | index | build CPU s | build MB | open s | MB | disk MB | among "
        "| recall@10 | p50 ms | p95 ms | p50 to bare flat |",
        "|" + "---|" * 12,
    ]
    for size in sizes:
        kind = f"**{size.kind}**" if size.chosen else str(size.kind)
        cost = (
            f"{size.build_cpu:.1f} | {size.build_megabytes:.0f} | {size.open_seconds:.2f} "
            f"| {size.megabytes:.0f} | {size.disk_megabytes:.0f}"
        )
        lines += [
            f"| {size.vectors:,} | {kind} | {cost} | {one.among} | {one.recall:.3f} "
            f"| {one.median:.2f} | {one.p95:.2f} | {one.ratio:.2f} |"
            for one in size.searched
        ]
    return "\n".join(lines)


def _write_vectors(folder: Path, count: int) -> None:
    """Write unit vectors in clusters, and queries near some of them."""
    draw = np.random.default_rng(SEED)
    centres = _unit(draw.standard_normal((max(1, count // A_CLUSTER), DIM), dtype=np.float32))
    with (folder / "vectors.f4").open("wb") as file:
        for start in range(0, count, A_BATCH):
            around = centres[draw.integers(len(centres), size=min(A_BATCH, count - start))]
            drawn = around + SPREAD * draw.standard_normal(around.shape, dtype=np.float32)
            file.write(_unit(drawn).tobytes())
    near = centres[draw.integers(len(centres), size=QUERIES)]
    queries = near + SPREAD * draw.standard_normal(near.shape, dtype=np.float32)
    np.save(folder / "queries.npy", _unit(queries))
    for among, share in FILTERS.items():
        allowed = draw.random(count) < share
        allowed[0] = True  # where there are few, not none
        np.save(folder / f"{among}.npy", np.flatnonzero(allowed).astype(np.int64))


def _unit(rows: Vectors) -> Vectors:
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _vectors(folder: Path) -> Vectors:
    return np.memmap(folder / "vectors.f4", np.float32, "r").reshape(-1, DIM)


def _run(what: str, folder: Path, kind: Kind | None) -> dict[str, Any]:
    """Do one measurement in a process of its own."""
    command = [sys.executable, "-m", "eval.sizes", what, str(folder), str(kind or "")]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def _truth(folder: Path) -> dict[str, Any]:
    """Find the nearest by comparing with every vector; time bare FAISS and the memory."""
    vectors, queries = _vectors(folder), np.load(folder / "queries.npy")
    for among in FILTERS:
        allowed = np.load(folder / f"{among}.npy")
        best = np.full((QUERIES, K), -2, dtype=np.float32)
        ids = np.full((QUERIES, K), -1, dtype=np.int64)
        for start in range(0, len(allowed), A_BATCH):
            some = allowed[start : start + A_BATCH]
            best, ids = _better(best, ids, queries @ vectors[some].T, some)
        np.save(folder / f"truth {among}.npy", ids)
    flat = faiss.IndexFlatIP(DIM)
    flat.add(np.ascontiguousarray(vectors))
    times = [_milliseconds(partial(flat.search, query[None], K)) for query in queries[:50]]
    array = np.ones(50_000_000, dtype=np.float32)
    seconds = min(_milliseconds(array.sum) for _ in range(5)) / 1000
    return {"median": float(np.median(times)), "bandwidth": array.nbytes / 1e9 / seconds}


def _better(
    best: npt.NDArray[np.float32],
    ids: npt.NDArray[np.int64],
    scores: npt.NDArray[np.float32],
    some: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    scores = np.concatenate([best, scores], axis=1)
    ids = np.concatenate([ids, np.broadcast_to(some, (QUERIES, len(some)))], axis=1)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :K]
    return np.take_along_axis(scores, order, 1), np.take_along_axis(ids, order, 1)


def _build(folder: Path, kind: Kind) -> dict[str, Any]:
    vectors = _vectors(folder)
    ids = np.arange(len(vectors), dtype=np.int64)

    def batches(first: int) -> Batches:
        for start in range(first, len(vectors), A_BATCH):
            some = slice(start, start + A_BATCH)
            yield ids[some], np.ascontiguousarray(vectors[some])

    began = time.process_time()
    home = folder / kind
    DenseIndex.build(Stored(ids, batches), kind).save(home, STAMP)
    return {
        "build_cpu": time.process_time() - began,
        "build_megabytes": _most_megabytes(),
        "disk_megabytes": sum(file.stat().st_size for file in home.iterdir()) / 1e6,
    }


def _search(folder: Path, kind: Kind) -> dict[str, Any]:
    vectors, queries = _vectors(folder), np.load(folder / "queries.npy")
    began = time.perf_counter()
    loaded = DenseIndex.load(folder / kind, STAMP.fingerprint)
    opened = time.perf_counter() - began
    if loaded is None:
        raise SystemExit("the index that was saved cannot be opened")
    searched = []
    for among, share in FILTERS.items():
        allowed = np.load(folder / f"{among}.npy") if share < 1 else None
        truth = np.load(folder / f"truth {among}.npy")
        right, times = 0, []
        for query, nearest in zip(queries, truth, strict=True):
            start = time.perf_counter()
            found = loaded[1].search(query, K, allowed, lambda wanted: vectors[list(wanted)])
            times.append((time.perf_counter() - start) * 1000)
            right += len({passage_id for passage_id, _ in found} & set(nearest.tolist()))
        searched.append(
            {
                "among": among,
                "recall": right / sum(int((row >= 0).sum()) for row in truth),
                "median": float(np.median(times)),
                "p95": float(np.percentile(times, 95)),
            }
        )
    return {"open_seconds": opened, "megabytes": _most_megabytes(), "searched": searched}


def _milliseconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def _most_megabytes() -> float:
    """Return the most memory this process has had."""
    try:  # since it began: what the system counts otherwise is inherited from its parent
        told = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(told.split("VmHWM:")[1].split()[0]) / 1e3
    except (OSError, IndexError):
        pass
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def _main(what: str, folder: str, kind: str) -> None:
    limit_threads()
    home = Path(folder)
    if what == "truth":
        found = _truth(home)
    else:
        found = (_build if what == "build" else _search)(home, Kind(kind))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _main(*sys.argv[1:])
