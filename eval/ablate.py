"""Asking every variant of the system the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.document import Document
from eval.dataset import EvalSet
from eval.remember import RememberedAligner, RememberedReranker
from eval.run import Run, run_set
from eval.variants import FULL, VARIANTS, Variant
from index.chunk import cut
from index.embedder import Embedder
from index.snapshot import passage_at
from index.store import Store
from qa.assemble import open_answerer, open_models
from qa.cross import open_reranker
from qa.settings import Settings


def ablate(eval_set: EvalSet, documents: Sequence[Document], settings: Settings) -> list[Run]:
    """Return a run of the full system, then one of each variant, named after them.

    The confidence stays the one that was fitted to the full system. Latencies mean nothing:
    what one variant has read the next one remembers.

    Args:
        eval_set: The questions.
        documents: What they are about; put into temporary libraries.
        settings: Say which models and threshold.
    """
    asked = (FULL, *VARIANTS)
    libraries = list(dict.fromkeys(variant.indexing for variant in asked))
    opened = open_models(settings)
    reranker, aligner = RememberedReranker(opened.reranker), RememberedAligner(opened.aligner)
    judge = RememberedReranker(opened.judge)
    as_it_comes = RememberedReranker(
        open_reranker(settings.reranker, adapter=None, allow_network=settings.allow_network)
    )
    runs = []
    with TemporaryDirectory(prefix="onrecord-ablate-") as folder:
        for variant in asked:
            home = Path(folder, str(libraries.index(variant.indexing)))
            varied = replace(
                settings,
                library=home,
                embedder=variant.embedder or settings.embedder,
            )
            models = replace(
                open_models(varied),
                reranker=reranker if variant.ordered else as_it_comes,
                aligner=aligner,
                judge=judge if variant.judged else as_it_comes,
            )
            if not home.exists():
                _fill(home, documents, variant, models.embedder)
            answerer = open_answerer(varied, models=models, ranking=variant.ranking)
            named = replace(eval_set, name=f"{eval_set.name} · {variant.name}")
            names = (varied.embedder, varied.reranker, varied.aligner)
            runs.append(run_set(named, answerer, names))
    return runs


def _fill(
    folder: Path, documents: Sequence[Document], variant: Variant, embedder: Embedder
) -> None:
    """Make a library as :class:`index.library.Library` does, but cut and embedded otherwise."""
    store = Store(folder / "library.sqlite")
    for document in documents:
        pieces = cut(document, variant.passage_size)
        passages = [passage_at(document, 0, piece) for piece in pieces]
        with store.writing() as change:
            change.set_fact("embedder", embedder.fingerprint)
            change.put(document, pieces, variant.represent(passages, embedder))
