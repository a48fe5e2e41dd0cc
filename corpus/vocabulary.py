"""Words that labels are made of, in the languages interviews come in.

They are compared case-folded. A word that is missing costs a role or a field, never a turn:
who speaks is found by the shape of the whole document, not by these lists.
"""

from __future__ import annotations

ASKING = frozenset(
    """interviewer|interviewers|interviewer's|int|iv|moderator|host|presenter|journalist|reporter
    |questioner|facilitator|researcher|correspondent|anchor|the interviewer|press|question
    |chair|the chair|chairman|the chairman|chairwoman|the chairwoman|chairperson
    |interviewerin|moderatorin|journalistin|frage|reporterin|fragesteller
    |entrevistador|entrevistadora|periodista|moderadora|pregunta|presentador|presentadora
    |entrevistadores|jornalista|pergunta|repórter
    |intervieweur|intervieweuse|enquêteur|enquêtrice|journaliste|animateur|animatrice
    |intervistatore|intervistatrice|giornalista|domanda
    |интервьюер|ведущий|ведущая|журналист|журналистка|корреспондент|корр|вопрос|репортёр
    |інтервʼюер|інтерв'юер|журналістка|кореспондент|ведуча|питання
    |soru|sunucu|muhabir|gazeteci|röportajcı|spiker
    |dziennikarz|dziennikarka|prowadzący|pytanie|tazatel
    |记者|採訪者|采访者|主持人|問|问|記者|聞き手|司会|インタビュアー|기자|질문|진행자|면접관|사회자|문
    |δημοσιογράφος|ερώτηση|ε
    |प्रश्न|पत्रकार|साक्षात्कारकर्ता
    |صحفي|الصحفي|المحاور|مذيع|المذيع|سؤال|س|מראיין|מראיינת|עיתונאי|שאלה|ש""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
ANSWERING = frozenset(
    """interviewee|participant|respondent|informant|guest|narrator interviewee|subject|answer
    |witness|the witness|the deponent|deponent
    |patient|speaker interviewee|befragte|befragter|interviewte|interviewter|gast|antwort
    |proband|probandin|entrevistado|entrevistada|respuesta|invitado|invitada|participante
    |resposta|convidado|convidada|informante|enquêté|enquêtée|interviewé|interviewée|réponse
    |invité|invitée|intervistato|intervistata|risposta|ospite|респондент|респондентка|гость
    |гостья|ответ|собеседник|відповідь|гість|cevap|yanıt|konuk|katılımcı|gość|odpowiedź
    |受访者|受訪者|嘉宾|答|回答|話し手|ゲスト|답변|답|응답자|참가자|게스트
    |συνεντευξιαζόμενος|απάντηση|α|ضيف|الضيف|جواب|ج|מרואיין|מרואיינת|תשובה|ת""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
TELLING = frozenset(
    """narrator|notes|note|observer|observation|observations|observation notes|field notes|comment
    |voice-over|voiceover|transcriber|stage direction|notizen|anmerkung|beobachtung|erzähler
    |notas|nota|notas de observación|notas de observacion|observación|observaciones|narrador
    |notas de campo|notas de observação|observação|remarques|remarque|narrateur|osservazioni
    |note di osservazione|примечание|наблюдение|заметки|диктор|anlatıcı|notlar|not|旁白|备注
    |ナレーター|ナレーション|내레이션""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
IN_COURT = frozenset(
    """the court|the judge|the clerk|the reporter|the court reporter|the stenographer|the bailiff
    |the videographer|the interpreter|the translator|the operator|the magistrate|the monitor
    |the court officer|the deputy clerk|the court clerk|mr speaker|mr. speaker
    |madam speaker|mr deputy speaker|madam deputy speaker|the presiding officer""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Those who speak at a hearing or in a parliament and are not asked."""

TITLES = frozenset(
    "mr mrs ms miss dr prof sir madam senator representative president minister chairman judge"
    " me mme mlle maître herr frau señor señora senador senadora monsieur madame signor signora"
    " г-н г-жа bay bayan".split()
)
"""How the label of somebody may begin."""

TURN_WORDS = frozenset(
    """question answer frage antwort pregunta respuesta pergunta resposta réponse domanda risposta
    вопрос ответ питання відповідь soru cevap yanıt pytanie odpowiedź vraag antwoord fråga svar
    質問 回答 问题 问 答 질문 답변 سؤال جواب שאלה תשובה""".split()
)
"""Words for the question and the answer, which may carry a number."""

SAYING = frozenset(
    """says said asks asked answers answered replies replied speaks speaking dice dijo pregunta
    preguntó responde respondió contesta dit demande répond sagt fragt antwortet zegt vraagt
    antwoordt chiede risponde diz mówi pyta odpowiada говорит спрашивает отвечает каже питає
    відповідає diyor soruyor""".split()
)
"""Verbs behind a name that only tell that its owner speaks: ``Ruth says:``."""

TURN_LETTERS = (
    ("Q", "A"),
    ("F", "A"),  # Frage, Antwort
    ("P", "R"),  # pregunta, respuesta; pergunta, resposta
    ("Q", "R"),  # question, réponse
    ("D", "R"),  # domanda, risposta
    ("В", "О"),
    ("П", "В"),  # питання, відповідь
    ("S", "C"),  # soru, cevap
    ("K", "V"),  # kérdés, válasz
    ("V", "A"),  # vraag, antwoord
    ("F", "S"),  # fråga, svar
    ("Ε", "Α"),  # ερώτηση, απάντηση
    ("प्र", "उ"),
    ("P", "O"),  # pytanie, odpowiedź
    ("问", "答"),
    ("問", "答"),
    ("문", "답"),
    ("س", "ج"),
    ("ש", "ת"),
)
"""Pairs of letters, or of a letter's parts, that stand for the question and the answer."""

FIELDS = {
    "interviewer": "interviewer|interviewers|interviewed by|interview by|conducted by|host|hosts"
    "|presenter|presenters|moderator|moderators|members present"
    "|entrevistador|entrevistadora|entrevistado por|interviewt von|interview|fragen|intervieweur"
    "|propos recueillis par|intervista di|интервьюер|беседовал|беседовала|журналист"
    "|röportaj|söyleşi|采访|采访者|記者|聞き手|기자|인터뷰어",
    "interviewee": "interviewee|interviewees|participant|respondent|informant|guest|guests"
    "|witness|witnesses|narrator|entrevistado|entrevistada|befragte|befragter"
    "|interviewpartner|interviewpartnerin"
    "|interviewé|interviewée|intervistato|intervistata|респондент|гость|собеседник|konuk"
    "|受访者|嘉宾|話し手|ゲスト|인터뷰이|게스트",
    "participants": "participants|speakers|panelists|panellists|panel|teilnehmer|participantes"
    "|participantes del panel|intervenants|partecipanti|участники",
    "date": "date|interview date|date of interview|recorded|recorded on|fecha|datum|data|дата"
    "|tarih|日期|日付|날짜|التاريخ|תאריך",
    "place": "place|location|venue|lugar|ort|lieu|luogo|local|место|место проведения|місце|yer"
    "|地点|場所|장소|المكان|מקום",
    "title": "title|título|titulo|titel|titre|titolo|название|тема|başlık|标题|タイトル|제목",
    "url": "url|source|link|source url|web|website|quelle|fuente|источник|kaynak|来源",
    "language": "language|idioma|sprache|langue|lingua|язык|мова|dil|语言|言語|언어",
    "publisher": "publisher|publication|outlet|medium|medio|zeitung|издание|yayın",
    "duration": "duration|length|duración|dauer|durée|durata|duração|длительность|süre|时长"
    "|hora de inicio|hora de finalización|start time|end time|time",
    "transcriber": "transcriber|transcribed by|transcript by|transcription|transcripción|transcrito"
    " por|transkription|transkribiert von|расшифровка",
    "project": "project|proyecto|projekt|projet|collection|series|file|file name|audio|recording"
    "|interview number|interview no|id|code|modalidad|código|código del participante|tags"
    "|subject|topic|thema|tema|sujet",
}
"""What the lines above an interview call things, by the name a fact has here."""

FIELD_OF = {word: name for name, words in FIELDS.items() for word in words.split("|")}

NOT_SPEAKERS = frozenset(
    "note notes nb ps update source sources photo photos image video caption warning example"
    " http https ftp summary tags date time place location subject re details transcript title"
    " url link links author editor abstract keywords contents chapter section part figure table"
    " q&a step tip key important conclusion introduction background disclaimer duration"
    " end recorded published break intro outro music verse chorus"
    " bridge refrain page appendix"
    " achtung hinweis anmerkung quelle datum nota fuente fecha attention remarque примечание"
    " источник дата внимание not kaynak tarih 注 注意 备注 来源".split()
)
"""What stands before a colon in prose; alternation rules out what this list does not know."""

DISCOURSE = frozenset(
    """first second third fourth last finally next then now well listen look remember result reason
    fact facts joke honestly problem so me him her us them you we they ps yes no okay ok right
    actually basically anyway mind question idea point rule rules lesson lessons moral truth
    example case thing things one two three four five today yesterday tomorrow meaning translation
    answer solution advantage disadvantage pro con pros cons plus minus action deadline decision
    agenda item topic task goal aim from to sent tel phone fax email e-mail mail address
    price cost total size age name monday tuesday wednesday thursday friday saturday sunday
    laughs laughter laughing pause applause music crosstalk inaudible silence
    subject method methods results discussion references ingredients preparation serves time
    note sum
    erstens zweitens drittens ergebnis problem frage also beispiel fazit primero segundo tercero
    resultado problema entonces ejemplo premier deuxième donc résultat exemple problème поэтому
    итог пример проблема""".split()
)
"""How a paragraph of an answer may begin, before a colon; a label used once is nobody's then."""

CREDITS = frozenset("interview foto fotos photos text texte texto bild bilder fotografie".split())
"""What stands before the names of those who made an interview, below it."""

ARTICLES = frozenset("a an ein eine einer un une una uno um uma een en ett et".split())
GUESTS = frozenset(
    """man woman boy girl child gentleman lady voice speaker student listener caller visitor member
    herr dame frau mann zuhörer zuhörerin zuschauer zuschauerin stimme gast schülerin schüler
    auditeur auditrice spectateur spectatrice femme homme voix monsieur étudiante étudiant
    señor señora oyente mujer hombre voz asistente ascoltatore ascoltatrice spettatore signora
    signore donna uomo voce mulher homem ouvinte senhora senhor luisteraar vrouw meneer mevrouw
    kvinna röst lyssnare kvinde stemme""".split()
)
"""Whom a label in small letters may describe behind an article."""

SOMEBODY = frozenset(
    """voice voices speaker member audience wife husband man woman boy girl child crowd nurse
    interviewer host announcer caller guest reporter moderator operator student participant all both
    unknown unidentified off mother father son daughter brother sister голос зал stimme publikum
    zwischenruf frau mann voz público publico hombre mujer voix public homme femme voce pubblico
    ses izleyici""".split()
)
"""Words by which a label used once is somebody's, whoever that is."""
