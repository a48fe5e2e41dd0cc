"""The exceptions a user can meet.

::

    OnrecordError                 one line: where, expected, found, remedy
    ├── SourceError               a source text that cannot be read
    ├── LibraryError              a library that cannot be opened or changed
    │   └── ModelMismatchError    built with another model than the settings ask for
    ├── UnknownNameError          a source or speaker that the library does not hold
    ├── FilterError               a time to search in that is none
    ├── RequestError              a program's request that is not of the expected form
    ├── ModelError                a model that is missing or damaged
    ├── SettingsError             a setting that cannot be used
    ├── DatasetError              an evaluation or batch file that cannot be used
    └── OutputError               an output that is full or cannot take a character

The root lives in the lowest package so that every other one may raise and catch it.
Anything that is not an ``OnrecordError`` is a bug and keeps its traceback.
"""


class OnrecordError(Exception):
    """An error the user can mend; its message is one line naming place, finding and remedy."""


class SourceError(OnrecordError):
    """A source text cannot be read."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class LibraryError(OnrecordError):
    """A library cannot be opened, read or changed."""


class ModelMismatchError(LibraryError):
    """The library's embeddings were made by another model than the one asked for."""

    def __init__(self, built_with: str, asked_for: str) -> None:
        super().__init__(
            f"library was built with {built_with}, settings ask for {asked_for}: "
            "run `onrecord index --rebuild`"
        )
        self.built_with = built_with
        self.asked_for = asked_for


class UnknownNameError(OnrecordError):
    """A source id or a speaker is not in the library."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        shown = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")
        super().__init__(
            f"unknown {kind} {name!r}: expected one of {shown or '(the library is empty)'}; "
            "run `onrecord list`"
        )
        self.kind = kind
        self.name = name
        self.known = known


class FilterError(OnrecordError):
    """What the texts are to be narrowed to cannot be."""


class RequestError(OnrecordError):
    """What a program asks for does not have the expected form or is too much."""


class ModelError(OnrecordError):
    """A model is missing or its files are damaged."""


class SettingsError(OnrecordError):
    """A setting is unknown or has a value that cannot be used."""


class OutputError(OnrecordError):
    """What a command prints cannot be written."""


class DatasetError(OnrecordError):
    """An evaluation set or a batch file does not have the expected form."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why
