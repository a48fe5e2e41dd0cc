"""Passages lie inside turns and lose nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Role, Turn
from index.chunk import cut
from index.sentences import sentence_spans

SPOKEN = st.text(st.sampled_from("ab cd. e?f! gh…\n“”é😀 Ж。"), min_size=1, max_size=300).filter(
    lambda said: bool(said.strip())
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Turns with anything in them, labelled by dashes."""
    roles = draw(st.lists(st.sampled_from(list(Role)), min_size=1, max_size=6))
    text, turns = "", []
    for role in roles:
        label_start = len(text)
        said = draw(SPOKEN).strip()
        text += "— " + said + "\n"
        start = label_start + 2
        turns.append(Turn(f"the {role}", role, start, start + len(said), label_start))
    return Document("d", "D", text, tuple(turns))


@settings(deadline=None)
@given(document=documents(), size=st.integers(20, 120))
def test_pieces_cover_every_turn_in_order_without_overlap(document: Document, size: int) -> None:
    covered = dict.fromkeys(range(len(document.turns)), "")
    edge = 0
    for piece in cut(document, size):
        turn = document.turns[piece.turn]
        assert edge <= piece.start < piece.end <= turn.end
        assert turn.start <= piece.start
        assert piece.end - piece.start <= size or not document.said(turn)[size:]
        covered[piece.turn] += document.text[piece.start : piece.end]
        edge = piece.end
    for number, said in covered.items():
        assert "".join(said.split()) == "".join(document.said(document.turns[number]).split())


def test_a_piece_of_an_answer_knows_the_question_before_it() -> None:
    text = "Intro\nWhy?\nBecause.\nIndeed.\nReally?\nYes."
    said = [(0, 5), (6, 10), (11, 19), (20, 27), (28, 35), (36, 40)]
    roles = [Role.NARRATOR, Role.INTERVIEWER, Role.INTERVIEWEE, Role.INTERVIEWEE]
    roles += [Role.INTERVIEWER, Role.INTERVIEWEE]
    turns = tuple(
        Turn("x", role, start, end, start) for role, (start, end) in zip(roles, said, strict=True)
    )
    pieces = cut(Document("d", "D", text, turns))
    assert [piece.asked_turn for piece in pieces] == [None, None, 1, 1, None, 4]


def test_a_long_answer_is_cut_between_sentences() -> None:
    said = "Mr. Smith met the U.S. envoy. They talked. Nothing came of it."
    turn = Turn("x", Role.INTERVIEWEE, 0, len(said), 0)
    pieces = cut(Document("d", "D", said, (turn,)), size=45)
    assert [said[piece.start : piece.end] for piece in pieces] == [
        "Mr. Smith met the U.S. envoy. They talked.",
        "Nothing came of it.",
    ]


@given(st.text(max_size=300))
def test_sentence_spans_are_ordered_and_skip_only_white_space(text: str) -> None:
    spans = sentence_spans(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert not text[start:end].strip()
