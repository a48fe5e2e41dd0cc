"""A run as one page of HTML that needs nothing else: it opens from a disk, offline, anywhere.

Whatever a text or a question holds is shown as it is and does nothing. Jinja2 escapes every
value, no data is handed to the script other than through attributes, and the content policy
lets only the page's own style and script in, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.errors import OnrecordError
from eval.bootstrap import Estimate
from eval.breakdown import FIGURES, Category, categories
from eval.comparison import Comparison
from eval.outcome import Outcome
from eval.plots import Plot, plots
from eval.run import Run
from eval.table import figure
from eval.verdict import KINDS, Verdict, badness, in_words, verdict
from index.durable import write_durably

HERE = Path(__file__).parent
WORST = 10


@dataclass(frozen=True)
class Part:
    """A run with all that the page says of it as a whole."""

    number: int
    run: Run
    comparison: Comparison | None

    @cached_property
    def estimates(self) -> dict[str, Estimate]:
        """Every metric with its interval."""
        return self.run.estimates()

    @cached_property
    def plots(self) -> list[Plot]:
        """The run's plots."""
        return plots(self.run.columns, f"plot{self.number}")

    @property
    def categories(self) -> list[Category]:
        """How each category fared; empty if there is but one."""
        found = categories(self.run)
        return found if len(found) > 1 else []

    def count(self, *wanted: Verdict) -> int:
        """Return how many questions came to one of these verdicts."""
        return sum(verdict(outcome) in wanted for outcome in self.run.outcomes)


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the list.

    Attributes:
        set_name: Of the set it is from.
        order: Its place among all questions of the report, from 0.
        outcome: What happened to it.
    """

    set_name: str
    order: int
    outcome: Outcome

    @property
    def verdict(self) -> Verdict:
        """What it comes to."""
        return verdict(self.outcome)

    @property
    def says(self) -> str:
        """The verdict in words."""
        return _sentence(in_words(self.outcome))


def report_html(
    runs: Sequence[Run], command: str = "", comparisons: Sequence[Comparison] = ()
) -> str:
    """Return the report on ``runs``.

    Args:
        runs: At least one.
        command: What was typed to make them, shown in the header.
        comparisons: With former runs; those of none of ``runs`` are left out.
    """
    against = {id(comparison.run): comparison for comparison in comparisons}
    asked = [(run.name, outcome) for run in runs for outcome in run.outcomes]
    items = [Item(name, order, outcome) for order, (name, outcome) in enumerate(asked)]
    items.sort(key=lambda item: badness(item.outcome))
    style, script = (
        (HERE / name).read_text(encoding="utf-8") for name in ("report.css", "report.js")
    )
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            parts=[Part(n, run, against.get(id(run))) for n, run in enumerate(runs)],
            command=command,
            items=items,
            worst=[item for item in items if not item.verdict.is_right][:WORST],
            counts={kind: sum(item.verdict is kind for item in items) for kind in KINDS},
            names=list(dict.fromkeys(run.name for run in runs)),
            category_names=sorted({item.outcome.category for item in items}),
            # Files of ours and their digests: no value ever gets into them.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            policy=Markup(content_policy(style, script)),  # noqa: S704
        )
    )


def content_policy(style: str, script: str) -> str:
    """Return the content policy under which just this style and this script work."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def write_report(html: str, *paths: Path) -> None:
    """Write the report to each of ``paths``, each whole or not at all.

    Raises:
        OnrecordError: If that cannot be done.
    """
    # A text may hold half a surrogate pair, which no file can.
    data = html.encode("utf-8", "replace")
    for path in paths:
        try:
            write_durably(path, data)
        except OSError as error:
            raise OnrecordError(
                f"{path}: cannot write the report ({error.strerror}): name another --report"
            ) from error


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"FIGURES": FIGURES, "KINDS": KINDS, "Verdict": Verdict}
    environment.globals |= {"verdict": verdict, "in_words": in_words}
    filters: dict[str, Callable[..., object]] = {
        "figure": lambda value, name: figure(name, value),
        "signed": lambda value, name: f"{'+' if value > 0 else ''}{figure(name, value)}".replace(
            "-", "−"
        ),
        "sentence": _sentence,
        "share": lambda value: "–" if value != value else f"{value:.2f}",
        "moment": lambda date: date.replace("T", " ").replace("+00:00", " UTC"),
    }
    environment.filters |= filters
    return environment
