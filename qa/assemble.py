"""Putting a library, its models and the calibration together as the settings say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.device import ACCELERATORS, torch_device
from index.embedder import Embedder, open_embedder
from index.library import Library
from qa.align import Aligner, LateInteraction
from qa.ask import Answerer
from qa.confidence import Calibration, load_calibration
from qa.cross import open_judge, open_reranker
from qa.opening import fill_if_new, open_library
from qa.remember import RememberingEmbedder, RememberingReranker
from qa.rerank import Reranker
from qa.retrieve import FITTED, Ranking
from qa.settings import Settings

__all__ = ["Models", "fill_if_new", "open_answerer", "open_library", "open_models"]


@dataclass(frozen=True, slots=True)
class Models:
    """What reads questions and texts.

    Attributes:
        judge: Reads the sentences that may be quoted; the reranker itself, if there is no other.
    """

    embedder: Embedder
    reranker: Reranker
    aligner: Aligner
    judge: Reranker


def open_models(settings: Settings) -> Models:
    """Return the models of the settings; each is loaded when it is first used.

    Raises:
        SettingsError: If they are to run on an accelerator that is not on this machine.
    """
    if settings.device in ACCELERATORS:
        torch_device(settings.device)  # now, and not at the first question
    network, device = settings.allow_network, settings.runs_on
    reranker = RememberingReranker(
        open_reranker(settings.reranker, allow_network=network, device=device)
    )
    judge = open_judge(settings.reranker, device=device)
    return Models(
        RememberingEmbedder(open_embedder(settings.embedder, allow_network=network, device=device)),
        reranker,
        LateInteraction(settings.aligner, allow_network=network, device=device),
        RememberingReranker(judge) if judge else reranker,
    )


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
        models.judge,
    )
