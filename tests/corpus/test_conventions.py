"""Each way of writing down who speaks is read as a person would read it."""

from __future__ import annotations

import pytest

from corpus.read import read_text
from corpus.vocabulary import TURN_LETTERS

Spoken = list[tuple[str, str, str]]

ANNA = ("Anna", "r", "Where were you?")
BEN = ("Ben", "e", "At home.")
ANNA_2 = ("Anna", "r", "Why?")
BEN_2 = ("Ben", "e", "I was ill.")
TALK = [ANNA, BEN, ANNA_2, BEN_2]
UNNAMED = [
    (("Interviewer", "Interviewee")[n % 2], "re"[n % 2], said) for n, (*_, said) in enumerate(TALK)
]


def spoken(text: str) -> Spoken:
    document = read_text(text, "d")
    letter = {"interviewer": "r", "interviewee": "e", "narrator": "n"}
    return [(t.speaker, letter[t.role], document.said(t)) for t in document.turns]


def written(form: str, *, between: str = "\n\n", names: tuple[str, str] = ("Anna", "Ben")) -> str:
    """Return the talk with each turn in ``form``."""
    return between.join(
        form.format(name=names[n % 2], said=said, time=f"00:0{n}:12", n=n + 1)
        for n, (*_, said) in enumerate(TALK)
    )


LABELLED = {
    "colon": "{name}: {said}",
    "tight colon": "{name}:{said}",
    "space before colon": "{name} : {said}",
    "full-width colon": "{name}：{said}",
    "colon, words below": "{name}:\n{said}",
    "bold with colon": "**{name}:** {said}",
    "bold, then colon": "**{name}**: {said}",
    "underscored": "__{name}:__ {said}",
    "italic": "*{name}:* {said}",
    "bold italic": "***{name}:*** {said}",
    "bracketed": "[{name}]: {said}",
    "angled": "<{name}> {said}",
    "quoted": "> {name}: {said}",
    "indented": "    {name}: {said}",
    "time before": "[{time}] {name}: {said}",
    "time and dash before": "{time} - {name}: {said}",
    "time after": "{name} ({time}): {said}",
    "time range before": "[00:00:01 - {time}] {name}: {said}",
    "time beside": "{name}  {time}\n{said}",
    "time beside, bold": "**{name}**  {time}  \n{said}",
    "time first, name, words below": "{time} {name}\n{said}",
    "bar between name and time": "{name} | {time}\n{said}",
    "time above": "[{time}]\n{name}: {said}",
    "chat export": "[12/05/2023, {time}] {name}: {said}",
    "name alone": "{name}\n{said}",
    "name alone, blank line": "{name}\n\n{said}",
    "name alone, time below": "{name}\n{time}\n{said}",
    "time above name alone": "{time}\n{name}\n{said}",
    "name in bold alone": "**{name}**\n{said}",
    "name as a heading": "### {name}\n\n{said}",
    "name centred": "          {name}\n{said}",
    "tab": "{name}\t{said}",
    "wide space": "{name}    {said}",
    "name and dash": "{name} — {said}",
    "name, stop and dash": "{name}. — {said}",
    "rule between": "---\n\n{name}: {said}",
    "page note": "_page : 12\n{name}: {said}",
}


@pytest.mark.parametrize("form", LABELLED.values(), ids=LABELLED)
def test_named_turns(form: str) -> None:
    assert spoken(written(form)) == TALK


@pytest.mark.parametrize(
    "form", [form for name, form in LABELLED.items() if "alone" not in name and "\n" not in form]
)
def test_named_turns_without_blank_lines(form: str) -> None:
    assert spoken(written(form, between="\n")) == TALK


@pytest.mark.parametrize(
    "names",
    [
        ("Zoë Müller", "MR. O’NEIL-ROSS"),
        ("ANNA BERG", "BEN COX"),
        ("Анна", "Пётр Ильич"),
        ("李娜", "王伟"),
        ("김민수", "이영희"),
        ("田中さん", "佐藤さん"),
        ("מיכל", "דוד כהן"),
        ("فاطمة", "أحمد علي"),
        ("Ayşe", "İbrahim Şahin"),
        ("Speaker 1", "Speaker 2"),
        ("P1", "P2"),
        ("Dr. Jane Roe (UN)", "K. Poe"),
        ("Maria de la Cruz", "J. van der Berg"),
        ("Jen Psaki, Press Secretary", "The Times"),
    ],
)
@pytest.mark.parametrize("form", ["colon", "bold with colon", "time beside", "name alone", "tab"])
def test_names_of_many_kinds(form: str, names: tuple[str, str]) -> None:
    if form == "tab" and ("," in names[0] or "(" in names[0]):
        pytest.skip("a name with signs in it is not set apart by a tab alone")
    said = [(names[n % 2], role, words) for n, (_, role, words) in enumerate(TALK)]
    assert spoken(written(LABELLED[form], names=names)) == said


@pytest.mark.parametrize("form", ["{name}: {said}", "{name}. {said}", "{name}{n}. {said}"])
@pytest.mark.parametrize("letters", TURN_LETTERS, ids="-".join)
def test_letters_for_question_and_answer(letters: tuple[str, str], form: str) -> None:
    assert [(r, s) for _, r, s in spoken(written(form, names=letters))] == [
        (r, s) for _, r, s in TALK
    ]


@pytest.mark.parametrize("form", ["colon", "bold with colon", "time beside", "tab"])
def test_initials_that_are_letters_of_turns_too(form: str) -> None:
    names = ("A. Berg", "Q. Moe")
    said = [(names[n % 2], role, words) for n, (_, role, words) in enumerate(TALK)]
    assert spoken(written(LABELLED[form], names=names)) == said


UNNAMED_FORMS = {
    "em dash": "— {said}",
    "en dash": "– {said}",
    "hyphen": "- {said}",
    "tight dash": "—{said}",
    "chevrons": ">> {said}",
    "Q. A.": "{name}. {said}",
    "Q A wide": "{name}    {said}",
    "Q1: A1:": "{name}{n}: {said}",
}


@pytest.mark.parametrize("form", UNNAMED_FORMS.values(), ids=UNNAMED_FORMS)
def test_turns_that_name_nobody(form: str) -> None:
    assert spoken(written(form, names=("Q", "A"))) == UNNAMED


BOLD = {
    "bold": "**{0}**\n\n{1}\n\n",
    "underscores": "__{0}__\n\n{1}\n\n",
    "italic": "*{0}*\n\n{1}\n\n",
    "heading": "### {0}\n\n{1}\n\n",
    "numbered heading": "## 1. {0}\n\n{1}\n\n",
}


@pytest.mark.parametrize("form", BOLD.values(), ids=BOLD)
def test_questions_set_in_bold(form: str) -> None:
    text = form.format(*(said for *_, said in TALK[:2])) + form.format(
        *(said for *_, said in TALK[2:])
    )
    assert spoken(text) == UNNAMED


@pytest.mark.parametrize("form", ["{0}\n\n*{1}*\n\n", "{0}\n\n**{1}**\n\n", "{0}\n_{1}_\n"])
def test_answers_set_in_italics_or_bold(form: str) -> None:
    said = [("Where were you?", "At home with my mother."), ("Why?", "I was ill.")]
    assert spoken("".join(form.format(*pair) for pair in said) + "Who?") == [
        ("Interviewer", "r", "Where were you?"),
        ("Interviewee", "e", "At home with my mother."),
        ("Interviewer", "r", "Why?"),
        ("Interviewee", "e", "I was ill."),
        ("Interviewer", "r", "Who?"),
    ]


def test_answers_in_italics_may_have_paragraphs_and_what_is_said_between_need_not_ask() -> None:
    text = (
        "About *bees*.\n\nWhy?\n\n*I was ill.*\n\n*And so.*\n\n"
        "I see.\n\nGo on.\n\n*No.*\n\nWho?\n\n*She.*"
    )
    assert spoken(text) == [
        ("Narrator", "n", "About *bees*."),
        ("Interviewer", "r", "Why?"),
        ("Interviewee", "e", "I was ill.*\n\n*And so."),
        ("Interviewer", "r", "I see.\n\nGo on."),
        ("Interviewee", "e", "No."),
        ("Interviewer", "r", "Who?"),
        ("Interviewee", "e", "*She.*"),
    ]


def test_lines_in_italics_below_what_does_not_ask_are_no_answers() -> None:
    text = (
        "Where is it?\n\nOne poet says:\n\n*At sea.*\n\nAnother says:\n\n*On land.*\n\nWho knows?"
    )
    assert {speaker for speaker, *_ in spoken(text)} == {"Unknown speaker"}


def test_an_answer_in_paragraphs_with_a_bold_phrase_stays_one_answer() -> None:
    text = "**Why?**\n\nSo.\n\n**Never** again, I said.\n\n**Note:** it is.\n\n**Who?**\n\nShe."
    assert spoken(text) == [
        ("Interviewer", "r", "Why?"),
        ("Interviewee", "e", "So.\n\n**Never** again, I said.\n\n**Note:** it is."),
        ("Interviewer", "r", "Who?"),
        ("Interviewee", "e", "She."),
    ]


def test_a_remark_in_bold_to_whoever_answers_it_begins_the_talk() -> None:
    rest = "\n\n**By what?**\n\nA llama.\n\n**Why?**\n\nSo."
    assert spoken(f"**You’ve been bitten, I gather.**\n\nNever by a lion.{rest}")[:3] == [
        ("Interviewer", "r", "You’ve been bitten, I gather."),
        ("Interviewee", "e", "Never by a lion."),
        ("Interviewer", "r", "By what?"),
    ]


@pytest.mark.parametrize("lead", ["**Bitten by you**\n\nShe is a vet.", "**You will be bitten.**"])
def test_a_title_or_a_lead_in_bold_begins_no_talk(lead: str) -> None:
    text = f"{lead}\n\n**By what?**\n\nA llama.\n\n**Why?**\n\nSo."
    assert [role for _, role, _ in spoken(text)] == ["n"] * (1 + lead.count("\n\n")) + [*"rere"]


def test_a_last_question_in_bold_keeps_its_signs() -> None:
    text = "**Why?**\n\nSo.\n\n**Who?**\n\nShe.\n\n**And when?**"
    assert spoken(text)[-1] == ("Interviewer", "r", "**And when?**")


def test_hard_wrapped_lines_that_hang_belong_to_the_turn_above() -> None:
    text = (
        "Anna:  Where were\n       you?\nBen:   At\n       home.\n"
        "Anna:  Why?\nBen:   I was\n       ill."
    )
    assert [" ".join(said.split()) for *_, said in spoken(text)] == [said for *_, said in TALK]


FIELDS = "Interviewer: Anna Berg\nInterviewee: Ben Cox\nDate: 3 May 2003\nPlace: Bergen\n\n"


def test_fields_above_name_who_speaks() -> None:
    text = FIELDS + written("{name}: {said}", names=("INTERVIEWER", "INTERVIEWEE"))
    document = read_text(text, "d")
    assert dict(document.metadata)["date"] == "3 May 2003"
    assert spoken(text)[-4:] == [
        ("Anna Berg", "r", TALK[0][2]),
        ("Ben Cox", "e", TALK[1][2]),
        ("Anna Berg", "r", TALK[2][2]),
        ("Ben Cox", "e", TALK[3][2]),
    ]
    assert {speaker for speaker, *_ in spoken(text)[:-4]} == {"Narrator"}


@pytest.mark.parametrize(
    ("above", "first", "key"),
    [
        ("", "Michael Folk (MF): Where were you?", "MF"),
        ("Present: Michael Folk (MF) and a guest.\n\n", "MF: Where were you?", "MF"),
        ("MF = Michael Folk\n\n", "MF: Where were you?", "MF"),
        ("---\nspeakers: [Michael Folk, Ben Cox]\n---\n", "MF: Where were you?", "MF"),
        ("---\nlabels: ['X = Michael Folk']\n---\n", "X: Where were you?", "X"),
        ("", "MICHAEL FOLK: Where were you?", "FOLK"),
    ],
)
def test_initials_and_cut_names_are_one_persons(above: str, first: str, key: str) -> None:
    text = f"{above}{first}\n\nZoe: At home.\n\n{key}: Why?\n\nZoe: I was ill.\n\n{key}: Ah?"
    (asker,) = {speaker for speaker, role, _ in spoken(text) if role == "r"}
    assert asker.casefold() == "michael folk"


def test_capitals_alone_make_no_second_person() -> None:
    text = "Anna: Why?\nBEN: So.\nANNA: Who?\nBen: She.\nAnna: And?\nBen: No."
    assert read_text(text, "d").speakers == ("Anna", "Ben")


def test_two_senators_stay_two() -> None:
    asked = ("Senator", "Senator", "Senator Greene", "Senator Poe", "Senator")
    text = "\n\n".join(f"{senator}: Why?\n\nAA: So." for senator in asked)
    assert read_text(text, "d").speakers == ("Senator", "AA", "Senator Greene", "Senator Poe")


@pytest.mark.parametrize(
    "label", ["Interviewer", "ENTREVISTADORA", "Moderator", "Журналист", "记者", "Soru", "Q"]
)
def test_a_label_may_say_that_its_owner_asks(label: str) -> None:
    text = f"{label}: Tell me.\n\nBen: Shall I?\n\n{label}: Do.\n\nBen: Am I allowed?"
    assert [role for _, role, _ in spoken(text)] == ["r", "e", "r", "e"]


def test_notes_between_turns_are_the_narrators() -> None:
    text = (
        "**A B:** Why?\n\n**C D:** So.\n\n**[NOTES]:** [laughs]\n\n**A B:** Who?\n\n**C D:** She."
    )
    assert ("NOTES", "n", "[laughs]") in spoken(text)


def test_headings_between_turns_are_the_narrators() -> None:
    text = written("{name}: {said}").replace("Anna: Why", "## The illness\n\nAnna: Why")
    assert spoken(text) == [ANNA, BEN, ("Narrator", "n", "## The illness"), ANNA_2, BEN_2]


@pytest.mark.parametrize("end", ["END", "3:13 P.M. EST", "Transcribed by https://otter.ai", "###"])
def test_what_closes_a_transcript_is_the_narrators(end: str) -> None:
    assert spoken(written("{name}: {said}") + f"\n\n{end}\n") == [*TALK, ("Narrator", "n", end)]


def test_times_of_paragraphs_nobody_is_named_for() -> None:
    document = read_text("[00:00:05]\nOne.\n\n[00:01:10]\nTwo.\nThree.", "d")
    assert [(t.time, document.said(t)) for t in document.turns] == [
        ("00:00:05", "One."),
        ("00:01:10", "Two.\nThree."),
    ]


def test_the_metadata_overrules_what_is_found() -> None:
    text = written("{name}: {said}")
    assert spoken(f"---\nturns: paragraphs\n---\n{text}")[0][0] == "Unknown speaker"
    told = spoken(f"---\nnot_speakers: [Anna]\n---\n{text}\n\nCy: No.\n\nBen: So.\n\nCy: Yes.")
    assert {speaker for speaker, *_ in told} == {"Narrator", "Ben", "Cy"}


def test_numbers_of_lines_are_taken_away_and_named() -> None:
    lines = ["Anna: Where were", "you?", "", "Ben: At home.", "Anna: Why?", "Ben: I was", "ill."]
    lines += ["Anna: Where were", "you?", "Ben: At home."] * 3
    text = "\n".join(f"{n % 8 + 1:>3}  {line}" for n, line in enumerate(lines))
    assert spoken(text)[:4] == [
        ("Anna", "r", "Where were\nyou?"),
        ("Ben", "e", "At home."),
        ("Anna", "r", "Why?"),
        ("Ben", "e", "I was\nill."),
    ]


def test_speaker_changes_by_chevrons_alone_are_unnamed_turns() -> None:
    text = "NEWS\n\n>> It rains.\n>> It does.\nAll day.\n\n>>> Now sports.\n>> We won."
    assert spoken(text) == [
        ("Narrator", "n", "NEWS"),
        ("Unknown speaker", "n", "It rains."),
        ("Unknown speaker", "n", "It does.\nAll day."),
        ("Unknown speaker", "n", "Now sports."),
        ("Unknown speaker", "n", "We won."),
    ]


def test_chevrons_of_three_people_are_nobodys_by_turns() -> None:
    said = ("Where did you two grow up?", "In Kalmar.", "And I in Lund.", "What did they do?")
    text = "\n".join(f">> {words}" for words in said)
    assert spoken(text) == [("Unknown speaker", "n", words) for words in said]


def test_a_question_in_bold_may_take_several_lines_and_have_its_answer_below() -> None:
    text = "**Where**\n**were you?**\nAt home.\n\n**Why?**\nI was ill."
    assert spoken(text) == [
        ("Interviewer", "r", "Where**\n**were you?"),
        ("Interviewee", "e", "At home."),
        ("Interviewer", "r", "Why?"),
        ("Interviewee", "e", "I was ill."),
    ]


def test_a_bare_q_with_a_colon_further_on_is_still_a_label() -> None:
    text = "MS. A:  So.\n\nQ   The question is: Why?\n\nMS. A:  So.\n\nQ   Who?\n\nMS. A:  She."
    assert [said for *_, said in spoken(text)][1] == "The question is: Why?"


YOUTUBE = """A talk
{0}0:00{1}hello and welcome.
{0}0:04{1}today we talk
{0}0:09{1}of ships
{0}1:00:10{1}and the sea.
{0}1:00:15{1}goodbye.
"""


@pytest.mark.parametrize(("before", "after"), [("", "\n"), ("", " "), ("[", "] "), ("(", ")\n")])
def test_words_between_time_stamps_become_running_text(before: str, after: str) -> None:
    document = read_text(YOUTUBE.format(before, after), "d")
    assert [(t.time, document.said(t)) for t in document.turns] == [
        (None, "A talk"),
        ("0:00:00", "hello and welcome. today we talk of ships and the sea. goodbye."),
    ]


def test_captions_copied_from_a_player_tell_where_somebody_else_speaks() -> None:
    text = "0:00\n[Music]\n0:04\nwelcome to\n0:07\nthe talk\n0:10\n>> thank you\n0:13\n>> so when"
    assert spoken(text) == [
        ("Narrator", "n", "[Music] welcome to the talk"),
        ("Unknown speaker", "n", "thank you"),
        ("Unknown speaker", "n", "so when"),
    ]


@pytest.mark.parametrize("head", ["", "Begin\tEnd\tTier\tAnnotation\n"])
def test_rows_of_times_and_tabs_are_a_table(head: str) -> None:
    said = [("Jo", "Where were you then?"), ("An", "I was at home with Bo.")]
    said += [("Jo", "And why were you there?"), ("An", "I was ill for a week.")]
    rows = (f"{9 * n}.03\t{9 * n + 8}.5\t{who}\t{words}\n" for n, (who, words) in enumerate(said))
    document = read_text(head + "".join(rows), "d")
    assert [(t.speaker, document.said(t), t.time) for t in document.turns] == [
        (who, words, f"0:00:{9 * n:02}") for n, (who, words) in enumerate(said)
    ]


ELAN_TALK = [("Jo", "Where were you then?"), ("An", "I was at home with Bo.")]
ELAN_TALK += [("Jo", "And why were you there?"), ("An", "I was ill for a week.")]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("", "{who}\t\t00:00:{n:02}.030\t{n}.03\t00:00:{m:02}.500\t{m}.5\t{said}\n"),
        ("", "{who}\t00:00:{n:02}.030\t00:00:{m:02}.500\t{said}\n"),
        (
            "Tier\tBegin Time - hh:mm:ss.ms\tEnd Time - hh:mm:ss.ms\tAnnotation\n",
            "{who}\t00:00:{n:02}.030\t00:00:{m:02}.500\t{said}\n",
        ),
        (
            "Begin Time - hh:mm:ss.ms\tEnd Time - hh:mm:ss.ms\tJo\tAn\n",
            "00:00:{n:02}.030\t00:00:{m:02}.500\t{jo}\t{an}\n",
        ),
    ],
    ids=["tiers", "two times", "names of columns", "a column for each"],
)
def test_annotations_behind_tabs_with_two_times_are_a_table(head: str, row: str) -> None:
    rows = [
        row.format(
            who=who, n=9 * n, m=9 * n + 8, said=said, **{"jo": "", "an": "", who.lower(): said}
        )
        for n, (who, said) in enumerate(ELAN_TALK)
    ]
    document = read_text(head + "".join(rows), "d")
    assert [(t.speaker, document.said(t), t.time) for t in document.turns] == [
        (who, said, f"0:00:{9 * n:02}") for n, (who, said) in enumerate(ELAN_TALK)
    ]


@pytest.mark.parametrize(
    "row",
    [
        "Way {n}\t00:00:0{n}.030\t00:00:0{n}.500\tI was.\tBo said no, on day {n}.\n",
        "default\t00:00:0{n}.030\t00:00:0{n}.500\tI was at home on day {n}.\n",
        "Jo\t0:0{n}\tI was at home on day {n}.\n",
        "Day {n}\t9:00\t10:30\tTalk {n}: what is a boat?\tHall\n",
    ],
    ids=["two columns of words", "one tier", "one time", "programme"],
)
def test_rows_with_times_that_would_lose_words_stay_text(row: str) -> None:
    text = "".join(row.format(n=n) for n in range(1, 6))
    assert read_text(text, "d").text == text


def test_rows_without_words_stay_text() -> None:
    rows = "Year\tTown\tPeople\n1990\tOslo\t40\n1991\tVoss\t20\n1992\tBodø\t10"
    assert read_text(rows, "d").text == rows


def test_a_deposition_has_numbered_lines_letters_and_names() -> None:
    said = ["Q.   Your name?", "A.   John Smith.", "Q.   Your work?", "A.   I was", "a cook."]
    said += ["MR. JONES:  Objection.", "THE WITNESS:  May I?", "MR. JONES:  Yes.", "Q.   So?"]
    said += ["A.   So.", "Q.   Thanks."]
    text = "\n".join(f"{n:>11}        {line}" for n, line in enumerate(said, start=1))
    assert spoken(text)[3:7] == [
        ("Interviewee", "e", "I was\na cook."),
        ("MR. JONES", "r", "Objection."),
        ("THE WITNESS", "e", "May I?"),
        ("MR. JONES", "r", "Yes."),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "There was a guard.\nGuard: Papers!\nMe: Here.\nGuard: Old.\nMe: So am I.\nHe laughed.",
        "A few words:\n\nButty: a man who ran a gang.\nSnap: what you ate.\n\nSo we spoke.",
        "Three rules:\n- Begin: before light.\n- Stop: when it is good.\n- Burn: the first page.",
    ],
)
def test_talk_that_is_retold_and_lists_stay_in_the_answer(told: str) -> None:
    text = f"JO BERG: Why?\n\nAN RUD: {told}\n\nJO BERG: And then?\n\nAN RUD: We left."
    assert spoken(text) == [
        ("JO BERG", "r", "Why?"),
        ("AN RUD", "e", told),
        ("JO BERG", "r", "And then?"),
        ("AN RUD", "e", "We left."),
    ]


def test_who_joins_inside_a_paragraph_is_somebody_all_the_same() -> None:
    text = "JO: Why?\n\nAN: Rain.\nWIFE: And hail.\n\nJO: And then?\n\nAN: We left."
    assert ("WIFE", "e", "And hail.") in spoken(text)


def test_a_friend_who_joins_an_interview_by_letters_is_no_counsel() -> None:
    text = "Q: Where?\n\nA: In Oslo.\n\nMRS. BERG: And later in Voss.\n\nQ: Why?\n\nA: For work."
    assert roles(text) == {"Interviewer": "r", "Interviewee": "e", "MRS. BERG": "e"}


def roles(text: str) -> dict[str, str]:
    return {speaker: role for speaker, role, _ in spoken(text)}


def test_an_answer_by_letter_may_hold_a_colon() -> None:
    text = "Q. Did you sign?\n\nA. Yes. My answer was: I did.\n\nQ. When?\n\nA. It said: May."
    assert [said for *_, said in spoken(text)] == [
        "Did you sign?",
        "Yes. My answer was: I did.",
        "When?",
        "It said: May.",
    ]


def test_letters_are_read_by_who_asks() -> None:
    text = "R: What do you see?\n\nP: The bus.\n\nR: And when?\n\nP: At ten."
    assert roles(text) == {"R": "r", "P": "e"}


def test_an_interview_with_somebody_does_not_make_them_ask() -> None:
    text = "Interview mit Eva Kern\n\n" + written("{name}: {said}", names=("Jo Weiß", "Eva Kern"))
    assert roles(text) == {"Narrator": "n", "Jo Weiß": "r", "Eva Kern": "e"}


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u200b", "\u2068"])
def test_invisible_marks_before_a_label_hide_nobody(mark: str) -> None:
    assert spoken(written(mark + "{name}: {said}")) == TALK


def test_indic_vowels_are_part_of_names() -> None:
    names = ("प्रश्न", "मीरा")
    said = [(names[n % 2], role, words) for n, (_, role, words) in enumerate(TALK)]
    assert spoken(written("{name}: {said}", names=names)) == said


def test_mr_and_mrs_stay_two() -> None:
    asked = ("Tom Berg", "Mrs. Berg", "Mr. Berg", "Mrs. Berg", "Mr. Berg")
    text = "\n\n".join(f"Ruth: How?\n\n{name}: So." for name in asked)
    assert {"Mrs. Berg", "Mr. Berg"} <= set(read_text(text, "d").speakers)


@pytest.mark.parametrize("opens", ["First", "Well", "Result", "Listen", "P.S", "Rule"])
def test_how_a_paragraph_begins_makes_nobody(opens: str) -> None:
    text = written("{name}: {said}").replace("At home.", f"At home.\n\n{opens}: never whistle.")
    assert read_text(text, "d").speakers == ("Anna", "Ben")


@pytest.mark.parametrize("label", ["Audience member", "Female voice", "Голос из зала", "de Groot"])
def test_who_speaks_once_in_lower_case_is_somebody(label: str) -> None:
    text = written("{name}: {said}") + f"\n\n{label}: Louder!\n\nBen: I was ill!"
    assert (label, "Louder!") in [(who, said) for who, _, said in spoken(text)]


def test_letters_quoted_in_an_answer_are_nobodys() -> None:
    text = written("{name}: {said}") + "\n\nAnna: And?\n\nBen: It read\n\nQ: Who?\n\nA: He."
    assert read_text(text, "d").speakers == ("Anna", "Ben")


@pytest.mark.parametrize(
    "text",
    [
        "From: Rosa\nTo: Ted\n\nHello.\n\nFrom: Ted\nTo: Rosa\n\nYes.",
        "Pro: cheap\nCon: slow\nPro: near\nCon: loud",
        "## Method\n\nWe asked.\n\n## Result\n\nIt rains.\n\n## Method\n\nWe asked.\n\n"
        "## Result\n\nIt rains.",
        "To ask\n\n- Where were you born?\n- Who raised you?\n- What was it like?\n- And then?",
    ],
)
def test_forms_and_lists_have_no_speakers(text: str) -> None:
    assert read_text(text, "d").speakers == ("Unknown speaker",)


def test_a_talk_of_two_turns_by_role_is_one() -> None:
    text = "Interviewer: Tell me where you were born.\n\nInterviewee: In Hull."
    assert spoken(text) == [
        ("Interviewer", "r", "Tell me where you were born."),
        ("Interviewee", "e", "In Hull."),
    ]


def test_lists_of_questions_above_labels_are_lists() -> None:
    guide = "\n".join(f"- What about {n}?" for n in range(8))
    assert spoken(f"{guide}\n\n" + written("{name}: {said}"))[-4:] == TALK


def test_a_rule_above_questions_in_bold_makes_them_no_list() -> None:
    text = "---\n\n**Where were you?**\n\nAt home.\n\n**Tell me why.**\n\nI was ill."
    assert [said for *_, said in spoken(text)] == [
        "Where were you?",
        "At home.",
        "Tell me why.",
        "I was ill.",
    ]
