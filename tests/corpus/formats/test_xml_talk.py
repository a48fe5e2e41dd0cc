"""TEI, timed text and OHMS records are read; whatever else XML may hold is refused."""

from __future__ import annotations

import time

import pytest

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats import READERS
from corpus.formats.xml_talk import read
from corpus.marks import Mark

TEXT = "Marta Lind: Where was it?\n\nTobias: In Kalmar. On the coast."
MARKS = (Mark(0, 12, "Marta Lind", "0:00:01"), Mark(27, 35, "Tobias", "0:00:04"))
TIMES = ((12, "0:00:01"), (35, "0:00:04"), (46, "0:00:05"))
TITLE = "A talk"


def left(name: str, text: str, why: str = "not what is said") -> LeftOut:
    return LeftOut(f"<{name}>", Kind.METADATA, text, why)


def tei(body: str) -> bytes:
    return f"""<?xml version="1.0"?>
<!-- made by hand -->
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title>{TITLE}</title></titleStmt></fileDesc>
<particDesc><person xml:id="A" role="interviewer"><persName><forename>Marta</forename>
<surname>Lind</surname></persName></person>
<person xml:id="B"><persName>Tobias</persName></person></particDesc></teiHeader>
<text><timeline><when xml:id="T0" absolute="00:00:01"/>
<when xml:id="T1" interval="3" since="#T0"/><when xml:id="T2" interval="1" since="#T1"/>
</timeline><body>{body}</body></text></TEI>""".encode()


def timed(body: str, more: str = "") -> bytes:
    return f"""<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en" xmlns:m="urn:m"><head>
<m:agent xml:id="a"><m:name>Marta Lind</m:name></m:agent>
<m:agent xml:id="b"><m:name>Tobias</m:name></m:agent>{more}</head>
<body><div>{body}</div></body></tt>""".encode()


def ohms(transcript: str) -> bytes:
    return f"""<ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record id="1">
<version>5.4</version><date value="2003-05-03"/><title>{TITLE}</title>
<interviewee>Tobias</interviewee><interviewer>Marta Lind</interviewer><sync>1:|2(3)</sync>
{transcript}<index><point><time>3</time><title>Kalmar</title></point></index>
</record></ROOT>""".encode()


def test_utterances_of_tei_have_names_and_times() -> None:
    body = (
        '<head>First</head><u who="#A" start="#T0">Where\n <pause/>was it?</u>'
        '<u who="#B" start="#T1">In Kalmar.</u>\n<u who="#B" start="#T2">On the coast.</u>'
    )
    assert read(tei(body), "a") == Extracted(
        TEXT,
        MARKS,
        TIMES,
        (("title", TITLE), ("language", "en"), ("interviewer", "Marta Lind")),
        (left("teiHeader", "A talk Marta Lind Tobias"), left("head", "First")),
    )


SPOKEN = {
    '<u who="#B">I <vocal><desc>laughs</desc></vocal> left.</u>': "Tobias: I [laughs] left.",
    "<u><w>In</w>\n<w>Kalmar</w>\n<pc>.</pc></u>": "In Kalmar.",
    '<u><w join="right">do</w> <w>n\'t</w></u>': "don't",
    "<u><seg>One.</seg><seg>Two.</seg></u>": "One. Two.",
    "<u>a <choice><orig>coost</orig><reg>coast</reg></choice></u>": "a coost",
    "<u>mis<unclear>heard</unclear> <!-- sic --> it</u>": "misheard it",
    '<annotationBlock who="#B"><u>Yes.</u></annotationBlock>': "Tobias: Yes.",
    '<u who="#A #B">Yes.</u>': "Marta Lind and Tobias: Yes.",
    '<u who="#Z">Yes.</u>': "Z: Yes.",
    "<sp><speaker>HAM.</speaker><p>To be.</p><p>Or not.</p></sp>": "HAM: To be.\n\nOr not.",
    "<u>" + "<seg>" * 200 + "Deep." + "</seg>" * 200 + "</u>": "Deep.",
}


@pytest.mark.parametrize("body", SPOKEN)
def test_what_is_said_is_written_as_a_line(body: str) -> None:
    assert read(tei(body), "a").text == SPOKEN[body]


def test_what_editors_add_to_an_utterance_is_left_out() -> None:
    body = "<u>a <choice><orig>coost</orig><reg>coast</reg></choice><note>sic</note></u> between"
    assert read(tei(body), "a").left_out[1:] == (
        left("reg", "coast"),
        left("note", "sic"),
        left("body", "between"),
    )


def test_timed_text_has_agents_for_speakers() -> None:
    body = (
        '<p begin="00:00:01.5" end="00:00:02" m:agent="a">Where<br/>was it?</p>\n'
        '<p begin="4s" dur="900ms"><span m:agent="b">In</span> Kalmar.</p> beside'
        '<p begin="5000ms" m:agent="b">On\nthe coast.</p>'
    )
    assert read(timed(body, "<x>Set</x>"), "a") == Extracted(
        TEXT,
        MARKS,
        TIMES,
        (("language", "en"),),
        (
            left("head", "Marta Lind Tobias Set", "head"),
            left("div", "beside", "outside of paragraphs"),
        ),
    )


TIMED_TEXTS = {
    '<p begin="1s" m:agent="a">One <span m:agent="b">two</span></p>': "One two",
    '<p begin="1s">A: One.</p><p begin="2s">B: Two.</p><p begin="3s">A: Three.</p>'
    '<p begin="4s">B: Four.</p>': "A: One.\n\nB: Two.\n\nA: Three.\n\nB: Four.",
    "<p>No time.</p>": "No time.",
}


@pytest.mark.parametrize("body", TIMED_TEXTS)
def test_timed_text_is_read_as_subtitles_are(body: str) -> None:
    assert read(timed(body), "a").text == TIMED_TEXTS[body]


def test_timed_text_of_youtube_has_words() -> None:
    body = '<p t="1000" d="900"><s>On</s><s t="40"> the</s></p><p t="2000" d="900">coast.</p>'
    data = f'<timedtext format="3"><body>{body}</body></timedtext>'.encode()
    expected = Extracted("On the coast.", times=((0, "0:00:01"), (7, "0:00:02")))
    assert read(data, "a") == expected


def test_a_record_of_ohms_holds_a_transcript() -> None:
    said = "MARTA LIND: Where was it?\n\nTOBIAS: In Kalmar."
    assert read(ohms(f"<transcript>{said}</transcript>"), "a") == Extracted(
        said,
        facts=(
            ("title", TITLE),
            ("date", "2003-05-03"),
            ("interviewer", "Marta Lind"),
            ("interviewee", "Tobias"),
        ),
        left_out=(left("version", "5.4"), left("sync", "1:|2(3)"), left("index", "3 Kalmar")),
    )


def test_a_timed_transcript_of_ohms_is_preferred() -> None:
    cues = "WEBVTT\n\n00:01.000 --&gt; 00:02.000\n&lt;v Tobias&gt;In Kalmar.\n"
    data = ohms(f"<transcript>In Kalmar.</transcript><vtt_transcript>{cues}</vtt_transcript>")
    assert read(data, "a").text == "Tobias: In Kalmar."


KNOWN = "expected TEI, TTML or an OHMS record, found "
BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><TEI><text><u>&c;</u></text></TEI>'
REFUSED = {
    "": "expected a text, found none: the file is empty",
    BOMB: KNOWN + "a document type declared in it: save it as plain text",
    "<rss><channel/></rss>": KNOWN + "<rss>: save it as plain text",
    "<html><p>Words.</p></html>": KNOWN + "<html>: save it as plain text",
    "<TEI><text><p>Prose.</p></text></TEI>": (
        "expected utterances (<u>, <sp>), found none: save it as plain text"
    ),
    "<tt><body/></tt>": "expected paragraphs with a text, found none: check the file",
    "<record><transcript>No transcript.</transcript></record>": (
        "expected a <transcript> with a text, found none: add the record with one"
    ),
}


@pytest.mark.parametrize("source", REFUSED)
def test_what_is_no_transcript_is_refused_in_one_line(source: str) -> None:
    for encoding in ("utf-8", "utf-16") if source else ("utf-8",):
        with pytest.raises(SourceError) as refused:
            read(source.encode(encoding), "a.xml")
        assert str(refused.value) == f"a.xml: {REFUSED[source]}"


@pytest.mark.parametrize(
    "source", ["Words.", "<TEI><u>", "<TEI>" + "<u>" * 5_000, "<TEI>&b;</TEI>"]
)
def test_broken_xml_is_refused_in_one_line(source: str) -> None:
    with pytest.raises(SourceError, match=r"^a: expected TEI.*found broken XML in it .*[^\n]$"):
        read(source.encode(), "a")


@pytest.mark.parametrize("ending", [".xml", ".ttml", ".dfxp", ".srv3"])
def test_xml_is_read_in_a_process_of_its_own(ending: str) -> None:
    assert READERS[ending](timed("<p>Words.</p>"), "a").text == "Words."


def test_time_grows_with_the_length_of_the_file_and_no_faster() -> None:
    began = time.process_time()
    read(tei('<u who="#A"><w>So</w> it was.</u>\n' * 20_000), "a")
    read(tei("<u>" + "<w>So</w> <pc>.</pc>\n" * 60_000 + "</u>"), "a")
    assert time.process_time() - began < 10
