"""No name reaches the model, however it is written, and ordinary letters stay readable."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.services.fake_service import FakeService, Reply, service

from perenou.assistant.endpoint import Endpoint
from perenou.assistant.masking import MASK, UnsafeTextError, masked
from perenou.assistant.wording import clearer

PLANTED = [
    # Each text, and beginnings of what must not leave.
    ("olen mari tamm, laps jüri tamm", "mari tamm jüri"),
    ("minu tütar kadri käib koolis", "kadri"),
    ("kirjutab teile leida kuus", "leida"),
    ("mu poja kuldari isa on hannes põld", "kuldar hannes põld"),
    ("tere, mina olen xenja ja elan tartus", "xenja"),
    ("Nimi: Vaike Rebane\nTel: 56 12 34 56", "Vaike Rebane"),
    ("nimi: vaike rebane\naadress: teadmata", "vaike rebane"),
    ("Nimi - Õnne Link\nLaps - Lumi Link", "Õnne Lumi"),
    ("Ema: leida kuus\nIsa: rein raamat", "leida kuus rein raamat"),
    ("Lapse nimi on sale soo.", "sale soo"),
    ("Minu tütre Eliisabeti isa keeldub maksmast. Eliisabetil on puue.", "Eliisabet"),
    ("Marikaga elab koos ka Jürgeni laps.", "Marika Jürgen"),
    ("MARI TAMM palub toetust lapsele KAUR TAMM.", "MARI TAMM KAUR"),
    ("Lugupidamisega\nleida kuus", "leida kuus"),
    ("Tervitades, Ilme Valge", "Ilme Valge"),
    ("Heade soovidega\nUku-Markus Õispuu", "Uku Markus Õispuu"),
    ("Küsib Tamm, M. (sünd 1985).", "Tamm M."),
    ("Kas M. Kuusk saab toetust?", "Kuusk M."),
    ("Abikaasa Mohammed Al-Rashid suri 02.03.2025.", "Mohammed Rashid"),
    ("Hüseyin Yılmaz on kasuisa.", "Hüseyin Y\u0131lmaz"),
    ("laps siobhán macgowan elab iirimaal", "siobhán macgowan"),
    ("Taotleja on 王小明, laps on 王丽.", "王小明 王丽"),
    ("Lapse isa on Γιώργος Παπαδόπουλος.", "Γιώργος Παπα"),
    ("Ema nimi on محمد علي ja laps elab Eestis.", "محمد علي"),
    ("Isa გიორგი elab Soomes.", "გიორგი"),
    ("Kasuema प्रिया शर्मा hoiab last.", "प्रिया शर्मा"),
    ("Marı\u0301 Tamm ja Ju\u0308ri Tamm", "Tamm Mar"),
    ("ema on ma\u200bri ta\u200bmm", "ma\u200bri ta\u200bmm"),
    ("Мari Тamm küsib toetust.", "Мari Тamm"),
    ("Saatja: tamm.mari (fb.com/maritamm85), @marikene85", "tamm mari"),
    ("minu konto on maritamm85", "maritamm"),
    ("Lapse isa O’Neill ja ema D'Angelo lahutasid.", "Neill Angelo"),
    ("Mari (Juku ema) ja Juku (3 a) kolisid.", "Mari Juku"),
    ("Kas Jukul on õigus, kui Jukule maksab Soome?", "Juku"),
    ("meie liisi läks kooli ja liisile ei makstud", "liisi"),
    ("poeg mark käib koolis", "mark"),
    ("tütar õnne on haige", "õnne"),
    ("kuuse ja tamme laps on kasuperes", "kuuse tamme"),
    ("teie kliendi tammsaare avaldus", "tammsaare"),
    ("My name is hope little and I live in Tartu.", "hope little"),
    ("i am john smith, my son is oliver", "john smith oliver"),
    ("Name: grace young\nChild: daisy young", "grace daisy"),
    ("my daughter aoife was born in May", "aoife"),
    ("Regards,\nrose hill", "rose hill"),
    ("The father, mr wojciech nowak, lives in Poland.", "wojciech nowak"),
    ("Does Eleanor's allowance end when eleanor is 19?", "leanor"),
    ("my ex-husband will king pays nothing", "will king"),
    ("surname: Strong, first name: Mark", "Strong Mark"),
    ("the child is called summer and lives with me", "summer"),
    ("моя дочь катя ходит в школу", "кат"),
    ("меня зовут вера король", "вера король"),
    ("Имя: Надежда Мороз\nТел: 55512345", "Надежда Мороз"),
    ("имя: лилия мороз", "лилия мороз"),
    ("мой сын ваня родился в мае", "ван"),
    ("С уважением,\nлюбовь мир", "любовь мир"),
    ("Анастасии Петровне Ивановой отказали", "Анаст Петров Иванов"),
    ("я сергей, отец машеньки", "серге машен"),
    ("пособие для алисы и глеба", "алис глеб"),
    ("Отец: роман лев\nМать: роза лев", "роман роза"),
    ("Иванов И. И. не платит алименты", "Иванов И. И."),
]  # fmt: skip

CODES = [
    ("pl PESEL 44051401359 ja auto 123 ABC", "44051401359 123 ABC"),
    ("isikukood 4 8 5 0 2 0 3 0 2 1 8", "4 8 5 0 2"),
    ("kood 440514 01359, viitenumber 1234567890", "440514 01359 1234567890"),
    ("instagram.com/marike ja https://petis.example/u/mari", "marike petis"),
]

PLAIN = [
    "Kas lapsetoetust makstakse ka siis, kui laps on 19-aastane ja õpib gümnaasiumis?",
    "Lahutasin abikaasast ja laps elab minuga. Kas mul on õigus üksikvanema lapse toetusele?",
    "Töötan Soomes, aga pere elab Eestis. Kumb riik peretoetusi maksab?",
    "Esitasin taotluse 20.11.2026. Millal raha kontole jõuab?",
    "Isa ei ole kolm kuud elatist maksnud ja kohtuotsus on olemas.",
    "Olen rase ja töötu. Kas saan sünnitoetust ja vanemahüvitist?",
    "Meil on kaksikud ja kokku viis last. Kui suur on lasterikka pere toetus?",
    "Vaie esitatakse 30 päeva jooksul alates otsuse kättesaamisest.",
    "Teie taotlus lapsetoetuse saamiseks jäetakse rahuldamata (PHS § 3 lg 1).",
    "Vanaema hoiab last, sest ema on haiglas. Kellele toetust makstakse?",
    "laps sai novembris 3-aastaseks ja läheb lasteaeda, kas hüvitis lõpeb",
    "Palk on 1 500 eurot kuus ja 12000 eurot aastas, kas see vähendab hüvitist?",
    "Kolisime augustis Saksamaale ja tulime jaanuaris tagasi Tallinna.",
    "Lapsendasime kaheaastase lapse ja soovime lapsendamistoetust.",
    "Kas pean teatama, kui laps katkestab õpingud kutsekoolis?",
    "Does child allowance end when the child turns 19 and still goes to school?",
    "I work in Finland but my family lives in Estonia. Which country pays the benefits?",
    "The father has not paid maintenance for three months, although the court decided so.",
    "We have twins and three older children. How much is the large family allowance?",
    "I applied on 20 November 2026. When will the money be on my account?",
    "I am pregnant and unemployed. Can I get the childbirth allowance?",
    "My husband died in March. Is there a pension for the children?",
    "Do I have to tell you when my child leaves school?",
    "Прекращается ли пособие на ребёнка, когда ему исполняется 19 лет?",
    "Я работаю в Финляндии, а семья живёт в Эстонии. Какая страна платит пособия?",
    "Отец три месяца не платит алименты, хотя есть решение суда.",
    "У нас двойня и ещё трое детей. Какое пособие для многодетной семьи?",
    "Я подала заявление 20.11.2026. Когда придут деньги?",
    "Я беременна и не работаю. Могу ли я получить пособие при рождении ребёнка?",
    "Мы переехали из Германии в августе. Нужно ли сообщать об этом?",
]


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeService]:
    with service() as made:
        made.reply = Reply(json.dumps({"choices": [{"message": {"content": "Lause."}}]}).encode())
        yield made


def test_no_planted_name_or_code_reaches_the_model(fake: FakeService) -> None:
    model = Endpoint(f"{fake.address}/v1", "test", "", 5)
    leaked = []
    for text, names in (*PLANTED, *CODES):
        asked = len(fake.asked)
        proposal = clearer(model, text)
        if len(fake.asked) == asked:
            assert {each.why for each in proposal.rejected} == {"unsafe"}
            continue
        sent = json.loads(fake.asked[-1][3])["messages"][1]["content"]
        words = MASK.sub("⟦⟧", sent).casefold()
        leaked += [(name, sent) for name in names.casefold().split() if name in words]
    assert leaked == []


def test_no_name_of_the_case_leaves_in_any_form_or_letters() -> None:
    people = ["Kuldar Suur", "Sale Suur", "Uno Kuu"]
    text = "Kuldarile ja salele. SUUR, K. kuldari ja uno kuu. Suure pere. Kuldarlik. Kuu aega."
    sent = MASK.sub("", masked(text, people).text).casefold()
    assert not any(name in sent for name in ("kuldari", "sale", "suur,", "uno", "uno kuu"))


def test_a_mask_never_goes_over_the_end_of_a_line() -> None:
    for text, _ in (*PLANTED, *CODES):
        hidden = masked(text)
        assert hidden.text.count("\n") == text.count("\n")
        assert all("\n" not in each for each in hidden.hidden.values())


def test_a_text_without_names_stays_readable() -> None:
    lost = {}
    for text in PLAIN:
        hidden = masked(text)
        words = sum(len(each.split()) for each in hidden.hidden.values())
        if words:
            lost[text] = list(hidden.hidden.values())
        assert words <= len(text.split()) * 0.15, lost[text]
    assert len(lost) <= len(PLAIN) // 4, lost


def test_a_text_in_a_language_that_nobody_knows_here_is_not_sent(fake: FakeService) -> None:
    text = "Onko minulla oikeus lapsilisään, kun perheeni asuu Virossa ja käyn töissä Helsingissä?"
    with pytest.raises(UnsafeTextError):
        masked(text)
    asked = len(fake.asked)
    proposal = clearer(Endpoint(f"{fake.address}/v1", "test", "", 5), text)
    assert (proposal.text, [each.why for each in proposal.rejected]) == ("", ["unsafe"])
    assert len(fake.asked) == asked
