"""Small interviews in many languages, each with a question, the words it shares, and the reply."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview in one language.

    Attributes:
        turns: Question, reply, question, reply, …
        question: Shares a rare word with one reply, in another form where the language has them.
        reply: Which turn answers, counted from 0.
        elsewhere: A question nobody answers.
    """

    turns: tuple[str, ...]
    question: str
    reply: int
    elsewhere: str

    @property
    def text(self) -> str:
        """The interview as a file."""
        return "\n".join(f"— {said}" for said in self.turns) + "\n"


INTERVIEWS = {
    "ru": Interview(
        (
            "Где вы родились?",
            "Я родилась в маленькой деревне на берегу Оки. Зимой там было очень холодно.",
            "Чем занимался ваш отец?",
            "Отец чинил трансформаторы на электростанции. Он работал по ночам и редко бывал дома.",
            "А что делала мать?",
            "Мать держала пасеку, у нас было двадцать ульев. Мёд мы продавали на рынке.",
            "Когда вы уехали?",
            "Мы уехали после наводнения, когда река разрушила мост.",
        ),
        "Сколько ульев было на пасеке?",
        5,
        "Кто выиграл чемпионат мира по футболу?",
    ),
    "uk": Interview(
        (
            "Де ви народилися?",
            "Я народився в селі біля Полтави. Взимку ми ходили до школи через ліс.",
            "Чим займався ваш батько?",
            "Батько лагодив трансформатори на електростанції й працював переважно вночі.",
            "А мати?",
            "Мати тримала пасіку, у нас було двадцять вуликів. Мед ми продавали на базарі.",
            "Коли ви виїхали?",
            "Ми виїхали після повені, коли річка зруйнувала міст.",
        ),
        "Скільки вуликів було на пасіці?",
        5,
        "Хто виграв чемпіонат світу з футболу?",
    ),
    "tr": Interview(
        (
            "Nerede doğdunuz?",
            "Irmak kıyısında küçük bir köyde doğdum. Kışın çok soğuk olurdu.",
            "Babanız ne iş yapardı?",
            "Babam elektrik santralinde çalışırdı. Geceleri İstanbul'a ışık verirlerdi.",
            "Ya anneniz?",
            "Annem arıcıydı, yirmi kovanımız vardı. Balı pazarda satardık.",
            "Köyden ne zaman ayrıldınız?",
            "Sel köprüyü yıktıktan sonra ayrıldık.",
        ),
        "ISTANBUL'a kim IŞIK verirdi?",
        3,
        "Dünya kupasını hangi futbol takımı kazandı?",
    ),
    "ko": Interview(
        (
            "어디에서 태어나셨습니까?",
            "저는 강가의 작은 마을에서 태어났습니다. 겨울은 몹시 추웠습니다.",
            "아버지는 무슨 일을 하셨습니까?",
            "아버지는 발전소에서 변압기를 고치셨습니다. 밤에 일하실 때가 많았습니다.",
            "어머니는요?",
            "어머니는 벌통 스무 개를 돌보셨고, 우리는 시장에서 꿀을 팔았습니다.",
            "언제 마을을 떠나셨습니까?",
            "홍수로 다리가 무너진 뒤에 떠났습니다.",
        ),
        "벌통은 몇 개였습니까?",
        5,
        "월드컵에서 누가 우승했습니까?",
    ),
    "zh": Interview(
        (
            "您在哪里出生？",
            "我出生在河边的一个小村庄。那里的冬天非常冷。",
            "您的父亲做什么工作？",
            "父亲在发电厂修理变压器。他常常夜里工作，很少在家。",
            "您的母亲呢？",
            "母亲养蜜蜂，我们家有二十个蜂箱。我们在集市上卖蜂蜜。",
            "你们什么时候离开的？",
            "洪水冲垮了大桥以后，我们就离开了。",
        ),
        "家里有多少个蜂箱？",
        5,
        "谁赢得了世界杯足球赛？",
    ),
    "ja": Interview(
        (
            "どこで生まれましたか？",
            "川のそばの小さな村で生まれました。冬はとても寒かったです。",
            "お父さんの仕事は何でしたか？",
            "父は発電所で変圧器を修理していました。夜に働くことが多かったです。",
            "お母さんは？",
            "母は蜜蜂を飼っていて、巣箱が二十ありました。市場で蜂蜜を売りました。",
            "いつ村を出ましたか？",
            "洪水で橋が壊れたあとに出ました。",
        ),
        "巣箱はいくつありましたか？",
        5,
        "ワールドカップで優勝したのは誰ですか？",
    ),
    "ar": Interview(
        (
            "أين ولدت؟",
            "ولدت في قرية صغيرة قرب النهر. كان الشتاء باردا جدا هناك.",
            "ماذا كان يعمل والدك؟",
            "كان والدي يصلح المحولات في محطة الكهرباء. وكان يعمل ليلا في أغلب الأحيان.",
            "وماذا عن والدتك؟",
            "كانت والدتي تربي النحل، وكان عندنا عشرون خلية. كنا نبيع العَسَل في السوق.",
            "متى غادرتم القرية؟",
            "غادرنا بعد الفيضان الذي هدم الجسر.",
        ),
        "أين كنتم تبيعون العسل؟",
        5,
        "من فاز بكأس العالم لكرة القدم؟",
    ),
    "he": Interview(
        (
            "איפה נולדת?",
            "נולדתי בכפר קטן ליד הנהר. החורף שם היה קר מאוד.",
            "במה עסק אבא שלך?",
            "אבא תיקן שנאים בתחנת הכוח. הוא עבד בעיקר בלילות.",
            "ואמא?",
            "אמא גידלה דבורים, היו לנו עשרים כוורות. מכרנו דבש בשוק.",
            "מתי עזבתם?",
            "עזבנו אחרי השיטפון שהרס את הגשר.",
        ),
        "כמה כוורות היו לכם?",
        5,
        "מי זכה בגביע העולם בכדורגל?",
    ),
    "es": Interview(
        (
            "¿Dónde nació usted?",
            "Nací en un pueblo pequeño junto al río. En invierno hacía mucho frío.",
            "¿A qué se dedicaba su padre?",
            "Mi padre reparaba transformadores en la central eléctrica. Trabajaba de noche.",
            "¿Y su madre?",
            "Mi madre criaba abejas, teníamos veinte colmenas. Vendíamos la miel en el mercado.",
            "¿Cuándo se marcharon?",
            "Nos marchamos después de la inundación que derribó el puente.",
        ),
        "¿Cuántas colmenas tenían?",
        5,
        "¿Quién ganó el mundial de fútbol?",
    ),
    "de": Interview(
        (
            "Wo sind Sie geboren?",
            "Ich bin in einem kleinen Dorf am Fluss geboren. Die Winter waren sehr kalt.",
            "Was hat Ihr Vater gemacht?",
            "Mein Vater hat im Kraftwerk Transformatoren repariert. Er arbeitete meist nachts.",
            "Und Ihre Mutter?",
            "Meine Mutter hielt Bienen, wir hatten zwanzig Bienenkörbe. Den Honig verkauften wir.",
            "Wann sind Sie weggegangen?",
            "Wir gingen nach der Überschwemmung, als die Brücke eingestürzt war.",
        ),
        "Wie viele Bienenkorbe hatten Sie?",
        5,
        "Wer hat die Weltmeisterschaft im Fußball gewonnen?",
    ),
    "hi": Interview(
        (
            "आपका जन्म कहाँ हुआ था?",
            "मेरा जन्म नदी के किनारे एक छोटे गाँव में हुआ था। वहाँ सर्दियों में बहुत ठंड पड़ती थी।",
            "आपके पिता क्या काम करते थे?",
            "पिताजी बिजलीघर में ट्रांसफार्मर ठीक करते थे। वे अक्सर रात में काम करते थे।",
            "और आपकी माँ?",
            "माँ मधुमक्खियाँ पालती थीं, हमारे पास बीस छत्ते थे। हम बाज़ार में शहद बेचते थे।",
            "आपने गाँव कब छोड़ा?",
            "बाढ़ में पुल टूटने के बाद हमने गाँव छोड़ दिया।",
        ),
        "शहद कहाँ बेचते थे?",
        5,
        "फ़ुटबॉल विश्व कप किसने जीता?",
    ),
}
