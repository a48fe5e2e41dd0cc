"""What stands on every page is left out, and what only counts parts of a talk stays."""

from __future__ import annotations

import pytest

from corpus.pages import without_pages


@pytest.mark.parametrize(
    "text",
    [
        "Part 1\n\nA: One.\n\nPart 2\n\nA: Two.\n\nPart 3\n\nA: Three.\n",
        "1\n\nWhere was it?\n\nHere.\n\n2\n\nWhen was it?\n\nIn May.\n",
        "        Tape 1\n\nA: One.\n\n        Tape 2\n\nA: Two.\n",
        "## Berg 1\n\nA: One.\n\n## Berg 2\n\nA: Two.\n",
        "        1931\n\nA: One.\n\n        1938\n\nA: Two.\n",
    ],
)
def test_what_counts_parts_of_a_talk_stays(text: str) -> None:
    assert without_pages(text) == (text, ())


@pytest.mark.parametrize(
    "mark", ["                  {n}", "Page {n} of 9", "- {n} -", "            Berg, 3/98 - {n}"]
)
def test_numbers_of_pages_go(mark: str) -> None:
    pages = [f"A: One.\n\n{mark.format(n=n)}\n" for n in (2, 3)]
    text, left_out = without_pages("\n".join(pages))
    assert text.split() == ["A:", "One."] * 2
    assert [one.text for one in left_out] == [mark.format(n=n).strip() for n in (2, 3)]


def test_a_head_beside_the_number_goes_and_a_name_does_not() -> None:
    text = "A: One.\n\n{0}\n{1}\n\nBERG\nTwo.\n\n{2}\n{1}\nBERG\nThree.\n"
    bare, _ = without_pages(text.format("Page 2", "The Berg papers", "Page 3"))
    assert bare.split() == "A: One. BERG Two. BERG Three.".split()
