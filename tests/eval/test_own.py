"""What the interviewers asked becomes a set, with their replies as gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from eval.dataset import load_set
from eval.own import CATEGORY, DODGED, own

TALK = """ANNA KOVAL: Good morning. When did you first take the ferry across the river?

BOHDAN RUDY: In the autumn of 1961, with forty sheep on board.

ANNA KOVAL: Why did it stop?

BOHDAN RUDY: The new bridge was opened.

ANNA KOVAL: Do you miss the old ferry at Kaniv? Tell me.

BOHDAN RUDY: I do.

ANNA KOVAL: When did you first take the ferry across the river?

BOHDAN RUDY: As I said.

ANNA KOVAL: Who mends the boats of the village now?"""


def test_a_question_that_ends_a_turn_and_stands_alone_has_its_reply_as_gold(
    tmp_path: Path,
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "ferry.txt").write_text(TALK, encoding="utf-8")
    out = tmp_path / "own.jsonl"
    told = CliRunner().invoke(own, [str(texts), "--out", str(out)])
    assert told.output == f"{out}: 1 questions\n"
    (question,) = load_set(out).questions
    assert question.text == "When did you first take the ferry across the river?"
    assert [gold.quote for gold in question.gold] == [
        "In the autumn of 1961, with forty sheep on board."
    ]
    assert (question.sources, question.category) == (("ferry",), "own")


LEANING = {
    "And immigration?",
    "Is there anyone to follow you?",
    "Did anyone lose their savings?",
    "Is there anyone you go back to?",
}
"""Shipped questions that are found to lean by now, and so are drafted no more."""


def test_the_sets_beside_the_texts_ask_what_is_asked_there_and_quote_the_replies(
    tmp_path: Path,
) -> None:
    sets = Path(__file__).parents[2] / "eval" / "sets"
    folders = sorted({path.parent for path in sets.glob("*/*own-questions.jsonl")})
    assert len(folders) == 5
    for folder in folders:
        draft = tmp_path / "draft.jsonl"
        CliRunner().invoke(own, [str(folder / "texts"), "--out", str(draft)])
        # One folder has texts to learn from and others that are kept from it, in two files.
        shipped = [q for path in folder.glob("*own-questions.jsonl") for q in _questions(path)]
        assert len({question["id"] for question in shipped}) == len(shipped)
        # They were drafted when two texts kept their labels, and four questions stood alone.
        asked = {(q["source"], _unlabelled(q["question"])): q for q in shipped}
        drafts = _questions(draft)
        drafted_now = {(q["source"], q["question"]) for q in drafts}
        assert {question for _, question in asked.keys() - drafted_now} <= LEANING
        assert len(drafts) + (folder.name == "interviews-tune") * len(LEANING) == len(shipped)
        for drafted in drafts:
            read = asked[drafted["source"], drafted["question"]]
            (reply,) = drafted["gold"]
            assert all(_unlabelled(gold["quote"]) in reply["quote"] for gold in read["gold"])
            dodged = not read["gold"]
            assert (read["answerable"], read["category"]) == (
                (False, DODGED) if dodged else (True, CATEGORY)
            )


def _unlabelled(said: str) -> str:
    return said.removeprefix("Question: ").removeprefix("Q: ").removeprefix("A: ")


def _questions(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
