"""Tables are read by the names of their columns, or by what these look like."""

from __future__ import annotations

import csv
import io
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Role
from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.naming import Meaning, meaning, role
from corpus.formats.tables import read
from corpus.marks import Mark

WHY = "Why did you leave the harbour?"
SO = "I had to, there was no work left."
SAID = f"Anna: {WHY}\n\nBen: {SO}"
ROWS = Extracted(
    SAID,
    (Mark(0, 6, "Anna", "0:00:01"), Mark(38, 43, "Ben", "0:01:05")),
    ((6, "0:00:01"), (43, "0:01:05")),
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("form", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
@pytest.mark.parametrize(
    "header",
    [
        ("time", "speaker", "text"),
        ("START TIME", "Speaker Name", "Utterance"),
        (" Zeit ", "Sprecher:in", "Äußerung"),
        ("début", "locuteur", "texte"),
        ("Время", "Говорящий", "Текст"),
        ("시간", "화자", "내용"),
        ("时间", "说话人", "内容"),
        ("start_time", "speaker_label", "Text (English)"),
        ("t", "Sprecher", "xyz"),
        (),
    ],
)
def test_files_that_differ_in_form_alone_read_alike(
    delimiter: str, form: str, end: str, header: tuple[str, ...]
) -> None:
    quoted = '"' + SO + '"'
    rows = [header, ("0:01", "Anna", WHY), ("00:01:05", "Ben", quoted)]
    source = end.join(delimiter.join(row) for row in rows if row)
    assert read(source.encode(form), "a.csv") == ROWS


def test_a_list_of_segments_becomes_running_text() -> None:
    source = "start\tend\ttext\n0\t1800\tI was born\n1800\t4000\tin the harbour.\n7000\t9000\tYes."
    assert read(source.encode(), "a.tsv") == Extracted(
        "I was born in the harbour.\n\nYes.",
        times=((0, "0:00:00"), (11, "0:00:01"), (28, "0:00:07")),
    )


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (("0", "65"), ("0:00:00", "0:01:05")),
        (("0.5", "65.25"), ("0:00:00", "0:01:05")),
        (("0s", "65.3s"), ("0:00:00", "0:01:05")),
        (("1000", "65900"), ("0:00:01", "0:01:05")),
        (("0", "0.0007523148"), ("0:00:00", "0:01:05")),
        (("[0:00]", "(1:05)"), ("0:00:00", "0:01:05")),
        (("10:00:01 AM", "2:05 p.m."), ("10:00:01", "14:05:00")),
        (("12:01 am", "12:01 PM"), ("0:01:00", "12:01:00")),
        (("PT0.88S", "PT1M5S"), ("0:00:00", "0:01:05")),
        (("2024-05-01T10:00:01Z", "2024-05-01 10:01:05"), ("10:00:01", "10:01:05")),
    ],
)
def test_the_unit_of_times_is_told_by_how_fast_people_speak(
    cells: tuple[str, str], shown: tuple[str, str]
) -> None:
    source = f"time;speaker;text\n{cells[0]};Anna;{WHY * 10}\n{cells[1]};Ben;{SO * 10}\n"
    assert tuple(at for _, at in read(source.encode(), "a").times) == shown


def test_words_with_unquoted_delimiters_stay_whole() -> None:
    source = "speaker,text\nAnna,Well, why, then?\nBen,So.\nAnna,Oh.\nBen,Yes.\n"
    assert read(source.encode(), "a").text.startswith("Anna: Well, why, then?\n\nBen: So.")


def test_a_quotation_mark_of_the_words_swallows_no_rows() -> None:
    source = 'speaker\ttext\nAnna\t"Why do you ask?\nBen\tI wondered.\nAnna\t"Oh, I see.\n'
    assert read(source.encode(), "a").text == (
        'Anna: "Why do you ask?\n\nBen: I wondered.\n\nAnna: "Oh, I see.'
    )


def test_a_cell_may_have_lines() -> None:
    assert read(b'speaker,text\nAnna,"One.\n\nTwo, three."\nBen,So.\n', "a").text == (
        "Anna: One.\n\nTwo, three.\n\nBen: So."
    )


def test_a_list_of_words_alone_is_a_monologue() -> None:
    assert read(f"text\n{WHY}\n{SO}, yes\n".encode(), "a") == Extracted(f"{WHY}\n\n{SO}, yes")


def test_roles_become_facts() -> None:
    source = f"speaker,role,text\nAnna,Interviewer,{WHY}\nBen,participant,So.\nCy,pilot,No.\n"
    found = read(source.encode(), "a")
    assert found.facts == (("interviewer", "Anna"), ("interviewee", "Ben"))
    assert found.left_out == (LeftOut("column role", Kind.METADATA, "pilot", "not what is said"),)


def test_a_role_stands_for_a_name_that_nobody_gives() -> None:
    assert read(f"role,text\nInterviewer,{WHY}\nGuest,So.\n".encode(), "a").text == (
        f"Interviewer: {WHY}\n\nGuest: So."
    )


def test_what_is_neither_speaker_time_nor_words_is_left_out_and_named() -> None:
    source = (
        f"A talk;;;;\n;;;;\nid;start;who;said;mood\n1;0:01;Anna;{WHY};calm\n"
        f"2;later;Ben;{SO};\n3;;Ben;;\n"
    )
    found = read(source.encode(), "a")
    assert found.text == SAID
    assert found.left_out == (
        LeftOut("row 1", Kind.METADATA, "A talk", "above the table"),
        LeftOut("column id", Kind.METADATA, "1\n2\n3", "not what is said"),
        LeftOut("column start", Kind.METADATA, "later", "not what is said"),
        LeftOut("column who", Kind.METADATA, "Ben", "not what is said"),
        LeftOut("column mood", Kind.METADATA, "calm", "not what is said"),
    )


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("Question,Answer", ("Q", "A")),
        ("Frage,Antwort", ("Q", "A")),
        ("Interviewer,Respondent", ("Interviewer", "Respondent")),
    ],
)
def test_a_column_for_each_speaker_gives_turns(header: str, names: tuple[str, str]) -> None:
    source = f"Title\ntime,no,{header}\n0:01,7,{WHY},One.\n,,,Two.\n0:09,,So?,\n"
    asker, answerer = names
    found = read(source.encode(), "a")
    assert found.text == f"{asker}: {WHY}\n\n{answerer}: One.\n\nTwo.\n\n{asker}: So?"
    assert [at for _, at in found.times] == ["0:00:01", "0:00:09"]
    assert [left.text for left in found.left_out] == ["Title", "7"]


QUOTED = (
    ("Marta", "Where did you grow up?"),
    ("Tobias", "In Kalmar, in 1961, at home, of course."),
    ("Marta", "Who knows? In, at, out; who, what, time?"),
    ("Tobias", "The Svea, of course."),
)


@pytest.mark.parametrize("header", ["", "speaker,text", "time,speaker,text"])
@pytest.mark.parametrize(
    ("delimiter", "quote"), [(",", '"'), (";", '"'), ("\t", '"'), ("\t", ""), ("|", "")]
)
def test_words_that_could_be_names_of_columns_are_said(
    header: str, delimiter: str, quote: str
) -> None:
    timed = header.startswith("time")
    rows = [
        delimiter.join([*([f"0:0{n}"] if timed else []), who, f"{quote}{said}{quote}"])
        for n, (who, said) in enumerate(QUOTED)
    ]
    source = "\n".join([header.replace(",", delimiter), *rows] if header else rows)
    found = read(source.encode(), "a")
    assert found.text == "\n\n".join(f"{who}: {said}" for who, said in QUOTED)


def test_a_first_row_that_is_said_names_no_columns() -> None:
    source = f"Tobias,In Kalmar\nMarta,{WHY}\nTobias,Who knows?\nMarta,{WHY}\n"
    assert read(source.encode(), "a").text == (
        f"Tobias: In Kalmar\n\nMarta: {WHY}\n\nTobias: Who knows?\n\nMarta: {WHY}"
    )


ASKED = "Where did you grow up?"
TOLD = "In Kalmar, on the coast."


@pytest.mark.parametrize(
    "source",
    [
        "Marta;Tobias\n{0};\n;{1}\n{0};\n;{1}\n",
        "Marta:;Tobias Brandt:\n{0};\n;{1}\n;\n{0}\n;{1}\n",
        "Beginn;Marta;Tobias\n0:01;{0};\n0:03;;{1}\n0:05;{0};\n0:07;;{1}\n",
        "A talk\n;\nMarta;Begin Time - hh:mm:ss.ms;Tobias\n"
        "{0};00:00:01.000;\n;00:00:03.120;{1}\n{0};00:00:05.5;\n;00:00:07.0;{1}\n",
        "Marta;Tobias;Notes\n{0};;\n;{1};He laughs.\n{0};;\n;{1};\n",
    ],
    ids=["names", "colons", "times", "ELAN", "notes"],
)
def test_a_column_for_each_person_gives_turns(source: str) -> None:
    found = read(source.format(ASKED, TOLD).encode(), "a.csv")
    tobias = "Tobias Brandt" if "Brandt" in source else "Tobias"
    assert found.text == "\n\n".join([f"Marta: {ASKED}\n\n{tobias}: {TOLD}"] * 2)
    shown = ["0:00:01", "0:00:03", "0:00:05", "0:00:07"]
    assert [at for _, at in found.times] == (shown if "0:0" in source else [])
    left = [one.text for one in found.left_out]
    assert left == [text for text in ("A talk", "He laughs.") if text in source]


@pytest.mark.parametrize(
    "source",
    [
        "Deutsch;English\n{0};{2}\n{1};{3}\n{0};{2}\n{1};{3}\n",
        "Agree;Disagree\n{1};\n;{3}\nThe big old boats.;\n;It smells of tar and of fish.\n;Wind.\n",
        "No;Best part;Worst part\n1;{0};\n2;;{1}\n3;{2};\n4;;{3}\n",
        "Agree;Disagree\n{0};\n{1};\n;{2}\n;{3}\n",
        "Chairs;Tables\n{0};\n;{1}\nFour of oak, I think.;\n;{3}\n;One more, by the door.\n",
        "Marta;Tobias\n{0};{1}\n{2};{3}\n{0};{1}\n",
        "Text;Marta;Tobias\n{0};{2};\n{1};;{3}\n{0};{2};\n{1};;{3}\n",
    ],
    ids=["translation", "reasons", "survey", "not again", "asked once", "at once", "words"],
)
def test_two_columns_of_words_are_nobodys_unless_filled_in_turn(source: str) -> None:
    source = source.format(ASKED, TOLD, "What was it called?", "The Svea, of course.")
    found = read(source.encode(), "a.csv")
    assert not found.marks
    told = found.text + "".join(one.text for one in found.left_out)
    said = {cell for row in source.split("\n")[1:] for cell in row.split(";") if cell[1:]}
    assert not [cell for cell in said if cell not in told]


@pytest.mark.parametrize(
    ("header", "row", "text", "times"),
    [
        ("tmin,tier,text,tmax", "1.5,Marta,So.,2.5", "Marta: So.", ["0:00:01"]),
        ("Tier,Begin Time - ss,End Time - ss,Text", "Marta,1,2,So.", "Marta: So.", ["0:00:01"]),
        ("tmin,tier,text,tmax", "1.5,words,So.,2.5", "So.", ["0:00:01"]),
        ("tier,comment", "Gold,So.", "So.", []),
        ("Minutage,Nom,Texte", "00:00:01,Marta,So.", "Marta: So.", ["0:00:01"]),
        ("Timespan,Content,Speaker", "0:01.5 - 0:02.5,So.,Marta", "Marta: So.", ["0:00:01"]),
        ("x,text", "[0:01 --> 0:02],So.", "So.", []),
    ],
)
def test_programs_have_names_of_their_own_for_columns(
    header: str, row: str, text: str, times: list[str]
) -> None:
    found = read(f"{header}\n{row}\n".encode(), "a.csv")
    assert (found.text, [at for _, at in found.times]) == (text, times)


def test_of_two_delimiters_the_one_rare_in_prose_delimits() -> None:
    assert read(f"Anna\t{WHY}, and\nBen\t{SO}\n".encode(), "a").text == (
        f"Anna: {WHY}, and\n\nBen: {SO}"
    )


def test_speakers_that_are_only_counted_get_a_word() -> None:
    assert read(b"speaker,text\n0,Why is that?\n1:,So.\n", "a").text == (
        "Speaker 0: Why is that?\n\nSpeaker 1: So."
    )


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (
            "a,b\n1,2\n3,4\n",
            "expected a column of words, found the columns 'a', 'b': "
            "name the columns time, speaker and text in the first row",
        ),
        (
            "speaker,text\nAnna,\n",
            "expected words in the column of text, found none: check the file",
        ),
        (",".join("x" * 201), "expected at most 200 columns, found 201: remove the others"),
        ("text\n" + "So.\n" * 50_100, "expected at most 50,000 rows, found 50,102: split the file"),
        ("\n\n", "expected a text, found none: the file is empty"),
    ],
)
def test_a_table_without_words_is_refused(source: str, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(source.encode(), "a.csv")
    assert str(refused.value) == f"a.csv: {why}"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("startTime", Meaning.START),
        ("START_MS", Meaning.START),
        ("End", Meaning.END),
        ("Speaker ID", Meaning.SPEAKER),
        ("konuşmacı", Meaning.SPEAKER),
        ("Rolle", Meaning.ROLE),
        ("sentiment", None),
        ("", None),
    ],
)
def test_columns_are_known_by_their_names(name: str, found: Meaning | None) -> None:
    known = meaning(name)
    assert (known and known[0]) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("INTERVIEWER:", Role.INTERVIEWER),
        ("Entrevistadora", Role.INTERVIEWER),
        ("Befragter", Role.INTERVIEWEE),
        ("受访者", Role.INTERVIEWEE),
        ("pilot", None),
    ],
)
def test_roles_are_known_by_their_names(said: str, found: Role | None) -> None:
    assert role(said) == found


WORDS = st.text(st.sampled_from("abÉ日,;\t|\"'.?: \n\u00a0"), min_size=1, max_size=30).filter(
    lambda said: any(map(str.isalpha, said)) and not said[0].isspace() and not said[-1].isspace()
)
TURNS = st.lists(
    st.tuples(st.sampled_from(["Anna B.", "Ben", "岡"]), WORDS), min_size=1, max_size=9
)


@settings(deadline=None)
@given(turns=TURNS, delimiter=st.sampled_from(",;\t|"), upper=st.booleans())
def test_what_a_program_writes_is_read_again(
    turns: list[tuple[str, str]], delimiter: str, upper: bool
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    header = ["Start", "Speaker", "Text"]
    writer.writerow([name.upper() for name in header] if upper else header)
    writer.writerows([f"0:{n:02}", who, said] for n, (who, said) in enumerate(turns))
    found = read(file.getvalue().encode(), "a")
    assert found.marks is not None
    speeches = [
        (mark.key, found.text[mark.start : end].split())
        for mark, end in zip(
            found.marks, [*(m.label_start for m in found.marks[1:]), len(found.text)], strict=True
        )
    ]
    joined: list[tuple[str, list[str]]] = []
    for who, said in turns:
        if joined and joined[-1][0] == who:
            joined[-1][1].extend(said.split())
        else:
            joined.append((who, said.split()))
    # Chinese and Japanese rows of one turn are joined without a space.
    assert [(w, "".join(s)) for w, s in speeches] == [(w, "".join(s)) for w, s in joined]
    assert [at for _, at in found.times] == [f"0:00:{n:02}" for n in range(len(turns))]


@pytest.mark.parametrize(
    "source",
    [
        "time,speaker,text\n" + "".join(f"{n},S{n % 3},Word {n}.\n" for n in range(50_000)),
        "1" * 120_000 + ",text\n" + ("9" * 1_000 + ",a\n") * 3_000,
        '"' * 100_000 + "\n" + '",' * 60,
        ("," * 199 + "\n") * 20_000,
        ("a b c d e f g h i j k l m n o, " * 7 + "\n") * 20_000,
    ],
    ids=["rows", "digits", "quotes", "cells", "prose"],
)
def test_time_grows_with_the_length_of_the_file_and_no_faster(source: str) -> None:
    began = time.process_time()
    with suppress(SourceError):
        read(source.encode(), "a")
    assert time.process_time() - began < 10
