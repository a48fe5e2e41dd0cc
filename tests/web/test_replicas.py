"""Several servers share one library in a database."""

from __future__ import annotations

from typing import Any

from fakes import LetterEmbedder
from gradio_client import Client
from served import served, tea_answerer

from corpus.read import read_text
from index.library import Library
from index.place import Database


def test_every_server_sees_at_once_what_is_added_and_removed(database: Database) -> None:
    tea_answerer(database)
    with served(database) as first, served(database) as second:
        clients = [Client(address, verbose=False) for address in (first, second)]

        def cited() -> list[list[str]]:
            answers: list[Any] = [
                client.predict("Who burns black coal?", api_name="/ask") for client in clients
            ]
            return [[one["quote"] for one in answer["citations"]] for answer in answers]

        assert cited() == [[], []]
        library = Library(database, LetterEmbedder())
        library.add([read_text("— And you?\n— Miners burn black coal.", "coal")])
        assert cited() == [["Miners burn black coal."]] * 2
        library.remove("coal")
        assert cited() == [[], []]
