"""Short talks as newspapers, stations and archives of many countries print them."""

from __future__ import annotations

import pytest

from corpus.read import read_text

Turns = list[tuple[str, str, str]]


def turns(*said: str) -> Turns:
    """Return ``"Anna r When?"`` as speaker, first letter of who asks or answers, and words."""
    parts = (one.rsplit(" | ", 2) for one in said)
    return [(speaker, role, words) for speaker, role, words in parts]


BOTH = {"interviewer": "asks", "interviewee": "answers", "narrator": "tells"}

TALKS = {
    "laughter in full-width brackets": (
        "甲：你几岁？\n\n乙：六岁。\n\n甲：怕吗？\n\n乙（笑）：怕。\n\n甲：还唱吗？\n\n乙：唱。",
        turns(
            *("甲 | asks | 你几岁？", "乙 | answers | 六岁。", "甲 | asks | 怕吗？"),
            *("乙 | answers | 怕。", "甲 | asks | 还唱吗？", "乙 | answers | 唱。"),
        ),
    ),
    "an initial that is a letter of the turns": (
        "F: Wen trafen Sie?\n\nA: Alle.\n\nF. J. Strauß nur einmal.\n\nF: Und?\n\nA: Er war laut.",
        turns(
            "Interviewer | asks | Wen trafen Sie?",
            "Interviewee | answers | Alle.\n\nF. J. Strauß nur einmal.",
            *("Interviewer | asks | Und?", "Interviewee | answers | Er war laut."),
        ),
    ),
    "an initial at the beginning of a line": (
        "Anna: Wann?\nBen Cox: Da kam\nV. Havel mit Wein.\nAnna: Und?\nBen Cox: Er sang.",
        turns(
            *("Anna | asks | Wann?", "Ben Cox | answers | Da kam\nV. Havel mit Wein."),
            *("Anna | asks | Und?", "Ben Cox | answers | Er sang."),
        ),
    ),
    "an office behind the name": (
        "Reporterin: Wann?\n\nJan Kern, Staatssekretär im Bundesministerium für Umwelt und "
        "Naturschutz: Im Herbst.\n\nReporterin: Wo?\n\nKern: Hier.",
        turns(
            *("Reporterin | asks | Wann?", "Jan Kern | answers | Im Herbst."),
            *("Reporterin | asks | Wo?", "Jan Kern | answers | Hier."),
        ),
    ),
    "a man in the third row": (
        "Moderatorin: Fragen?\n\nEin Herr in der dritten Reihe: Warum?\n\nBerg: Darum.\n\n"
        "Moderatorin: Gut?\n\nBerg: Ja.",
        turns(
            *("Moderatorin | asks | Fragen?", "Ein Herr in der dritten Reihe | asks | Warum?"),
            *("Berg | answers | Darum.", "Moderatorin | asks | Gut?", "Berg | answers | Ja."),
        ),
    ),
    "somebody who speaks once, before a dash": (
        "Luc Roy — Quand ?\n\nPaul Dol — Hier.\n\nMarie Dol — Non, Paul !\n\nPaul Dol — Ah oui.\n\n"
        "Luc Roy — Où ?\n\nPaul Dol — Ici.",
        turns(
            *("Luc Roy | asks | Quand ?", "Paul Dol | answers | Hier."),
            *("Marie Dol | answers | Non, Paul !", "Paul Dol | answers | Ah oui."),
            *("Luc Roy | asks | Où ?", "Paul Dol | answers | Ici."),
        ),
    ),
    "names above that are cut later": (
        "INTERVIEWER\n\nWhen?\n\nMARIAN HOLT\n\nAt nine.\n\nINTERVIEWER\n\nWhere?\n\n"
        "HOLT\n\nIn Ohio.",
        turns(
            *("INTERVIEWER | asks | When?", "MARIAN HOLT | answers | At nine."),
            *("INTERVIEWER | asks | Where?", "MARIAN HOLT | answers | In Ohio."),
        ),
    ),
    "a heading above a name": (
        "Octopus Minds\n\nLex Lund\n\nWhat is it?\n\nMira Roe\n\nAn animal.\n\nLex Lund\n\nAnd?\n\n"
        "Mira Roe\n\nIt sleeps.",
        turns(
            *("Narrator | tells | Octopus Minds", "Lex Lund | asks | What is it?"),
            *("Mira Roe | answers | An animal.", "Lex Lund | asks | And?"),
            "Mira Roe | answers | It sleeps.",
        ),
    ),
    "a translator": (
        "ANNA COREN, CNN HOST: What did you see?\n\nPAVEL OREL (through translator): Fire.\n\n"
        "COREN: Where?\n\nOREL: On the roof.",
        turns(
            *("ANNA COREN | asks | What did you see?", "PAVEL OREL | answers | Fire."),
            *("ANNA COREN | asks | Where?", "PAVEL OREL | answers | On the roof."),
        ),
    ),
    "a nickname": (
        'Carol Finn: When?\n\nDorothy "Dot" Hayes: In 1942.\n\nCarol Finn: Where?\n\n'
        'Dorothy "Dot" Hayes: In Ede.',
        turns(
            *("Carol Finn | asks | When?", 'Dorothy "Dot" Hayes | answers | In 1942.'),
            *("Carol Finn | asks | Where?", 'Dorothy "Dot" Hayes | answers | In Ede.'),
        ),
    ),
    "a Hebrew title": (
        'ד"ר לוי: איפה?\n\nשרה: כאן.\n\nד"ר לוי: ומתי?\n\nשרה: אתמול.',
        turns(
            *('ד"ר לוי | asks | איפה?', "שרה | answers | כאן."),
            *('ד"ר לוי | asks | ומתי?', "שרה | answers | אתמול."),
        ),
    ),
    "numbered questions of a committee": (
        "Q1  Chair: Who are you?\n\nDr Roe: Ann Roe.\n\nQ2  Helen Hay: Who pays?\n\n"
        "Dr Roe: They do."
        "\n\nQ3  Helen Hay: When?\n\nDr Roe: In May.",
        turns(
            *("Chair | asks | Who are you?", "Dr Roe | answers | Ann Roe."),
            *("Helen Hay | asks | Who pays?", "Dr Roe | answers | They do."),
            *("Helen Hay | asks | When?", "Dr Roe | answers | In May."),
        ),
    ),
    "names in and below bold questions": (
        "**TIMES: Who are you?**\n\nJohn Roe: A baker.\n\n**TIMES: Since when?**\n\nJohn Roe: May.",
        turns(
            *("TIMES | asks | Who are you?", "John Roe | answers | A baker."),
            *("TIMES | asks | Since when?", "John Roe | answers | May."),
        ),
    ),
    "letters in and below bold questions": (
        "**P. ¿Y su padre?**\n\n**R.** Callaba.\n\n**P. ¿Y su madre?**\n\n**R.** También.",
        turns(
            *("Interviewer | asks | ¿Y su padre?", "Interviewee | answers | Callaba."),
            *("Interviewer | asks | ¿Y su madre?", "Interviewee | answers | También."),
        ),
    ),
    "a name in the first bold answer": (
        "**Sind Sie müde?**\n\n**Rike Abel:** Ja.\n\n**Wovon?**\n\nVom Entscheiden.",
        turns(
            *("Interviewer | asks | Sind Sie müde?", "Rike Abel | answers | Ja."),
            *("Interviewer | asks | Wovon?", "Rike Abel | answers | Vom Entscheiden."),
        ),
    ),
    "several who answer bold questions": (
        "**When?**\n\nAnna: In 1999.\n\nBen: At the pool.\n\n**Who began?**\n\nAnna: I did.\n\n"
        "Ben: Not I.",
        turns(
            *("Interviewer | asks | When?", "Anna | answers | In 1999."),
            *("Ben | answers | At the pool.", "Interviewer | asks | Who began?"),
            *("Anna | answers | I did.", "Ben | answers | Not I."),
        ),
    ),
    "bold lines that ask nothing": (
        "**Where were you?**\n\nHere.\n\n**When was it?**\n\nIn May.\n\n"
        "**Related stories**\n\nA house",
        turns(
            *("Interviewer | asks | Where were you?", "Interviewee | answers | Here."),
            *("Interviewer | asks | When was it?", "Interviewee | answers | In May."),
            *("Narrator | tells | **Related stories**", "Narrator | tells | A house"),
        ),
    ),
    "answers behind dashes": (
        "Varför?\n\n– Det var varmt.\n\nVad sa han?\n\n– Inget.\n\n– Eller lite.\n\n"
        "Och nu?\n\n– Ja.",
        turns(
            *("Interviewer | asks | Varför?", "Interviewee | answers | Det var varmt."),
            "Interviewer | asks | Vad sa han?",
            "Interviewee | answers | Inget.\n\n– Eller lite.",
            *("Interviewer | asks | Och nu?", "Interviewee | answers | Ja."),
        ),
    ),
    "notes below the last answer": (
        "Ann: When?\n\nBen: In May[1].\n\nAnn: Where?\n\nBen: At home.\n\n"
        "Translator's notes\n[1] Of last year.\n[2] A house.",
        turns(
            *("Ann | asks | When?", "Ben | answers | In May[1].", "Ann | asks | Where?"),
            "Ben | answers | At home.",
            "Narrator | tells | Translator's notes\n[1] Of last year.\n[2] A house.",
        ),
    ),
    "italics below the last answer": (
        "**Ann:** When?\n\n**Ben:** In *May*.\n\n**Ann:** Where?\n\n**Ben:** At home.\n\n"
        "*Ben speaks at the Guildhall on 3 June. Tickets £6.*",
        turns(
            *("Ann | asks | When?", "Ben | answers | In *May*.", "Ann | asks | Where?"),
            "Ben | answers | At home.",
            "Narrator | tells | *Ben speaks at the Guildhall on 3 June. Tickets £6.*",
        ),
    ),
    "italics all through an answer": (
        "Ann: When?\n\nBen: In May.\n\nAnn: Sing it.\n\nBen: *In May,*\n\n*in May.*",
        turns(
            *("Ann | asks | When?", "Ben | answers | In May.", "Ann | asks | Sing it."),
            "Ben | answers | *In May,*\n\n*in May.*",
        ),
    ),
    "bold names before times": (
        "**Sam Ort** (00:02): Who?\n\n**Ann Bly** (00:04): Ann.\n\n**Sam Ort** (00:06): Where?\n\n"
        "**Ann Bly** (00:09): Here.",
        turns(
            *("Sam Ort | asks | Who?", "Ann Bly | answers | Ann."),
            *("Sam Ort | asks | Where?", "Ann Bly | answers | Here."),
        ),
    ),
    "a wide space": (
        "記者　いつですか。\n\n三浦　五月です。\n\n記者　どこですか。\n\n三浦　京都です。",
        turns(
            *("記者 | asks | いつですか。", "三浦 | answers | 五月です。"),
            *("記者 | asks | どこですか。", "三浦 | answers | 京都です。"),
        ),
    ),
    "a title that is a word of English": (
        "LE JUGE : Où ?\n\nMe Delmas : Objection !\n\nLE TÉMOIN : Ici.\n\nLE JUGE : Et ?\n\n"
        "LE TÉMOIN : Rien.",
        turns(
            *("LE JUGE | asks | Où ?", "Me Delmas | answers | Objection !"),
            *("LE TÉMOIN | answers | Ici.", "LE JUGE | asks | Et ?", "LE TÉMOIN | answers | Rien."),
        ),
    ),
    "a name that means a place": (
        "ORT: When were you born?\n\nKEMP: In 1909.\n\nORT: Where?\n\nKEMP: In Red Jacket.",
        turns(
            *("ORT | asks | When were you born?", "KEMP | answers | In 1909."),
            *("ORT | asks | Where?", "KEMP | answers | In Red Jacket."),
        ),
    ),
    "applause behind a question": (
        "RUIZ: ¿Cuándo? (Aplausos).\n\nDIAZ: Mañana.\n\nRUIZ: ¿Dónde? (Aplausos).\n\nDIAZ: Aquí.",
        turns(
            *("RUIZ | asks | ¿Cuándo? (Aplausos).", "DIAZ | answers | Mañana."),
            *("RUIZ | asks | ¿Dónde? (Aplausos).", "DIAZ | answers | Aquí."),
        ),
    ),
    "ends of tapes": (
        "Q: What?\n\nA: Ink.\n\nEnd of Tape #1\n\nTape 2, Side A\n\nQ: And?\n\nA: Paper.",
        turns(
            *("Interviewer | asks | What?", "Interviewee | answers | Ink."),
            *("Narrator | tells | End of Tape #1", "Narrator | tells | Tape 2, Side A"),
            *("Interviewer | asks | And?", "Interviewee | answers | Paper."),
        ),
    ),
    "what a sign says": (
        "Roth: And?\n\nBerg: It said:\n\nCLOSED FOR GOOD\n\nWe left.\n\nRoth: Why?\n\nBerg: So.",
        turns(
            *("Roth | asks | And?", "Berg | answers | It said:\n\nCLOSED FOR GOOD\n\nWe left."),
            *("Roth | asks | Why?", "Berg | answers | So."),
        ),
    ),
    "rights and a notice below": (
        "ROOS: And?\n\nBRANDT: Snow.\n\nROOS: More?\n\nBRANDT: Rain.\n\nCopyright © 2020 A.\n\n"
        "Transcripts are made in a rush.",
        turns(
            *("ROOS | asks | And?", "BRANDT | answers | Snow.", "ROOS | asks | More?"),
            *("BRANDT | answers | Rain.", "Narrator | tells | Copyright © 2020 A."),
            "Narrator | tells | Transcripts are made in a rush.",
        ),
    ),
}


@pytest.mark.parametrize("kind", TALKS)
def test_who_says_what(kind: str) -> None:
    text, expected = TALKS[kind]
    document = read_text(text, "d")
    assert [(t.speaker, BOTH[t.role], document.said(t)) for t in document.turns] == expected


AMONG = "Interviewer: Where was it?\n\nTom Ley: In the north. It was cold.\n\n" * 5


@pytest.mark.parametrize(
    "later",
    [
        "The rule was simple: never lie.",
        "I remember one thing: it rained.",
        "And then he told me: go home.",
        "Part two of the talk: the war came.",
        "Mein Vater sagte immer: Geh heim.",
        "For example, to keep a small boat free of ice all winter: salt.",
        "Bergen (where my mother had her sisters and all her money): the best time.",
        "Me and Anna: in the first one.",
        "WHITES ONLY",
        "*The sea, the open sea*",
        "Copyright is everything. If you sign it away, it is gone.",
        "그 다음에는 KBS 에서 일했고요",
        "We played\nside B\nall night.",
    ],
)
def test_a_later_paragraph_of_an_answer_stays_in_it(later: str) -> None:
    text = f"{AMONG}Tom Ley: He was hard.\n\n{later}\n\nThat is all.\n\n{AMONG}"
    document = read_text(text, "d")
    said = [document.said(turn) for turn in document.turns if turn.speaker == "Tom Ley"]
    assert f"He was hard.\n\n{later}\n\nThat is all." in said
    assert {turn.speaker for turn in document.turns} == {"Interviewer", "Tom Ley"}


@pytest.mark.parametrize(
    "answers",
    [
        ("Simple: I took the boat.", "Never.", "In May."),
        ("**Really.** Yes, nobody.", "Never.", "In May."),
    ],
)
def test_a_word_that_begins_an_answer_is_no_name(answers: tuple[str, str, str]) -> None:
    text = "".join(f"**Where {n}?**\n\n{said}\n\n" for n, said in enumerate(answers))
    speakers = {turn.speaker for turn in read_text(text, "d").turns}
    assert speakers == {"Interviewer", "Interviewee"}


@pytest.mark.parametrize(
    "text",
    [
        "## Next\n\n### Added\n\n- Why?\n\n### Fixed\n\n- No.\n\n## Two\n\n### Added\n\n- So.\n",
        "Monday: soup\nTuesday: fish, or what?\nWednesday: rice\n\n" * 4
        + "On Ash Wednesday I fast.",
        "Shopping\n\nWhat?\n- Bread\n- Butter\n\nWho buys?\n- Anna\n\nWhen?\n- Friday",
        "And then the big bad wolf said to him: let me in.\n\nBut the pig, it said: why?\n\n" * 2,
        "Interviewee: ____\nDate: ____\nPlace: Oslo\n\nHere we ask about the boats.",
    ],
)
def test_what_is_no_talk_has_no_speakers(text: str) -> None:
    roles = {turn.role for turn in read_text(text, "d").turns}
    assert roles == {"narrator"}


def test_the_last_bold_question_may_end_in_any_way() -> None:
    for last in ("Πότε γυρίσατε;", "Tell us about the film", "Your favourite of all"):
        text = f"**Where?**\n\nHere.\n\n**When?**\n\nNow.\n\n**{last}**\n\nIt is long.\n"
        turns = read_text(text, "d").turns
        assert [turn.role for turn in turns] == ["interviewer", "interviewee"] * 3, last


def test_answers_that_begin_with_a_titled_name_are_no_hearing() -> None:
    text = "Whom did you meet?\n\nDr. King. In May.\n\nWho else?\n\nJudge Hall. Late.\n\n" * 2
    speakers = {turn.speaker for turn in read_text(text, "d").turns}
    assert speakers == {"Interviewer", "Interviewee"}


def test_letters_with_and_without_a_dot_may_stand_in_one_talk() -> None:
    text = "Q: Where?\n\nA: Here.\n\nQ: When?\n\nA: In May.\n\nQ. And then?\n\nA. It came.\n"
    assert len(read_text(text, "d").turns) == 6
