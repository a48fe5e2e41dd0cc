"""What the panel's events do with whatever a page sends."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker

from corpus.read import read_text
from index.library import Library
from qa.ask import Answerer
from web.events import Parts
from web.scope import ALL, Scope
from web.site import Site
from web.sources import Sources
from web.sources_events import Handlers, Panel

TEA = b"ANNA: What do you grow?\n\nBOHDAN: We grow green tea.\n"


def built(folder: Path) -> tuple[Sources, Handlers]:
    library = Library(folder, LetterEmbedder())
    library.add([read_text("Anna: Why?\n\nBohdan: It sells.", "coffee")])
    fakes = (LetterEmbedder(), WordReranker(), WordAligner())
    site = Site(Answerer(library, *fakes, BY_WORDS), lambda: None)
    site.prepare()
    sources = Sources(library)
    # Handlers only name components, so any names will do.
    parts: Any = Parts(*(field.name for field in fields(Parts)))  # type: ignore[arg-type]
    panel: Any = Panel("list", "offer", "notice")  # type: ignore[arg-type]
    return sources, Handlers(panel, parts, site, sources)


def told(**data: Any) -> gr.EventData:
    return gr.EventData(None, data)


def words(changes: dict[Any, Any]) -> str:
    return " ".join(str(value) for value in changes.values())


@pytest.mark.parametrize("event", ["choose", "read", "offered", "discard"])
@pytest.mark.parametrize("data", [None, {}, {"id": 1, "tokens": "x", "left": "y", "chosen": {}}])
def test_nonsense_from_a_page_is_no_error(tmp_path: Path, event: str, data: Any) -> None:
    _, handlers = built(tmp_path)
    assert getattr(handlers, event)(gr.EventData(None, data))


def test_adding_tells_how_far_it_is_and_what_became_of_each(tmp_path: Path) -> None:
    sources, handlers = built(tmp_path)
    tokens = [sources.offer("tea.txt", TEA), sources.offer("tool.exe", b"MZ")]
    narrow = Scope(frozenset({"coffee"}))
    steps = list(handlers.add(narrow, "coffee", told(tokens=tokens)))
    assert "Adding 1 of 2" in words(steps[0])
    assert "<b>added</b>" in words(steps[-1])
    assert "<b>refused</b>" in words(steps[-1])
    assert Scope(frozenset({"coffee", "tea"})) in steps[-1].values()
    assert "Asking all 2 sources" in words(steps[-1])
    assert sources.offered(tokens) == []


def test_removing_offers_to_undo_it(tmp_path: Path) -> None:
    sources, handlers = built(tmp_path)
    removed = words(handlers.remove(ALL, "coffee", told(id="coffee")))
    assert "Removed “Anna: Why?”" in removed
    assert not sources.library.holds("coffee")
    token = removed.split('data-undo="')[1].split('"')[0]
    assert "“Anna: Why?” is back" in words(handlers.undo(ALL, None, told(token=token)))
    assert sources.library.holds("coffee")


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    _, handlers = built(tmp_path)
    assert "unknown source" in words(handlers.remove(ALL, None, told(id="gone")))
    assert "no longer be undone" in words(
        handlers.undo(ALL, None, gr.EventData(None, {"token": "x"}))
    )


def test_a_page_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    sources, handlers = built(tmp_path)
    seen = str(sources.library.generation())
    refresh = handlers.refresh
    assert "coffee" not in words(refresh(ALL, told(seen=seen)))
    assert "coffee" in words(refresh(ALL, told(seen="0")))
