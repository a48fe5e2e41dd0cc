"""What the page shows is text, character for character, whoever wrote it."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from interviews import interviews

from corpus.document import Document, Role, Turn
from corpus.read import read_text
from index.passage import Hit, Passage
from qa.answer import Answer, Citation, Reason, passage_link
from qa.links import EXPLAINED, Fate, parse_link
from web.conversation import conversation_html
from web.exchange import Exchange
from web.transcript import empty_transcript, place_html, transcript_html, version

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'`{{1}}\\n[1](javascript:x)"

_PIECES = [*"ab<>&\"'\\{}$/;#=\n \u202eé😀", "<b>", "&lt;", "{{x}}"]
_texts = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


class Page(HTMLParser):
    """Collects the text of every element by tag and class, as a browser would."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.texts: dict[str, str] = {}
        self.starts: list[int] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)
        if start := dict(attrs).get("data-start"):
            self.starts.append(int(start))
        name = dict(attrs).get("class") or tag
        self.texts.setdefault(name, "")
        if tag != "br":
            self._open.append(name)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # what is open closes in order
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in self._open:
            self.texts[name] += data


def passage_of(document: Document, turn: int) -> Passage:
    said = document.turns[turn]
    text = document.said(said)
    place = (document.doc_id, turn, said.start, said.end)
    return Passage(1, *place, text, said.speaker, said.role, asked="")


@settings(max_examples=60, deadline=None)
@given(interviews(), st.data())
def test_the_place_is_the_quotes_and_the_page_has_the_whole_text(
    interview: object, data: st.DataObject
) -> None:
    document = read_text(interview.dashed(), "an id/with-dashes-1")  # type: ignore[attr-defined]
    turn = data.draw(st.sampled_from(document.turns))
    start = data.draw(st.integers(turn.start, turn.end - 1))
    end = data.draw(st.integers(start + 1, turn.end))
    quote = document.text[start:end]
    link = parse_link(passage_link(document.doc_id, start, end, quote))
    assert link is not None
    assert (link.doc_id, link.start, link.end) == (document.doc_id, start, end)
    page = Page(transcript_html(document))
    place = Page(place_html(document, link, 7)).attributes
    assert place["data-quote"] == quote
    assert document.text[int(place["data-start"] or "") :].startswith(quote)
    assert (place["data-doc"], place["data-version"]) == (
        page.attributes["data-doc"],
        page.attributes["data-version"],
    )
    assert (place["data-href"], place["data-asked"]) == (link.href, "7")
    assert page.starts == [turn.start for turn in document.turns]
    assert page.texts["said"] == "".join(document.said(turn) for turn in document.turns)


@settings(max_examples=100, deadline=None)
@given(_texts.filter(str.strip), _texts, _texts.filter(str.strip))
def test_nothing_that_anybody_wrote_becomes_markup(said: str, question: str, title: str) -> None:
    start = len(said) - len(said.lstrip())
    end = len(said.rstrip())
    turn = Turn(title.strip(), Role.INTERVIEWEE, start, end, start)
    document = Document("a", title, said, (turn,))
    quote = said[start:end]
    citation = Citation(
        number=1,
        doc_id="a",
        title=title,
        speaker=turn.speaker,
        role=turn.role,
        asked=title,
        turn=0,
        start=start,
        end=end,
        quote=quote,
        score=0.9,
        document=document,
    )
    answer = Answer(question, Reason.ANSWERED, 0.9, (citation,), ())
    page = Page(conversation_html([Exchange(question, answer)]))
    plain = Page(conversation_html([Exchange("q", answer)]))
    assert page.tags == plain.tags
    assert page.texts["blockquote"] == f"“{quote}”"
    assert page.texts["question"] == question
    assert page.texts["title"] == title
    transcript = Page(transcript_html(document))
    assert transcript.texts["said"] == quote
    assert transcript.texts["h2"] == title
    assert not {"script", "img", "b", "a"} & set(transcript.tags)


def test_a_refusal_shows_the_closest_passages_as_text() -> None:
    document = read_text(f"— Why?\n— {HOSTILE} in the end.\n— Where?\n— There.", "a")
    hit = Hit(1, 0.2, passage_of(document, 1))
    answer = Answer(HOSTILE, Reason.NOT_IN_SOURCES, 0.1, (), (hit,))
    page = Page(conversation_html([Exchange(HOSTILE, answer)]))
    assert page.texts["question"] == HOSTILE
    assert HOSTILE in page.texts["closest"]
    assert not {"script", "img"} & set(page.tags)
    href = page.attributes["href"]
    assert href is not None
    link = parse_link(href)
    assert link is not None
    assert link.fits(document)


def test_an_error_is_shown_as_text() -> None:
    failed = Page(conversation_html([Exchange("q", note=HOSTILE, failed=True)]))
    assert failed.texts["failure"] == HOSTILE
    assert Page(empty_transcript(HOSTILE)).texts["nothing"] == HOSTILE


def test_a_link_to_a_text_that_changed_marks_nothing_and_says_so() -> None:
    old = read_text("— Why?\n— It rained all day.\n— And then?\n— It stopped.", "a")
    new = read_text("— Why?\n— It snowed all day.\n— And then?\n— It stopped.", "a")
    said = old.turns[1]
    link = parse_link(passage_link("a", said.start, said.end, old.said(said)))
    page = Page(place_html(new, link))
    assert page.texts["changed"] == EXPLAINED[Fate.CHANGED]
    assert not {"data-start", "data-quote"} & set(page.attributes)


def test_words_that_moved_are_marked_where_they_are_now_and_it_is_said() -> None:
    old = read_text("— Why?\n— It rained all day.\n— And then?\n— It stopped.", "a")
    new = read_text("— Why, then?\n— It rained all day.\n— And then?\n— It stopped.", "a")
    said = old.turns[1]
    page = Page(
        place_html(new, parse_link(passage_link("a", said.start, said.end, old.said(said))))
    )
    assert page.texts["moved"] == EXPLAINED[Fate.MOVED]
    assert page.attributes["data-quote"] == "It rained all day."
    assert page.attributes["data-start"] == str(new.text.index("It rained"))


@given(st.text() | st.from_regex(r"#cite-.*-\d*-\d*-[0-9a-f]*"))
def test_no_link_is_followed_out_of_its_document(href: str) -> None:
    document = read_text("— Why?\n— It rained.\n— And?\n— It stopped.", "a")
    link = parse_link(href)
    assert link is None or not link.fits(document)


def test_a_follow_up_says_how_it_was_understood() -> None:
    read = Answer("Why?", Reason.NOT_IN_SOURCES, 0.1, searched="Who <b>? Why?", in_context=True)
    page = Page(conversation_html([Exchange("Why?", read)]))
    assert page.texts["understood"] == "Understood as: Who <b>? Why?"
    respelt = Answer("Wy not?", Reason.NOT_IN_SOURCES, 0.1, searched="Why not?")
    assert "understood" not in Page(conversation_html([Exchange("Wy not?", respelt)])).texts


def test_a_page_can_tell_whether_it_shows_the_text_as_it_is() -> None:
    text = "ANNA: Why?\n\nBOHDAN: It rained.\n\nANNA: And then?\n\nBOHDAN: It stopped."
    same = [version(read_text(text, "a")), version(read_text(text, "a"))]
    others = [
        version(read_text(text.replace("stopped", "snowed"), "a")),
        version(read_text(text.replace("BOHDAN", "OLHA"), "a")),
        version(read_text(f"---\ntitle: Rain\n---\n\n{text}", "a")),
    ]
    assert len({*same, *others}) == 4
