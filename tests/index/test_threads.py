"""One pool for all models."""

from __future__ import annotations

import threading

import pytest

from index.threads import side_by_side, thread_count


def test_results_come_in_the_order_of_what_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    assert list(side_by_side(lambda n: n * n, range(50))) == [n * n for n in range(50)]


def test_many_who_ask_use_no_more_threads_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    used: set[str] = set()

    def work(_: int) -> None:
        used.add(threading.current_thread().name)

    def ask() -> None:
        list(side_by_side(work, range(20)))

    asking = [threading.Thread(target=ask) for _ in range(5)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(used) <= thread_count() == 2


@pytest.mark.parametrize(("threads", "items"), [("1", 3), ("2", 1)])
def test_one_thread_or_one_item_needs_no_pool(
    monkeypatch: pytest.MonkeyPatch, threads: str, items: int
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    here = threading.current_thread()
    done = side_by_side(lambda _: threading.current_thread(), range(items))
    assert list(done) == [here] * items


@pytest.mark.parametrize(("told", "threads"), [("4,2", 4), ("3", 3), ("many", 2), ("", 2)])
def test_the_number_of_threads_is_read_as_openmp_reads_it(
    told: str, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", told)
    assert thread_count() == threads
