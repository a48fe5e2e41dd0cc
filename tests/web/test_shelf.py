"""What is kept for pages is let go in time."""

from __future__ import annotations

from web.shelf import MOST_CHARACTERS, MOST_ITEMS, SECONDS, Shelf


def test_a_thing_is_found_by_its_token_until_it_is_taken() -> None:
    shelf: Shelf[str] = Shelf()
    token = shelf.put("tea", 3)
    assert (shelf.get(token), shelf.get("other")) == ("tea", None)
    assert (shelf.take(token), shelf.take(token), shelf.get(token)) == ("tea", None, None)


def test_what_is_too_old_is_let_go() -> None:
    now = [0.0]
    shelf: Shelf[str] = Shelf(lambda: now[0])
    token = shelf.put("tea", 3)
    now[0] = SECONDS
    assert shelf.get(token) == "tea"
    now[0] = SECONDS + 1
    assert shelf.get(token) is None


def test_the_oldest_goes_where_there_is_too_much() -> None:
    shelf: Shelf[int] = Shelf()
    tokens = [shelf.put(n, 1) for n in range(MOST_ITEMS + 1)]
    assert [shelf.get(tokens[0]), shelf.get(tokens[1])] == [None, 1]
    large = shelf.put(-1, MOST_CHARACTERS)
    assert [shelf.get(tokens[-1]), shelf.get(large)] == [None, -1]
