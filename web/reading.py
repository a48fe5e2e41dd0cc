"""The reading pane's parts that never change: the bar above the text, and the text's place."""

from __future__ import annotations

from pathlib import Path

from web.transcript import empty_transcript

HERE = Path(__file__).parent


def bar_html() -> str:
    """Return the buttons and fields above a transcript."""
    return (
        '<div class="bar">'
        '<button type="button" class="back" data-close>Back to the chat</button>'
        f'<div class="cites none">{_step("step", -1, "Previous citation")}'
        f'<span class="which" role="status"></span>{_step("step", 1, "Next citation")}</div>'
        '<div class="find" role="search"><input type="search" placeholder="Find words" '
        'aria-label="Find in the transcript" autocomplete="off" spellcheck="false">'
        f'<span class="count" role="status"></span>{_step("found", -1, "Previous match")}'
        f"{_step('found', 1, 'Next match')}</div>"
        '<details class="outline none"><summary>Questions</summary><ol></ol></details></div>'
    )


def view_html(message: str) -> str:
    """Return the place of the transcript, with a word in it until there is one."""
    return f'<div class="view">{empty_transcript(message)}</div>'


def reading_script() -> str:
    """Return what runs in the component that says which place to show."""
    names = ("view.js", "citations.js", "find.js", "preview.js")
    return "".join((HERE / name).read_text(encoding="utf-8") for name in names)


def _step(what: str, by: int, label: str) -> str:
    way = "M10 3 5 8l5 5" if by < 0 else "M6 3l5 5-5 5"
    return (
        f'<button type="button" class="step" data-{what}="{by}" aria-label="{label}" '
        f'title="{label}" aria-disabled="true"><svg viewBox="0 0 16 16" aria-hidden="true">'
        f'<path d="{way}"/></svg></button>'
    )
