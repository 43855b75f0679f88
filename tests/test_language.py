"""Which language a question is in, the terms it is searched by, and its field words in Norwegian."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frøya.language import STOPWORDS, Language, identify, in_norwegian, terms, tokens

QUESTIONS: list[tuple[Language, str]] = [
    ("nb", "Hva er tillitsbasert ledelse?"),
    ("nb", "Hvordan bygger jeg tillit?"),
    ("nb", "Hvorfor skal vi tilgi små feil?"),
    ("nb", "Hvem har ansvaret?"),
    ("nb", "Hvilke råd gir Louise Bringselius?"),
    ("nb", "Kan jeg delegere alt?"),
    ("nb", "Sjefen min detaljstyrer meg"),
    ("nb", "Må jeg slutte å sjekke folk?"),
    ("nb", "Når skal en leder gripe inn?"),
    ("nb", "Hva sier råd 8?"),
    ("nb", "Ansatte tør ikke si fra"),
    ("nb", "tillit"),
    ("nb", "§ 4-3"),
    ("nb", ""),
    ("nn", "Kva er tillitsbasert leiing?"),
    ("nn", "Korleis byggjer eg tillit?"),
    ("nn", "Kvifor skal vi tilgje små feil?"),
    ("nn", "Kven har ansvaret?"),
    ("nn", "Kva gjer eg når nokon gjer ein feil?"),
    ("nn", "Dei tilsette vågar ikkje seie frå"),
    ("nn", "Kan ein leiar delegere alt?"),
    ("nn", "Korleis sjekkar eg kvaliteten?"),
    ("nn", "Eg er ny som leiar, kva no?"),
    ("nn", "Koss skal me få meir tryggleik?"),
    ("nn", "Kan tillit og kontroll leve saman?"),
    ("nn", "Må vi ha medarbeidarsamtalar?"),
    ("nn", "Kor lenge er ein sjukmeld verna mot å bli sagd opp?"),
    ("nb", "Kor ofte burde æ ha prata med dæm?"),
    ("en", "What is trust-based leadership?"),
    ("en", "How do I build trust?"),
    ("en", "Why should we forgive small mistakes?"),
    ("en", "Who is responsible?"),
    ("en", "My boss is micromanaging me"),
    ("en", "What should I do when my team makes a mistake?"),
    ("en", "How can leaders support their employees?"),
    ("en", "Which advice does she give?"),
    ("en", "Must I stop checking on people?"),
]


@pytest.mark.parametrize(("language", "question"), QUESTIONS)
def test_a_short_question_is_known_by_its_function_words(language: Language, question: str) -> None:
    assert identify(question) == language


@pytest.mark.parametrize(("language", "question"), QUESTIONS)
def test_capitals_do_not_change_the_language(language: Language, question: str) -> None:
    assert identify(question.upper()) == language


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            ("leder", "ledere", "lederen", "lederne"),
            marks=pytest.mark.xfail(reason="Snowball gives leder, ledere and lederne three stems"),
        ),
        ("ansatt", "ansatte"),
        ("kontroll", "kontrollen", "kontroller"),
        ("oppgave", "oppgaven", "oppgaver", "oppgavene"),
        ("tilbakemelding", "tilbakemeldinger", "tilbakemeldingene"),
        ("beslutning", "beslutninger", "beslutningen"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({tuple(terms(word)) for word in words}) == 1


@pytest.mark.parametrize(
    ("nynorsk", "bokmål"),
    [
        ("leiar", "leder"),
        ("leiarane", "lederne"),
        ("leiing", "ledelse"),
        ("tilsette", "ansatte"),
        ("medarbeidarar", "medarbeidere"),
        ("tryggleik", "trygghet"),
        ("tilbakemeldingar", "tilbakemeldinger"),
        ("avgjerder", "beslutninger"),
        ("oppgåver", "oppgaver"),
        ("verneombod", "verneombud"),
        ("kvardagen", "hverdagen"),
        ("rettleiing", "veiledning"),
        ("Korleis byggjer leiaren tryggleik?", "Hvordan bygger lederen trygghet?"),
        ("Kva seier ho om mistak?", "Hva seier hun om feil?"),
    ],
)
def test_nynorsk_and_bokmål_meet_in_the_same_terms(nynorsk: str, bokmål: str) -> None:
    assert terms(nynorsk) == terms(bokmål) != []


@pytest.mark.parametrize("written", ["§ 4-3", "§4-3", "§  4-3", "§\u00a04-3", "§\n4-3"])
def test_a_section_of_the_law_is_one_term_however_it_is_spaced(written: str) -> None:
    assert terms(f"Hva krever {written}?") == [*terms("krever"), "§4-3"]


def test_two_sections_of_the_law_are_two_terms() -> None:
    assert terms("§ 4-3 og § 4-4") == ["§4-3", "§4-4"]
    assert "§4-3" not in terms("§ 4-4")


def test_a_section_without_a_hyphen_keeps_its_sign() -> None:
    assert terms("forvaltningsloven § 13")[-1] == "§13"
    assert terms("offentleglova § 2a")[-1] == "§2a"


def test_dates_and_decimal_numbers_are_whole_terms() -> None:
    assert terms("12.12.2022") == ["12.12.2022"]
    assert terms("3,5 prosent")[0] == "3,5"
    assert terms("kl. 09:30")[-1] == "09:30"


@pytest.mark.parametrize("compound", ["IA-avtalen", "HMS-arbeid", "mål-styring", "tillits-basert"])
def test_a_hyphenated_compound_is_found_whole_and_in_parts(compound: str) -> None:
    found = terms(compound)
    assert found[0].startswith(compound.lower()[:-3])
    assert "-" in found[0]
    for part in compound.split("-"):
        assert terms(part)[0] in found


def test_a_word_with_a_hanging_hyphen_loses_only_the_hyphen() -> None:
    assert terms("lederutdanning og -rekruttering") == terms("lederutdanning rekruttering")
    assert terms("helse- og omsorg") == terms("helse omsorg")


@pytest.mark.parametrize(
    "text", ["hva er det som skal gjøre det, og hvordan", "kva er det vi gjer", "what is it that we do"]
)
def test_function_words_are_left_out(text: str) -> None:
    assert not set(terms(text)) & set(STOPWORDS)
    assert len(terms(text)) <= 1


@pytest.mark.parametrize("word", sorted(STOPWORDS))
def test_a_function_word_alone_is_no_term(word: str) -> None:
    assert terms(word) == []


def test_the_law_is_never_a_function_word() -> None:
    assert terms("lov") != []


def test_terms_keep_their_order_and_their_repeats() -> None:
    small, mistake = terms("små feil")
    assert terms("Feil er små. Små feil!") == [mistake, small, small, mistake]


def test_tokens_keep_the_function_words() -> None:
    assert tokens("Hva krever § 4-3?") == ["hva", "krever", "§4-3"]


@pytest.mark.parametrize("text", ["", " ", "?!", "§", "---", "😀", "_"])
def test_a_text_without_words_has_no_terms(text: str) -> None:
    assert terms(text) == tokens(text) == []


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_any_text_has_a_language_and_terms_without_white_space(text: str) -> None:
    assert identify(text) in {"nb", "nn", "en"}
    assert all(term and not any(sign.isspace() for sign in term) for term in [*terms(text), *tokens(text)])


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from("Tillit § 4-3 og IA-avtalen feil Å leiaren 3,5".split()), max_size=8).map(" ".join))
def test_capitals_do_not_change_the_terms(text: str) -> None:
    assert terms(text.upper()) == terms(text)


@pytest.mark.parametrize(
    ("english", "norwegian"),
    [
        ("How do I build trust?", "tillit"),
        ("What is trust-based leadership?", "tillitsbasert ledelse"),
        ("Should leaders forgive small mistakes?", "ledere tilgi liten små feil"),
        ("Is psychological safety important?", "psykologisk trygghet"),
        ("PSYCHOLOGICAL SAFETY", "psykologisk trygghet"),
        ("Dare to speak up!", "våge tørre si fra"),
        ("The front line and the middle manager", "førstelinjen mellomleder"),
        ("What about control and inspection?", "kontroll tilsyn"),
        ("Employees' feedback", "ansatte tilbakemelding"),
        ("The safety representative and employees", "verneombud ansatte"),
    ],
)
def test_the_field_words_of_an_english_question_come_in_norwegian(english: str, norwegian: str) -> None:
    assert in_norwegian(english) == norwegian


def test_a_phrase_that_stands_twice_comes_twice() -> None:
    assert in_norwegian("sick leave and more sick leave") == "sykefravær sykefravær"


def test_only_whole_words_are_put_in_norwegian() -> None:
    assert in_norwegian("entrusted teamsters mistrust bigger leaderships") == ""


@pytest.mark.parametrize("text", ["", "What is the capital of France?", "Hva er § 4-3?"])
def test_a_text_without_field_words_gives_nothing(text: str) -> None:
    assert in_norwegian(text) == ""


@settings(deadline=None, max_examples=200)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
    | st.lists(st.sampled_from(["İ", "trust-based", "sick leave", "trust", "ẞ", "é"]), max_size=8).map(" ".join)
)
def test_any_text_can_be_looked_up_for_field_words(text: str) -> None:
    assert in_norwegian(text) == in_norwegian(text).strip()
