"""The line of questions: two at a time, the others in order."""

from __future__ import annotations

import threading
from queue import SimpleQueue

import pytest

from qa.progress import AbandonedError
from web.line import Line, LineFullError


class Asker:
    """Takes a turn in a thread of its own, and tells what it hears there."""

    def __init__(self, line: Line) -> None:
        self.heard: SimpleQueue[int | str] = SimpleQueue()
        self.last: int | str = ""
        self._line = line
        self._leave = threading.Event()
        self._give_up = False
        self.thread = threading.Thread(target=self._ask)
        self.thread.start()

    def _ask(self) -> None:
        try:
            with self._line.turn(self._ahead):
                self.heard.put("turn")
                self._leave.wait()
        except AbandonedError:
            self.heard.put("gave up")

    def _ahead(self, number: int) -> None:
        if self._give_up:
            raise AbandonedError
        self.heard.put(number)

    def leave(self) -> None:
        self._leave.set()
        self.thread.join()

    def give_up(self) -> None:
        self._give_up = True
        self._line.look_again()
        self.thread.join()


def hears(asker: Asker) -> int | str:
    """Return what is heard next that was not heard last; within half a minute, or not at all."""
    while (heard := asker.heard.get(timeout=30)) == asker.last:
        pass
    asker.last = heard
    return heard


def test_whoever_comes_third_waits_and_is_told_how_many_are_before() -> None:
    line = Line(2)
    first, second = Asker(line), Asker(line)
    assert hears(first) == "turn"
    assert hears(second) == "turn"
    third = Asker(line)
    assert hears(third) == 2
    fourth = Asker(line)
    assert hears(fourth) == 3
    first.leave()
    assert hears(third) == "turn"
    assert hears(fourth) == 2
    second.leave()
    assert hears(fourth) == "turn"
    third.leave()
    fourth.leave()


def test_whoever_gives_up_leaves_the_line_to_the_next() -> None:
    line = Line(1)
    first = Asker(line)
    assert hears(first) == "turn"
    second = Asker(line)
    assert hears(second) == 1
    third = Asker(line)
    assert hears(third) == 2
    second.give_up()
    assert hears(second) == "gave up"
    assert hears(third) == 1
    first.leave()
    assert hears(third) == "turn"
    third.leave()


def test_a_line_that_is_full_takes_nobody() -> None:
    line = Line(1, most=1)
    first = Asker(line)
    assert hears(first) == "turn"
    second = Asker(line)
    assert hears(second) == 1
    with pytest.raises(LineFullError), line.turn(lambda _: None):
        pass
    first.leave()
    assert hears(second) == "turn"
    second.leave()


def test_a_turn_ends_even_if_the_answer_fails() -> None:
    line = Line(1)
    with pytest.raises(ZeroDivisionError), line.turn(lambda _: None):
        raise ZeroDivisionError
    heard: list[int] = []
    with line.turn(heard.append):
        assert heard == []


def test_what_gives_way_waits_for_questions_and_for_nothing_else() -> None:
    line = Line(1)
    line.give_way(lambda: False)
    first = Asker(line)
    assert hears(first) == "turn"
    line.give_way(lambda: True)
    waiting = threading.Thread(target=line.give_way, args=(lambda: False,))
    waiting.start()
    assert waiting.is_alive()
    first.leave()
    waiting.join(timeout=30)
    assert not waiting.is_alive()
