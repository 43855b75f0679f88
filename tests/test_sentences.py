"""Where Norwegian sentences end, and where a full stop is something else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frøya.language import sentence_spans

CASES: list[tuple[str, list[str]]] = [
    # Plain sentences
    ("", []),
    (" \n\t ", []),
    ("Tillit", ["Tillit"]),
    ("Tillit tar tid.", ["Tillit tar tid."]),
    ("Tillit tar tid. Kontroll tar mer.", ["Tillit tar tid.", "Kontroll tar mer."]),
    ("  Tillit tar tid.  ", ["Tillit tar tid."]),
    ("Tilgi små feil. Reager på store feil.", ["Tilgi små feil.", "Reager på store feil."]),
    ("Hvem bestemmer? Det gjør vi! Sammen.", ["Hvem bestemmer?", "Det gjør vi!", "Sammen."]),
    ("Er det sant?! Ja.", ["Er det sant?!", "Ja."]),
    ("Husk dette: Tillit tar tid. Kontroll tar mer.", ["Husk dette: Tillit tar tid.", "Kontroll tar mer."]),
    ("Stemmer det; nei. Vi spør.", ["Stemmer det; nei.", "Vi spør."]),
    ("Hva gjør vi?Ingenting.", ["Hva gjør vi?Ingenting."]),
    # æ, ø, å at either side of the end
    ("Vi lar det stå. Øvelse gjør mester.", ["Vi lar det stå.", "Øvelse gjør mester."]),
    ("Hun bor på Frøya og i Tromsø. Ærlighet varer.", ["Hun bor på Frøya og i Tromsø.", "Ærlighet varer."]),
    ("Ka ska æ? Si fra, sa æ. Åpenhet hjelper.", ["Ka ska æ?", "Si fra, sa æ.", "Åpenhet hjelper."]),
    # The law
    (
        "Vi følger arbeidsmiljøloven § 4-3 første ledd. Det gjelder alle.",
        ["Vi følger arbeidsmiljøloven § 4-3 første ledd.", "Det gjelder alle."],
    ),
    ("Kravet står i § 4-3. § 4-4 handler om noe annet.", ["Kravet står i § 4-3.", "§ 4-4 handler om noe annet."]),
    ("Varsling er lov, jf. aml. § 2 A-6. Si fra.", ["Varsling er lov, jf. aml. § 2 A-6.", "Si fra."]),
    ("Se aml. kap. 2 A om varsling.", ["Se aml. kap. 2 A om varsling."]),
    ("Varsling står i kapittel 2 A. Kapittelet er kort.", ["Varsling står i kapittel 2 A.", "Kapittelet er kort."]),
    ("Etter fvl. § 13 har du taushetsplikt.", ["Etter fvl. § 13 har du taushetsplikt."]),
    ("Det følger av § 25-1 andre ledd nr. 3. Les den.", ["Det følger av § 25-1 andre ledd nr. 3.", "Les den."]),
    ("Det gjelder 2. ledd og 3. ledd. Ikke 1. ledd.", ["Det gjelder 2. ledd og 3. ledd.", "Ikke 1. ledd."]),
    ("Det står i bokstav a. Bokstav b er opphevet.", ["Det står i bokstav a.", "Bokstav b er opphevet."]),
    ("Se bokstav A. Den er kort.", ["Se bokstav A.", "Den er kort."]),
    ("Regelen gjelder (per 1.1.2026). Den er ny.", ["Regelen gjelder (per 1.1.2026).", "Den er ny."]),
    ("Lov 17. juni 2005 nr. 62 gjelder. Les den.", ["Lov 17. juni 2005 nr. 62 gjelder.", "Les den."]),
    ("Les St.meld. nr. 9 om saken.", ["Les St.meld. nr. 9 om saken."]),
    ("Les Meld. St. 14 og Prop. 94 L. Begge er lange.", ["Les Meld. St. 14 og Prop. 94 L.", "Begge er lange."]),
    ("Les Innst. 5 S og Ot.prp. nr. 49.", ["Les Innst. 5 S og Ot.prp. nr. 49."]),
    ("Utvalget leverte NOU 2021: 9. Den er lest.", ["Utvalget leverte NOU 2021: 9.", "Den er lest."]),
    # Abbreviations that something always follows
    ("Vi besøkte bl.a. Oslo og Bergen. Det var fint.", ["Vi besøkte bl.a. Oslo og Bergen.", "Det var fint."]),
    ("Gi f.eks. Kari ansvaret. Hun kan det.", ["Gi f.eks. Kari ansvaret.", "Hun kan det."]),
    ("F.eks. Kari kan få ansvaret.", ["F.eks. Kari kan få ansvaret."]),
    ("Gi f. eks. Kari ansvaret. Hun kan det.", ["Gi f. eks. Kari ansvaret.", "Hun kan det."]),
    ("Vi besøkte bl. a. Oslo. Det var fint.", ["Vi besøkte bl. a. Oslo.", "Det var fint."]),
    ("Se side nr. 37 i boken. Les den.", ["Se side nr. 37 i boken.", "Les den."]),
    ("Se sak nr. 37. Den er ny.", ["Se sak nr. 37.", "Den er ny."]),
    ("Firmaet har org.nr. 987 654 321 i registeret.", ["Firmaet har org.nr. 987 654 321 i registeret."]),
    ("Oppgi saksnr. 22/104 og postnr. 0150. Takk.", ["Oppgi saksnr. 22/104 og postnr. 0150.", "Takk."]),
    ("Det er ca. 40 ansatte her. Alle er med.", ["Det er ca. 40 ansatte her.", "Alle er med."]),
    ("Storbyene, dvs. Oslo og Bergen, er med.", ["Storbyene, dvs. Oslo og Bergen, er med."]),
    ("Iflg. Bringselius tar tillit tid.", ["Iflg. Bringselius tar tillit tid."]),
    ("Spør ev. Kari. Hun vet det.", ["Spør ev. Kari.", "Hun vet det."]),
    ("Spør evt. Kari. Hun vet det.", ["Spør evt. Kari.", "Hun vet det."]),
    ("Alle møtte, inkl. Kari og dr. Berg.", ["Alle møtte, inkl. Kari og dr. Berg."]),
    ("Bringselius et al. (2018) fant det samme.", ["Bringselius et al. (2018) fant det samme."]),
    ("Les s. 14 og kap. 3. De er best.", ["Les s. 14 og kap. 3.", "De er best."]),
    ("Se fig. 2, jf. Bringselius.", ["Se fig. 2, jf. Bringselius."]),
    ("Hun jobber ved St. Olavs hospital. Det er stort.", ["Hun jobber ved St. Olavs hospital.", "Det er stort."]),
    # Abbreviations that may end a sentence
    ("Vi har møter, kurs osv. Alle er med.", ["Vi har møter, kurs osv.", "Alle er med."]),
    ("Vi har møter, kurs osv. og alle er med.", ["Vi har møter, kurs osv. og alle er med."]),
    ("Vi har møter, kurs o.l. Alle er med.", ["Vi har møter, kurs o.l.", "Alle er med."]),
    ("Vi har møter, kurs o. l. Alle er med.", ["Vi har møter, kurs o. l.", "Alle er med."]),
    ("Vi har møter, kurs o. l. hver uke.", ["Vi har møter, kurs o. l. hver uke."]),
    ("Vi har møter, kurs m. m. Alle er med.", ["Vi har møter, kurs m. m.", "Alle er med."]),
    ("Kari, Ola m.fl. Alle var der.", ["Kari, Ola m.fl.", "Alle var der."]),
    ("Kari, Ola m. fl. Alle var der.", ["Kari, Ola m. fl.", "Alle var der."]),
    ("Andelen økte med 12 pst. Det er mye.", ["Andelen økte med 12 pst.", "Det er mye."]),
    ("Andelen er 12 pst. av alle ansatte.", ["Andelen er 12 pst. av alle ansatte."]),
    ("Vi kjøpte fem stk. Det holdt.", ["Vi kjøpte fem stk.", "Det holdt."]),
    ("Det koster 500 kr. Vi betaler.", ["Det koster 500 kr.", "Vi betaler."]),
    ("Det koster kr. 500 i året.", ["Det koster kr. 500 i året."]),
    ("Det koster kr 1 000,-. Vi betaler.", ["Det koster kr 1 000,-.", "Vi betaler."]),
    ("Det koster kr 1 000,- per dag. Vi betaler.", ["Det koster kr 1 000,- per dag.", "Vi betaler."]),
    ("Budsjettet er 3 mill. Det holder.", ["Budsjettet er 3 mill.", "Det holder."]),
    ("Møtet varer i 30 min. Kom presis.", ["Møtet varer i 30 min.", "Kom presis."]),
    ("Sett av min. 30 minutter og maks. 60 minutter.", ["Sett av min. 30 minutter og maks. 60 minutter."]),
    # Words that look like abbreviations
    ("Feilen er min. Jeg beklager.", ["Feilen er min.", "Jeg beklager."]),
    ("Stillingen er tom. Vi lyser den ut.", ["Stillingen er tom.", "Vi lyser den ut."]),
    ("Hun var sen. Vi ventet.", ["Hun var sen.", "Vi ventet."]),
    ("Feilen er av samme art. Den kommer igjen.", ["Feilen er av samme art.", "Den kommer igjen."]),
    ("Ti ansatte er maks. Flere blir for mange.", ["Ti ansatte er maks.", "Flere blir for mange."]),
    ("Det varte i tre år. 20 ledere deltok.", ["Det varte i tre år.", "20 ledere deltok."]),
    # Initials and letters
    ("L. Bringselius skriver om tillit.", ["L. Bringselius skriver om tillit."]),
    ("Forsker L. Bringselius er svensk. Hun skriver.", ["Forsker L. Bringselius er svensk.", "Hun skriver."]),
    ("Hun heter Tina Ø. Bentzen. Hun er dansk.", ["Hun heter Tina Ø. Bentzen.", "Hun er dansk."]),
    ("Vi leste J. R. R. Tolkien. Det var fint.", ["Vi leste J. R. R. Tolkien.", "Det var fint."]),
    ("Vi går for plan B. Den er best.", ["Vi går for plan B.", "Den er best."]),
    ("Vi har HMS. Det er lovpålagt.", ["Vi har HMS.", "Det er lovpålagt."]),
    # Dates, times and numbers
    ("12.12.2022", ["12.12.2022"]),
    ("Artikkelen er fra 12.12.2022. Den er ny.", ["Artikkelen er fra 12.12.2022.", "Den er ny."]),
    ("12.12.2022\nSist oppdatert: 02.03.2023", ["12.12.2022\nSist oppdatert: 02.03.2023"]),
    ("Fristen er 12.12. Da skal alt være klart.", ["Fristen er 12.12.", "Da skal alt være klart."]),
    ("Vi feirer 8. mars. Alle kommer.", ["Vi feirer 8. mars.", "Alle kommer."]),
    ("Vi feirer 1. Mai og 17. Mai. Alle kommer.", ["Vi feirer 1. Mai og 17. Mai.", "Alle kommer."]),
    ("Det skjedde 12. feb. 2023 i Oslo.", ["Det skjedde 12. feb. 2023 i Oslo."]),
    ("Vi møtes kl. 09.30. Kom presis.", ["Vi møtes kl. 09.30.", "Kom presis."]),
    ("Vi møtes kl. 9. Kom presis.", ["Vi møtes kl. 9.", "Kom presis."]),
    ("Det var i 2022. Nå er det 2026.", ["Det var i 2022.", "Nå er det 2026."]),
    ("Det er fjorten råd. 14 er mange.", ["Det er fjorten råd.", "14 er mange."]),
    ("Rådene er 14. Det holder.", ["Rådene er 14.", "Det holder."]),
    ("Sykefraværet er 3,5 prosent. Det var 4.2 før.", ["Sykefraværet er 3,5 prosent.", "Det var 4.2 før."]),
    ("Vi bruker 1.000.000 kroner. Det er mye.", ["Vi bruker 1.000.000 kroner.", "Det er mye."]),
    ("Vi er åpne 24/7. Ring oss.", ["Vi er åpne 24/7.", "Ring oss."]),
    ("Hun kom på 2. plass. Vi jublet.", ["Hun kom på 2. plass.", "Vi jublet."]),
    # Quotes and brackets
    ("Hva? «Ja.»", ["Hva?", "«Ja.»"]),
    ("Hun sa «Vi må tørre.» Så gikk hun.", ["Hun sa «Vi må tørre.»", "Så gikk hun."]),
    ("«Hvem tør?» spurte hun. Ingen svarte.", ["«Hvem tør?» spurte hun.", "Ingen svarte."]),
    ("«Kom inn!» sa lederen.", ["«Kom inn!» sa lederen."]),
    (
        "Hun sa: «Jeg stoler på deg. Du vet best.» Så gikk hun.",
        ["Hun sa: «Jeg stoler på deg.", "Du vet best.»", "Så gikk hun."],
    ),
    ('Han sa "Ja." Vi lo.', ['Han sa "Ja."', "Vi lo."]),
    ("Han sa “Ja.” Vi lo.", ["Han sa “Ja.”", "Vi lo."]),
    ("Det holder (se vedlegget). Les det.", ["Det holder (se vedlegget).", "Les det."]),
    ("(Se vedlegg 2.) Det er kort.", ["(Se vedlegg 2.)", "Det er kort."]),
    ("Det holder. (Se vedlegget.)", ["Det holder.", "(Se vedlegget.)"]),
    ("– Jeg vet ikke. – Det gjør jeg.", ["– Jeg vet ikke.", "– Det gjør jeg."]),
    ("Administrasjonen skal støtte – ikke styre.", ["Administrasjonen skal støtte – ikke styre."]),
    # Ellipsis
    ("Vel ... Jeg vet ikke.", ["Vel ...", "Jeg vet ikke."]),
    ("Vel … jeg vet ikke.", ["Vel … jeg vet ikke."]),
    ("Vel… Jeg vet ikke.", ["Vel…", "Jeg vet ikke."]),
    # Lists
    ("8. Tilgi små feil. Reager på store feil.", ["8. Tilgi små feil.", "Reager på store feil."]),
    ("  1. Rydd opp.\n  2. Gi kunnskap.", ["1. Rydd opp.", "2. Gi kunnskap."]),
    ("1) Rydd opp. 2) Gi kunnskap.", ["1) Rydd opp.", "2) Gi kunnskap."]),
    ("- rydd opp\n- gi kunnskap", ["- rydd opp", "- gi kunnskap"]),
    ("Vi gjør dette:\n• rydder\n• lærer", ["Vi gjør dette:", "• rydder", "• lærer"]),
    ("Vi har møter, kurs osv.\n* og mer", ["Vi har møter, kurs osv.", "* og mer"]),
    ("Råd nr. 8. Tilgi små feil.", ["Råd nr. 8.", "Tilgi små feil."]),
    # Headings and line ends
    ("Kort svar\n\nTillit tar tid. Det vet vi.", ["Kort svar", "Tillit tar tid.", "Det vet vi."]),
    ("kort svar\n \t\ntillit tar tid", ["kort svar", "tillit tar tid"]),
    ("kort svar\r\n\r\ntillit tar tid", ["kort svar", "tillit tar tid"]),
    ("Tillit tar\ntid. Det\nvet vi.", ["Tillit tar\ntid.", "Det\nvet vi."]),
    ("Ja.\nNei.\r\nKanskje.", ["Ja.", "Nei.", "Kanskje."]),
    ("Ja.  Nei.\tKanskje.", ["Ja.", "Nei.", "Kanskje."]),
    ("Ja.\u00a0Nei. Se §\u00a04-3.", ["Ja.", "Nei.", "Se §\u00a04-3."]),
    # Addresses
    ("Se https://www.fagforbundet.no/a/1/. Der står det.", ["Se https://www.fagforbundet.no/a/1/.", "Der står det."]),
    ("Se www.arbeidstilsynet.no. Der står det.", ["Se www.arbeidstilsynet.no.", "Der står det."]),
    ("Skriv til ola.nordmann@kommune.no. Vi svarer.", ["Skriv til ola.nordmann@kommune.no.", "Vi svarer."]),
    ("Se idebanken.org/tillit?side=2 for mer.", ["Se idebanken.org/tillit?side=2 for mer."]),
    # Nynorsk
    ("Leiaren må vere til stades. Det hjelper.", ["Leiaren må vere til stades.", "Det hjelper."]),
    ("Vi vitja m.a. Oslo og t.d. Førde. Det var fint.", ["Vi vitja m.a. Oslo og t.d. Førde.", "Det var fint."]),
    ("Kva gjer vi? Vi spør dei tilsette. Så lærer vi.", ["Kva gjer vi?", "Vi spør dei tilsette.", "Så lærer vi."]),
    ("Ho sa «eg veit ikkje.» Då gjekk ho.", ["Ho sa «eg veit ikkje.»", "Då gjekk ho."]),
    ("Det er møte, kurs o.a. Alle er med.", ["Det er møte, kurs o.a.", "Alle er med."]),
    ("Møtet er 3. november kl. 12.00. Ver med.", ["Møtet er 3. november kl. 12.00.", "Ver med."]),
    # Other signs
    ("Bra! 😀 Vi fortsetter.", ["Bra!", "😀 Vi fortsetter."]),
    ("Ja. –", ["Ja.", "–"]),
    ("...", ["..."]),
]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_text_is_cut_where_its_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_section_sign_does_not_end_a_sentence() -> None:
    assert len(sentences("Arbeidsgiver har plikter, jf. aml. § 4-3 og aml. § 2 A-6 første ledd.")) == 1


def test_the_cases_are_many_and_none_stands_twice() -> None:
    texts = [text for text, _ in CASES]
    assert len(texts) == len(set(texts)) >= 90


@pytest.mark.parametrize("word", ["x" * 20_000, "a." * 10_000, "f.eks. " * 3_000, "L. " * 5_000, "… " * 5_000])
def test_a_strange_text_is_cut_in_good_time(word: str) -> None:
    began = time.monotonic()
    sentence_spans(f"Les {word}. Og dette.")
    assert time.monotonic() - began < 3


norwegian = st.lists(
    st.sampled_from(
        "Tillit tar feil små å øy Ærlig § 4-3 14. 8. mars nr. f.eks. osv. kl. 09.30 «Ja.» (nei) L. - • 1. ? ! … ... ) "
        "Hva? o. l. \n \n\n \t \r\n \u00a0 \u2028 \u200b 😀 e\u0301".split(" ")
    ),
    max_size=30,
).map(" ".join)
any_text = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    | norwegian
    | st.text(" \n\t.!?…»)1A-•a", max_size=60)
)


@settings(deadline=None, max_examples=400)
@given(any_text)
def test_the_spans_stand_in_order_and_never_overlap(text: str) -> None:
    position = 0
    for start, end in sentence_spans(text):
        assert position <= start < end <= len(text)
        position = end


@settings(deadline=None, max_examples=400)
@given(any_text)
def test_no_sentence_has_white_space_at_its_ends(text: str) -> None:
    for sentence in sentences(text):
        assert sentence == sentence.strip() != ""


@settings(deadline=None, max_examples=400)
@given(any_text)
def test_every_character_that_is_not_white_space_is_in_a_sentence(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@settings(deadline=None, max_examples=200)
@given(norwegian, norwegian)
def test_a_blank_line_always_ends_a_sentence(first: str, second: str) -> None:
    assert sentences(f"{first}\n\n{second}") == sentences(first) + sentences(second)
