"""Opening a library, and filling a new one.

What it takes to ask a library, or to read texts into it, is not imported here: listing and
showing need neither, and would wait for both.
"""

from __future__ import annotations

from index.embedder import open_embedder
from index.library import Library, Progress
from qa.settings import Settings


def open_library(settings: Settings) -> Library:
    """Return the library of the settings; loads no model and creates nothing."""
    embedder = open_embedder(
        settings.embedder, allow_network=settings.allow_network, device=settings.runs_on
    )
    return Library(settings.library, embedder, settings.of_library())


def fill_if_new(library: Library, settings: Settings, progress: Progress = lambda _: None) -> None:
    """Fill the default library with the bundled texts, if nobody has used it before."""
    if settings.bundled_texts and library.is_new:
        from corpus.builtin import texts_folder
        from corpus.read import find_sources, read_source

        library.add([read_source(path) for path in find_sources(texts_folder())], progress)
