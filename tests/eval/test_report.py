"""The report as text; tests/browser has it in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import outcome, place

from corpus.errors import OnrecordError
from eval import report
from eval.comparison import compare
from eval.excerpt import Excerpt
from eval.outcome import Outcome
from eval.report import report_html, write_report
from eval.run import Run

GOLD, ELSEWHERE = place(100), place(500)
HOSTILE = (
    "</script></style><script>alert(1)</script><img src=x onerror=a>\"'&amp;{{1}}{% x %}\u2028"
)


def said(text: str) -> tuple[Excerpt, ...]:
    return (Excerpt("a", "A title", "Anna", 100, 100 + len(text), text),)


def made(*outcomes: Outcome, name: str = "a set") -> Run:
    return Run(name, "2026-01-02T03:04:05+00:00", ("embedder", "reranker"), outcomes)


RIGHT = replace(
    outcome("right", labels=[[GOLD]], hits=[GOLD], citations=[GOLD], category="direct"),
    gold=said("We grow tea."),
    cited=said("Yes. We grow tea."),
)
REFUSED = replace(
    outcome("refused", labels=[[GOLD]], hits=[ELSEWHERE, GOLD], category="direct"),
    gold=said("We sell tea."),
    nearest=said("The hills are steep."),
)
INVENTED = replace(outcome("invented", citations=[ELSEWHERE], category="near"), cited=said("No."))
RUN = made(RIGHT, REFUSED, INVENTED)


class Page(HTMLParser):
    """Collects tags, attributes, and the text of each question's entry."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.entries: dict[str, str] = {}
        self._entry = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "li":
            self._entry = dict(attrs).get("data-order") or ""

    def handle_data(self, data: str) -> None:
        if self._entry:
            shown = self.entries.get(self._entry, "") + data
            self.entries[self._entry] = " ".join(shown.split()) + " "


def test_every_question_has_its_verdict_answer_and_gold() -> None:
    page = Page(report_html([RUN]))
    assert page.entries["0"].startswith(
        "right? Answered rightly confidence 0.50 answered category direct 1 ms right "
        "Answer “Yes. We grow tea.” Anna · A title Gold “We grow tea.” Anna · A title "
    )
    assert page.entries["1"].startswith(
        "refused? Refused, although the answer was found at rank 2 confidence 0.50 "
        "not_in_sources category direct 1 ms refused Answer Refused. Gold “We sell tea.” "
        "Anna · A title Nearest passages, not given as an answer 1 “The hills are steep.” "
    )
    assert page.entries["2"].startswith(
        "invented? Answered, but the sources do not say it confidence 0.50 answered "
        "category near 1 ms invented Answer “No.” Anna · A title Gold "
        "The sources do not answer this. "
    )


def test_the_header_says_what_was_run() -> None:
    html = report_html([RUN], "onrecord eval --limit 3 --report 'a b.html'")
    for shown in (
        "a set</bdi>, n = 3",
        "2026-01-02 03:04:05 UTC",
        "<bdi>embedder</bdi>, <bdi>reranker</bdi>",
        "onrecord eval --limit 3 --report &#39;a b.html&#39;",
        "Of 2 questions that the sources answer, 1 were answered rightly",
    ):
        assert shown in html


def test_the_tables_hold_the_figures_of_the_run() -> None:
    html = report_html([RUN])
    row = '<tr><th scope="row">false-answer rate</th><td>1.000</td>'
    assert row in html
    assert "<bdi>direct</bdi></th><td>2</td><td>0.50</td><td>1.00</td><td>0.50</td>" in html


def test_a_former_run_is_shown_beside_it() -> None:
    former = made(replace(RIGHT, citations=(), cited=(), answer="Not there."), REFUSED)
    html = report_html([RUN], "", [compare(RUN, former)])
    assert "on the 2 questions that both have" in html
    assert "Lost: right before, wrong now: none" in html
    won = html[html.index("Won: wrong before, right now: 1") :]
    assert won.index("Not there.") < won.index("Yes. We grow tea.")


def test_only_what_went_wrong_is_among_the_worst() -> None:
    worst = report_html([RUN]).split('aria-label="In full"')[1].split("</ol>")[0]
    assert re.findall(r"(\w+)\?</h3>", worst) == ["invented", "refused"]
    assert "Nothing went wrong." in report_html([made(RIGHT)])


def test_a_run_without_words_is_shown_by_its_places() -> None:
    bare = replace(RIGHT, gold=(), cited=(), answer="“We grow tea.” — Anna [1]")
    html = report_html([made(bare)])
    assert "characters 100 to 110" in html
    assert "“We grow tea.” — Anna [1]" in html


FORMER = made(replace(RIGHT, citations=()), REFUSED)


def test_hostile_text_makes_no_tags() -> None:
    harmless = report_html([RUN, made(RIGHT, name="b")], "x", [compare(RUN, FORMER)])
    bad = tuple(
        replace(o, question_id=HOSTILE, question=HOSTILE, category=HOSTILE, reason=HOSTILE)
        for o in (
            replace(RIGHT, gold=said(HOSTILE), cited=said(HOSTILE)),
            replace(REFUSED, answer=HOSTILE, nearest=said(HOSTILE)),
            outcome("x", labels=[[place(1, 2, HOSTILE)]], citations=[GOLD]),
        )
    )
    run = Run(HOSTILE, HOSTILE, (HOSTILE,), bad)
    former = replace(run, outcomes=tuple(replace(o, citations=()) for o in bad))
    page = Page(report_html([run], HOSTILE, [compare(run, former)]))
    assert set(page.tags) <= set(Page(harmless).tags)
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert ("data-category", HOSTILE) in page.attributes


_PIECES = [*"ab<>&\"'\\{}%$/;#=\n\u202e\u2028\0é😀", "<b>", "&lt;", "{{x}}"]
_texts = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@settings(max_examples=5, deadline=None)  # a page takes a second, and holds many questions
@given(st.lists(_texts, min_size=8, max_size=20))
def test_any_question_is_shown_as_it_is(texts: list[str]) -> None:
    asked = [replace(RIGHT, question_id=str(n), question=text) for n, text in enumerate(texts)]
    shown = Page(report_html([made(*asked)])).entries
    for n, text in enumerate(texts):
        assert shown[str(n)].startswith(" ".join(f"{text} Answered rightly".split()))


def test_the_policy_names_the_one_script_and_the_one_style() -> None:
    html = report_html([RUN])
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    for tag in ("script", "style"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert not [value for name, value in Page(html).attributes if name == "style"]


def test_nothing_is_loaded_from_anywhere() -> None:
    page = Page(report_html([RUN]))
    links = [v or "" for name, v in page.attributes if name in ("src", "href", "xlink:href")]
    assert [link for link in links if not link.startswith(("#", "data:,"))] == []
    sources = "".join(
        (report.HERE / name).read_text(encoding="utf-8") for name in ("report.css", "report.js")
    )
    assert "http" not in sources
    assert "url(" not in sources
    assert "@import" not in sources


def test_half_a_surrogate_pair_does_not_stop_the_report(tmp_path: Path) -> None:
    write_report(report_html([made(replace(RIGHT, question="a\ud800b"))]), tmp_path / "r.html")
    assert "a?b" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OnrecordError, match="cannot write the report"):
        write_report("x", tmp_path / "file" / "report.html")
