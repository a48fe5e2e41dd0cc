"""Transcripts as the common programs export them are read with their speakers and times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.read import read_file

EN = (
    "Where did you grow up?",
    "In Grimsby, two streets from the docks.",
    "Tell me about the strike.",
    "Eleven weeks. Who can forget that? Nobody.",
    "Would you go back?",
    "To what? It is all flats now.",
)
DE = (
    "Wie haben Sie den Winter erlebt?",
    "Wir hatten nichts zu heizen.",
    "Erzählen Sie von der Schule.",
    "Wir saßen in Mänteln. Wissen Sie, was er uns beibrachte? Stenografie.",
    "War das ein Neuanfang?",
    "Es war ein Anfang.",
)
RU = (
    "Как вы попали на Север?",
    "По распределению, в шестьдесят третьем.",
    "Расскажите о работе.",
    "Работал радистом. Знаете, что самое трудное? Ждать.",
    "Вы бы вернулись?",
    "Куда? Там никого нет.",
)
TALKS = {
    "en": ("Ruth Ames", "Ted Colley", EN),
    "de": ("Jonas Weiß", "Hedwig Keßler", DE),
    "ru": ("Анна Белова", "Пётр Ёлкин", RU),
}
NAMED = {
    "Teams": "{name}   0:{n:02}\n{said}\n\n",
    "Teams, copied": (
        "{name}\n0 minutes {n} seconds\n0:{n:02}\n{name} 0 minutes {n} seconds\n{said}\n"
    ),
    "Teams, copied from the web": "{name}\n{n} seconds0:{n:02}\n{name} {n} seconds\n{said}\n",
    "Slack, copied": "{name}\n  10:{n:02} AM\n{said}\n",
    "Premiere": "00;00;0{n};12 - 00;00;0{n};29\n{name}\n{said}\n\n",
    "Otter": "{name}  0:{n:02}  \n{said}\n\n",
    "Rev": "{name} (00:00:{n:02}):\n{said}\n\n",
    "Descript": "[00:00:{n:02}] {name}: {said}\n\n",
    "Trint": "[00:00:{n:02}] {name}\n{said}\n\n",
    "Sonix": "{name}: [00:00:{n:02}] {said}\n\n",
    "Happy Scribe": "{name}: 00:00:{n:02}\n{said}\n\n",
    "Zoom": "[{name}] 10:00:{n:02}\n{said}\n\n",
    "oTranscribe": "00:{n:02} {name}: {said}\n\n",
    "f4, stamps behind": "{name}: {said} #00:00:{n:02}-0#\n",
    "f4, stamps in front": "#00:00:{n:02}-0# {name}: {said}\n",
    "f4, stamps below": "{name}: {said}\n#00:00:{n:02}#\n\n",
    "WhisperX": "[{n}.031 --> {n}.500] {name}: {said}\n",
    "time in front, bold": "[00:00:{n:02}] **{name}:** {said}\n",
    "time in front, in brackets": "[00:00:{n:02}] [{name}]: {said}\n",
    "time in front, in brackets, without a colon": "[00:00:{n:02}] [{name}] {said}\n",
    "chat": "[00:00:{n:02}] <{name}> {said}\n",
    "chat of Zoom": "10:00:{n:02} From  {name} : {said}\n",
    "time in front, with a bar": "[00:00:{n:02}] {name} | {said}\n",
    "from when to when": "{name} (0:{n:02} - 0:59): {said}\n\n",
    "Temi": "{name}: 00:{n:02}   {said}\n\n",
    "WhisperX, bracketed": "[{n}.031 --> {n}.500]  ({name}) {said}\n",
}
UNNAMED = {
    "numbers": "{number}{said}\n\n",
    "tight numbers": "{number}{said}{end}",
    "capitals": "{loud}\n\n",
    "bold numbers": "{open}{number}{said}{open}\n\n",
    "numbers before bold": "{number}{open}{said}{open}\n\n",
}


def read(path: Path) -> list[tuple[str, str, str]]:
    found = read_file(path)
    document = found.document
    told = {c for t in document.turns for c in range(t.label_start, t.end)}
    assert not [n for n, c in enumerate(document.text) if n not in told and not c.isspace()]
    return [(t.speaker, str(t.role), document.said(t)) for t in document.turns]


def expected(asks: str, answers: str, said: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [
        ((asks, answers)[n % 2], ("interviewer", "interviewee")[n % 2], words)
        for n, words in enumerate(said)
    ]


@pytest.mark.parametrize("language", TALKS)
@pytest.mark.parametrize("form", NAMED.values(), ids=NAMED)
def test_exports_name_their_speakers(form: str, language: str, tmp_path: Path) -> None:
    asks, answers, said = TALKS[language]
    path = tmp_path / "talk.txt"
    path.write_text(
        "".join(
            form.format(name=(asks, answers)[n % 2], n=n + 1, said=words)
            for n, words in enumerate(said)
        ),
        encoding="utf-8",
    )
    assert read(path) == expected(asks, answers, said)


HEADERS = {
    "day and place": "Date: 8 March 2024\nPlace: Kalmar\n\n",
    "hours": "Date: 8 March 2024\nTime: 10:30\nFrom 10:30 to 11:45\nPlace: Kalmar\n\n",
    "hours of two tapes": "Date: 8 March 2024\nKalmar 10:30\nKalmar 11:30\nPlace: Kalmar\n\n",
    "a clock in the title": "The 8:15 to Kalmar\n\nDate: 8 March 2024\nPlace: Kalmar\n\n",
}
FURTHER = {
    "Riverside": "{name} (0:{n:02})\n{said}\n\n",
    "Fireflies": "{name} - 0:{n:02}\n{said}\n\n",
    "brackets": "{name} [00:00:{n:02}]\n{said}\n\n",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("form", (NAMED | FURTHER).values(), ids=NAMED | FURTHER)
def test_fields_above_an_export_end_where_somebody_speaks(
    form: str, header: str, tmp_path: Path
) -> None:
    asks, answers, said = TALKS["en"]
    path = tmp_path / "talk.txt"
    talk = [
        form.format(name=(asks, answers)[n % 2], n=n + 1, said=words)
        for n, words in enumerate(said)
    ]
    path.write_text(header + "".join(talk))
    told = [turn for turn in read(path) if turn[1] != "narrator"]
    assert told == expected(asks, answers, said)
    assert ("place", "Kalmar") in read_file(path).document.metadata


@pytest.mark.parametrize("language", TALKS)
@pytest.mark.parametrize("form", UNNAMED.values(), ids=UNNAMED)
def test_questions_set_apart_are_asked(form: str, language: str, tmp_path: Path) -> None:
    said = TALKS[language][2]
    if "loud" in form:
        said = tuple(words if n % 2 else words.upper() for n, words in enumerate(said))
    path = tmp_path / "talk.md"
    path.write_text(
        "".join(
            words + "\n\n"
            if n % 2
            else form.format(number=f"{n // 2 + 1}. ", open="**", said=words, loud=words, end="\n")
            for n, words in enumerate(said)
        ),
        encoding="utf-8",
    )
    assert read(path) == expected("Interviewer", "Interviewee", said)


def test_stamps_between_the_words_become_times(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "I: Where? #00:00:04-2#\nB: Here. #00:01:05-9#\nI: Why?\nB: So.\n", encoding="utf-8"
    )
    found = read_file(path)
    assert found.document.text == "I: Where?\nB: Here.\nI: Why?\nB: So.\n"
    assert [turn.time for turn in found.document.turns] == [
        None,
        "0:00:04",
        "0:01:05",
        "0:01:05",
    ]
    assert [(gone.text, gone.why) for gone in found.left_out] == [
        ("#00:00:04-2# #00:01:05-9#", "time stamps")
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [("question", "answer"), ("q", "a"), ("prompt", "response"), ("frage", "antwort")],
)
def test_objects_of_question_and_answer_are_two_turns(
    question: str, answer: str, tmp_path: Path
) -> None:
    path = tmp_path / "talk.json"
    pairs = [{question: EN[n], answer: EN[n + 1]} for n in (0, 2, 4)]
    path.write_text(json.dumps({"title": "Docks", "items": pairs}), encoding="utf-8")
    assert read(path) == expected("Interviewer", "Interviewee", EN)


def test_an_empty_cell_of_speakers_means_the_one_above(tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    path.write_text("Speaker,Text\nAnna,Where?\nBen,At home.\n,All day.\nAnna,Why?\n")
    assert read(path) == [
        ("Anna", "interviewer", "Where?"),
        ("Ben", "interviewee", "At home.\n\nAll day."),
        ("Anna", "interviewer", "Why?"),
    ]


def test_directions_on_their_own_are_nobodys_words(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "Anna: Where?\n\nBen: At home.\n\n[Laughter]\n\nAll day.\n\n(applause)\n\n"
        "Anna: Why?\n\nBen: [nods]\n\nAnna: Ill?\n\nBen: (softly) Yes.\n\n[END OF RECORDING]\n"
    )
    assert [(speaker, said) for speaker, _, said in read(path)] == [
        ("Anna", "Where?"),
        ("Ben", "At home."),
        ("Narrator", "[Laughter]"),
        ("Ben", "All day."),
        ("Narrator", "(applause)"),
        ("Anna", "Why?"),
        ("Ben", "[nods]"),
        ("Anna", "Ill?"),
        ("Ben", "(softly) Yes."),
        ("Narrator", "[END OF RECORDING]"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Where is it?\n2. Who is it?\n3. Why is it?\n4. When was it?\n",
        "1. Where is it?\n\n2. Who is it?\n\n3. Why is it?\n\n4. When was it?\n",
        "Frequently asked questions\n\n1. Where?\n\nHere.\n\n2. When?\n\nNow.\n\n3. Why?\n\nSo.\n",
        "1. Peel the onions.\n\nSlowly.\n\n2. Fry them.\n\nIn oil.\n\n3. Serve.\n\nHot.\n",
        "WHO KNOWS?\n\nThe sea went out and came back in.\n\nIT IS COLD\n\nThe sea again.\n",
        "I rose early. What was it for?\n\nThe rain fell.\n\nI walked down.\n\nWho knew?\n",
    ],
)
def test_lists_of_questions_are_nobodys_talk(text: str, tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(text)
    assert {role for _, role, _ in read(path)} == {"narrator"}


def test_pages_of_a_deposition_leave_nothing_in_its_answers(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    page = (
        "{foot:>60}\n\n 1     Q.  Where do you live?\n 2     A.  At 14 Canal Row. I told the\n"
        " 3  officer: that is my\n 4  address.\n 5     Q.  What did you see?\n"
        " 6     A.  The lights, which\n\n    HARGROVE REPORTING\n\n"
    )
    last = (
        "{foot:>60}\n\n 1  were on.\n 2     Q.  Both?\n 3     A.  Both.\n"
        " 4     Q.  Sure?\n 5     A.  Yes.\n\n    HARGROVE REPORTING\n"
    )
    path.write_text(page.format(foot=12) + last.format(foot=13))
    found = read_file(path)
    said = [" ".join(words.split()) for _, _, words in read(path)]
    assert said == [
        "Where do you live?",
        "At 14 Canal Row. I told the officer: that is my address.",
        "What did you see?",
        "The lights, which were on.",
        "Both?",
        "Both.",
        "Sure?",
        "Yes.",
    ]
    assert [(gone.place, gone.text) for gone in found.left_out][1:] == [
        ("line 1", "12"),
        ("line 10", "HARGROVE REPORTING"),
        ("line 12", "13"),
        ("line 20", "HARGROVE REPORTING"),
    ]
