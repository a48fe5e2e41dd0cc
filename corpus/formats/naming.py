"""What people and programs call the columns, or keys, of who says what and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from corpus.cues import ends_sentence
from corpus.document import Role


class Meaning(StrEnum):
    """What a column holds."""

    TEXT = "text"
    SPEAKER = "speaker"
    START = "time"
    END = "end"
    ROLE = "role"


_NAMES = {
    Meaning.TEXT: "text|transcript|utterance|content|statement|speech|said|message|sentence|quote"
    "|dialogue|dialog|line|words|caption|body|transcription|response|answer|remark|verbatim|comment|comments|kommentar|commentaire|comentario"
    "|redebeitrag|äußerung|aussage|inhalt|wortlaut|transkript|nachricht|beitrag"
    "|texte|énoncé|contenu|parole|propos|transcripción|texto|contenido|enunciado|intervención"
    "|mensaje|fala|conteúdo|transcrição|testo|contenuto|enunciato|battuta|trascrizione"
    "|текст|реплика|высказывание|сообщение|содержание|реч|мова|metin|içerik|konuşma|söz|ifade"
    "|tekst|wypowiedź|treść|inhoud|uitspraak|innehåll|yttrande|teksti|κείμενο|نص|النص|متن"
    "|텍스트|내용|발화|대사|テキスト|発話|内容|発言|文本|内容|文字|文字稿|发言|對話|对话|文",
    Meaning.SPEAKER: "speaker|speaker label|speaker name|speaker id|speaker tag|name|participant"
    "|author|sender|who|person|user name|username|from|channel|character|voice|respondent"
    "|sprecher|sprecherin|sprecher in|person|teilnehmer|redner|locuteur|locutrice|intervenant|nom"
    "|participante|hablante|orador|nombre|interlocutor|falante|locutor|nome|parlante|oratore"
    "|говорящий|спикер|имя|участник|мовець|автор|konuşmacı|konuşan|isim|ad|katılımcı"
    "|mówca|rozmówca|osoba|spreker|naam|talare|namn|puhuja|ομιλητής|المتحدث|المتكلم|گوینده"
    "|화자|발화자|이름|참여자|話者|話し手|発言者|氏名|名前|说话人|說話人|发言人|讲者|姓名|演讲者",
    Meaning.START: "start|start time|starttime|begin|time|timestamp|timecode|time code|tc|in"
    "|onset|offset|at|ts|timestamps|start ms|t start ms|clock|time start|minute|date time|datetime"
    "|tmin|timespan|begin time|minutage"
    "|zeit|zeitstempel|zeitmarke|anfang|beginn|temps|heure|horodatage|début|tiempo|hora|inicio"
    "|marca de tiempo|tempo|início|inizio|время|начало|таймкод|час|zaman|süre|başlangıç"
    "|czas|początek|tijd|begintijd|tid|aika|χρόνος|الوقت|زمان|시간|시작|타임스탬프"
    "|時間|開始|時刻|タイムスタンプ|时间|開始時間|开始|开始时间|时间戳|時間戳",
    Meaning.END: "end|end time|endtime|stop|out|finish|ende|fin|fim|fine|конец|bitiş|koniec|einde"
    "|slut|loppu|τέλος|النهاية|پایان|끝|종료|終了|結束|结束|结束时间|end ms|end ts|time end|tmax",
    Meaning.ROLE: "role|speaker role|rolle|rôle|rol|papel|ruolo|роль|rola|roll|rooli|ρόλος|الدور"
    "|نقش|역할|役割|角色|função|funktion",
}
_MEANINGS: dict[str, tuple[Meaning, int]] = {}
for _meaning, _names in _NAMES.items():
    for _rank, _name in enumerate(_names.split("|")):
        _MEANINGS.setdefault(_name, (_meaning, _rank))

MOST_WORDS = 3
"""Words of a name whose first one says what the column holds."""

_BY_FIRST_WORD = 1_000
"""What makes such a name less sure than any other."""

_IN_PROSE = frozenset("in at out from who".split())
"""Names that begin a sentence as often: a sign, and no letter, stands behind them in a name."""

_INTERVIEWER = re.compile(
    r"interviewer\w*|host|moderator\w*|asker|questioner|journalist\w*|reporter|researcher"
    r"|enquêt\w+|intervieweu\w+|entrevistador\w*|intervistat(?:ore|rice)|интервьюер|журналист"
    r"|ведущий|görüşmeci|면접자|진행자|聞き手|インタビュアー|采访者|採訪者|主持人",
    re.IGNORECASE,
)
_INTERVIEWEE = re.compile(
    r"interviewee\w*|participant\w*|respondent\w*|guest|narrator|informant\w*|subject|befragte\w*"
    r"|interviewpartner\w*|interviewt\w*|enquêté\w*|interviewé\w*|entrevistad[oa]|intervistat[oa]"
    r"|респондент\w*|гость|интервьюируемый|katılımcı|görüşülen|응답자|참여자|語り手|受访者|受訪者|嘉宾",
    re.IGNORECASE,
)
_QUESTIONS = frozenset(
    "q question questions prompt"
    " frage fragen pregunta preguntas pergunta domanda вопрос вопросы питання"
    " soru pytanie vraag fråga kysymys ερώτηση سؤال السؤال پرسش 질문 質問 问题 問題 提问".split()
)
_ANSWERS = frozenset(
    "a answer answers response responses reply completion"
    " antwort antworten réponse respuesta respuestas resposta"
    " risposta ответ ответы відповідь cevap yanıt odpowiedź antwoord svar vastaus απάντηση جواب"
    " الجواب پاسخ 답변 대답 回答 答え 答案".split()
)


@lru_cache(maxsize=4096)  # a file repeats a few keys many thousand times
def meaning(name: str) -> tuple[Meaning, int] | None:
    """Return what a column of this name holds, and how sure that is: the lower, the surer."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name[:60])
    words = re.findall(r"[^\W_]+", spaced.casefold())
    whole = " ".join(words)
    if found := _MEANINGS.get(whole):
        return found
    # "Text (English)" and "Start [s]" say what they are with their first word, and so does ELAN's
    # "End Time - hh:mm:ss.ms"; "In Kalmar" and "Who knows?" are said.
    words = re.findall(r"[^\W_]+", spaced.partition(" - ")[0].casefold())
    if not 1 <= len(words) <= MOST_WORDS or ends_sentence(name):
        return None
    if words[0] in _IN_PROSE and name.strip()[len(words[0]) :].lstrip()[:1].isalpha():
        return None
    found = _MEANINGS.get(words[0])
    return (found[0], found[1] + _BY_FIRST_WORD) if found else None


def names_a_column(cell: str) -> bool:
    """Tell whether a cell is the name of a column, and nothing more.

    >>> names_a_column("Start time"), names_a_column("Time flies")
    (True, False)
    """
    known = meaning(cell)
    return known is not None and known[1] < _BY_FIRST_WORD


def speaker_name(label: str) -> str:
    """Return what a speaker is called; programs only count them.

    >>> speaker_name("0"), speaker_name("Anna:")
    ('Speaker 0', 'Anna')
    """
    name = " ".join(label.split()).rstrip(":： ")
    return f"Speaker {name}" if name.isdecimal() else name


def role_facts(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the facts that (speaker, role) pairs state, such as ``("interviewer", "Anna")``."""
    roles: dict[str, set[Role | None]] = {}
    for speaker, said in pairs:
        roles.setdefault(" ".join(speaker.split()), set()).add(role(said))
    return tuple(
        (str(found), speaker)
        for speaker, only in roles.items()
        if speaker and len(only) == 1 and (found := next(iter(only))) is not None
    )


def role(said: str) -> Role | None:
    """Return the role that a word for it means, in any of some languages."""
    word = said.strip(" :.\u00a0")
    if _INTERVIEWER.fullmatch(word):
        return Role.INTERVIEWER
    return Role.INTERVIEWEE if _INTERVIEWEE.fullmatch(word) else None


def asks_or_answers(name: str) -> str:
    """Return ``"Q"`` or ``"A"`` for a column of questions or answers, else nothing."""
    word = name.strip(" :").casefold()
    return "Q" if word in _QUESTIONS else "A" if word in _ANSWERS else ""
