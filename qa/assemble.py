"""Putting a library, its models and the calibration together as the settings say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.builtin import texts_folder
from corpus.read import find_sources, read_source
from index.embedder import Embedder, open_embedder
from index.library import Library, Progress
from qa.align import Aligner, LateInteraction
from qa.ask import Answerer
from qa.confidence import Calibration, load_calibration
from qa.cross import open_reranker
from qa.rerank import Reranker
from qa.retrieve import FITTED, Ranking
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Models:
    """What reads questions and texts."""

    embedder: Embedder
    reranker: Reranker
    aligner: Aligner


def open_models(settings: Settings) -> Models:
    """Return the models of the settings; each is loaded when it is first used."""
    network = settings.allow_network
    return Models(
        open_embedder(settings.embedder, allow_network=network),
        open_reranker(settings.reranker, allow_network=network),
        LateInteraction(settings.aligner, allow_network=network),
    )


def open_library(settings: Settings) -> Library:
    """Return the library of the settings; loads no model and creates nothing."""
    embedder = open_embedder(settings.embedder, allow_network=settings.allow_network)
    return Library(settings.library, embedder, settings.of_library())


def open_answerer(
    settings: Settings,
    calibration: Calibration | None = None,
    models: Models | None = None,
    ranking: Ranking = FITTED,
) -> Answerer:
    """Return an answerer over the library of the settings; loads no model and creates nothing.

    Args:
        settings: Say which library, models and threshold.
        calibration: Judges the evidence; the one that comes with onrecord by default.
        models: Those of the settings by default.
        ranking: What passages are ranked by.
    """
    models = models or open_models(settings)
    calibration = calibration or load_calibration()
    if settings.threshold is not None:
        calibration = replace(calibration, threshold=settings.threshold)
    return Answerer(
        Library(settings.library, models.embedder, settings.of_library()),
        models.embedder,
        models.reranker,
        models.aligner,
        calibration,
        ranking,
    )


def fill_if_new(library: Library, settings: Settings, progress: Progress = lambda _: None) -> None:
    """Fill the default library with the bundled texts, if nobody has used it before."""
    if settings.bundled_texts and library.is_new:
        library.add([read_source(path) for path in find_sources(texts_folder())], progress)
