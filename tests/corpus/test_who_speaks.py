"""Whole short talks as they are printed, and who says each of their turns."""

from __future__ import annotations

import pytest

from corpus.errors import SourceError
from corpus.read import read_text

PODCAST = """Host: Dr. Amy Tran
Guest: Philippa Berg (PB)

Amy: Today we talk about bees.

Philippa: Hello. Shall I take the hat off?

Amy: Please do. Tell me how it began.

Philippa: With a swarm. Can you imagine?

Amy: I can't."""

COURT = """THE COURT: Proceed.
Q{gap}What do you do?
A{gap}I'm a nurse.
Q{gap}Where?
A{gap}At the county.
THE COURT: Louder, please."""

TELEVISION = """ANN TOWNE, CNN ANCHOR: Good evening. Governor, will you run?
LUIS PACE, governor of Avon: I have a job, and I like it very much.
TOWNE: That isn't a no.
PACE: It isn't a yes either.
TOWNE: Governor, thank you.
PACE: Thank you."""

TOGETHER = """AMY AND BO: Welcome to the show!
AMY: Our guest is Philippa. Who are you?
PHILIPPA: Hello.
BO: So, bees. Do they know you?
PHILIPPA: They know my gloves.
AMY: How many stings?
PHILIPPA: None."""

PARTICLES = """Interviewer: Jan van der Meer
Interviewee: Maria de la Cruz
Date: 4 May 2001

Q: Where were you born?

A: In Leiden."""

TWO_HOSTS = """Hosts: Amy Tran and Bo Lund
Guest: Philippa Berg
Date: 4 May 2001

Tran: Where were you born?

Berg: In Leiden.

Lund: When?

Berg: In May.

Tran: Were you alone?

Berg: No.

Lund: Who was there?

Berg: My aunt."""

FRENCH = """Ouest-Mag\u202f: Pourquoi\u202f?
Anne Le Guern\u202f: Je ne sais pas.
Ouest-Mag\u202f: Et puis\u202f?
Anne Le Guern\u202f: Rien."""

BOLD = """**What is wrong with bridges?** They stop.

**Were you fired?** Twice.

**What did they do?** They built it."""

NUMBERED = """1. How did you come to translate Duras?

By accident.

2. Which book gave you most trouble?

The shortest, for three reasons:
1. The tense.
2. The silence.
3. The comma.

3. Do you read reviewers?

Only in Korean."""

SURNAME = """{title}

Moss: Where did you begin?

Key: In a shed.

Moss: And the radio?

Key: It took three winters.

Moss: Did it sell?

Key: Forty of them."""

SPELT_OUT = """{o}Pregunta.{c} ¿Cuándo empezó?

{o}Respuesta.{c} A los nueve.

{o}P.{c} ¿Y después?

{o}R.{c} Después vino la guerra.

{o}P.{c} ¿Volvió?

{o}R.{c} Volví en 1951."""

INITIALS = """Helen Carr: Today Hugo Stern is here. How are you?

Hugo Stern: Tired. I came on the night train.

HC: From where?

HS: From Trieste.

HC: Why the train?

HS: I don't fly."""

INTRODUCED = """ELLEN PRICE: With me are Tom Ruiz and Nadia Okafor. Welcome.

TOM RUIZ: Thanks.

NADIA OKAFOR: Good to be here.

PRICE: Mr. Ruiz, how much do you take?

RUIZ: Forty tons.

PRICE: Is that a lot?

OKAFOR: It is.

PRICE: Why?

OKAFOR: It lives one year."""

LETTERED = """{line}

Q: When were you born?

A: In May.

Q: Where?

A: In Dunmere."""

ASKS, ANSWERS = "Interviewer", "Interviewee"


@pytest.mark.parametrize(
    ("text", "asks", "answers"),
    [
        (PODCAST, {"Dr. Amy Tran"}, {"Philippa Berg"}),
        (COURT.format(gap="   "), {"THE COURT", ASKS}, {ANSWERS}),
        (COURT.format(gap="\t"), {"THE COURT", ASKS}, {ANSWERS}),
        (TELEVISION, {"ANN TOWNE"}, {"LUIS PACE"}),
        (PARTICLES, {"Jan van der Meer"}, {"Maria de la Cruz"}),
        (TWO_HOSTS, {"Amy Tran", "Bo Lund"}, {"Philippa Berg"}),
        (FRENCH, {"Ouest-Mag"}, {"Anne Le Guern"}),
        (BOLD, {ASKS}, {ANSWERS}),
        (NUMBERED, {ASKS}, {ANSWERS}),
        (SURNAME.format(title="A talk with Alan Key, who built it."), {"Moss"}, {"Key"}),
        (SPELT_OUT.format(o="", c=""), {ASKS}, {ANSWERS}),
        (SPELT_OUT.format(o="**", c="**"), {ASKS}, {ANSWERS}),
        (INITIALS, {"Helen Carr"}, {"Hugo Stern"}),
        (INTRODUCED, {"ELLEN PRICE"}, {"TOM RUIZ", "NADIA OKAFOR"}),
    ],
)
def test_who_asks_and_who_answers(text: str, asks: set[str], answers: set[str]) -> None:
    document = read_text(text, "d")
    said = [(turn.speaker, turn.role) for turn in document.turns]
    assert {speaker for speaker, role in said if role == "interviewer"} == asks
    assert {speaker for speaker, role in said if role == "interviewee"} == answers


@pytest.mark.parametrize(
    ("text", "turn", "words"),
    [
        (COURT.format(gap="   "), 2, "I'm a nurse."),
        (BOLD, 1, "They stop."),
        (NUMBERED, 4, "Do you read reviewers?"),
    ],
)
def test_what_is_said_in_a_turn(text: str, turn: int, words: str) -> None:
    document = read_text(text, "d")
    assert document.said(document.turns[turn]) == words


def test_two_who_speak_together_are_nobody_of_the_two() -> None:
    speakers = {turn.speaker for turn in read_text(TOGETHER, "d").turns}
    assert speakers == {"AMY AND BO", "AMY", "BO", "PHILIPPA"}


def test_an_a_before_a_gap_answers_only_where_a_q_asks_so() -> None:
    text = "Anna: And then?\nBen: Some things.\nA   bell and\nA   rope.\n" * 2
    assert {turn.speaker for turn in read_text(text, "d").turns} == {"Anna", "Ben"}


def test_a_word_that_is_nobody_s_surname_is_no_label() -> None:
    turns = read_text(SURNAME.format(title="The Key to the radio."), "d").turns
    assert "Key" not in {turn.speaker for turn in turns}


@pytest.mark.parametrize(
    "closing",
    [
        "Das Gespräch führte Anna Stolz.",
        "Interview: Anna Stolz",
        "Entrevista realizada por Ana Sola.",
        "Беседовала Анна Штольц",
        "Rozmawiała Anna Stolz",
    ],
)
def test_who_led_the_talk_is_not_said_in_it(closing: str) -> None:
    text = f"Roth: Where was it?\n\nBerg: In May.\n\nRoth: And?\n\nBerg: No more.\n\n{closing}\n"
    last = read_text(text, "d").turns[-1]
    assert (last.speaker, text[last.start : last.end]) == ("Narrator", closing)


def test_people_whom_the_metadata_names_need_not_speak_twice() -> None:
    facts = "---\ninterviewer: Jonas Weiss\ninterviewee: Anna Berg\n---\n"
    document = read_text(f"{facts}Jonas Weiss: Why?\n\nAnna Berg: Because of the cold.\n", "d")
    assert [(t.speaker, t.role, document.said(t)) for t in document.turns] == [
        ("Jonas Weiss", "interviewer", "Why?"),
        ("Anna Berg", "interviewee", "Because of the cold."),
    ]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Interview with Walter Szymanski", "Walter Szymanski"),
        ("# Oral history interview with Dr. Ann Lee, June 9, 1998", "Dr. Ann Lee"),
        ("**A Conversation with Jack Breen of Studio Hybrid**", "Jack Breen"),
        ("Ein Gespräch mit Anna Berg", "Anna Berg"),
        ("Entrevista a María Ruiz", "María Ruiz"),
        (
            "Conversation with Ann Lee, head of the Union of Orchards and Cooperatives of all the "
            "valleys",
            "Ann Lee",
        ),
        ("An interview with Ann Lee, Bo Lund and Carl Dole", ANSWERS),
        ("Interview with the Mayor", ANSWERS),
        ("Before her interview with Ann Lee she waited.", ANSWERS),
    ],
)
def test_a_line_above_says_with_whom_the_interview_is(line: str, who: str) -> None:
    turns = read_text(LETTERED.format(line=line), "d").turns
    assert {turn.speaker for turn in turns if turn.role == "interviewee"} == {who}


def test_with_whom_the_interview_is_need_not_be_who_speaks_in_a_text_without_turns() -> None:
    turns = read_text("Interview with Anna Berg\n\nI was born there.\n\nAnd I left.\n", "d").turns
    assert {turn.speaker for turn in turns} == {"Unknown speaker"}


def test_turns_that_are_not_there_as_told_are_an_error() -> None:
    with pytest.raises(SourceError, match="expected turns by labels, as `turns` says, found none"):
        read_text("---\nturns: labels\n---\nNobody speaks here, and nobody asks.\n", "d")


def test_a_field_is_no_title() -> None:
    assert read_text(PARTICLES, "leiden").title == "leiden"
