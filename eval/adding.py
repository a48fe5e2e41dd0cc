"""How fast texts are added, beside the embedder alone, and how much memory that takes."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.synthetic import synthetic_interviews
from index.chunk import cut
from index.embedder import Embedder, open_embedder
from index.library import Library
from qa.intake import add_paths
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Adding:
    """What adding texts cost.

    Attributes:
        interviews: How many were added, of about 50,000 characters each.
        passages: How many passages they have.
        add_seconds: Reading, cutting, embedding, storing and indexing them, by the clock.
        add_cpu: The same in CPU seconds of all threads.
        bare_seconds: Embedding the words of the same passages alone, all at once.
        bare_cpu: The same in CPU seconds.
        megabytes: The most memory the process has had by the end of adding.
    """

    interviews: int
    passages: int
    add_seconds: float
    add_cpu: float
    bare_seconds: float
    bare_cpu: float
    megabytes: float

    @property
    def ratio(self) -> float:
        """Speed of adding by the speed of the embedder alone, by the clock."""
        return self.bare_seconds / self.add_seconds

    @property
    def cpu_ratio(self) -> float:
        """The same in CPU time, which other programs disturb less."""
        return self.bare_cpu / self.add_cpu

    def lines(self) -> list[str]:
        """Return the figures for a reader."""
        speed, bare = self.passages / self.add_seconds, self.passages / self.bare_seconds
        return [
            f"{self.interviews} interviews, {self.passages} passages",
            f"onrecord add       {speed:8.1f} passages/s {self.add_cpu:8.1f} CPU s",
            f"embedder alone     {bare:8.1f} passages/s {self.bare_cpu:8.1f} CPU s",
            f"ratio              {self.ratio:8.2f} by the clock {self.cpu_ratio:6.2f} by CPU time",
            f"memory at most     {self.megabytes:8.0f} MB",
        ]


def measure_adding(settings: Settings, interviews: int) -> Adding:
    """Add invented interviews to a new library, and then embed their passages alone."""
    embedder = open_embedder(settings.embedder, allow_network=settings.allow_network)
    with TemporaryDirectory(prefix="onrecord-bench-") as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for document in synthetic_interviews(interviews):
            (texts / f"{document.doc_id}.txt").write_text(document.text, encoding="utf-8")
        _warm_up(embedder, Path(folder) / "warm")
        library = Library(Path(folder) / "library", embedder)
        add_seconds, add_cpu = _timed(lambda: add_paths(library, [texts], lambda _: None))
        # Linux counts in KiB, macOS in bytes.
        unit = 1 if sys.platform == "darwin" else 1024
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
        said = [
            document.text[piece.start : piece.end]
            for summary in library.documents()
            for document in [library.document(summary.doc_id)]
            for piece in cut(document)
        ]
        bare_seconds, bare_cpu = _timed(lambda: embedder.embed_passages(said))
    return Adding(interviews, len(said), add_seconds, add_cpu, bare_seconds, bare_cpu, peak)


def _warm_up(embedder: Embedder, folder: Path) -> None:
    """Load what both sides use, so that neither pays for it."""
    Library(folder, embedder).add(synthetic_interviews(1, characters=2_000))


def _timed(action: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds ``action`` took, by the clock and of CPU."""
    began, cpu = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - began, time.process_time() - cpu
