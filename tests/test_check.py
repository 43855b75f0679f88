"""Does this stand in the sources? Verbatim, nearly, or not at all: with the difference, the place, and what it changes."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from frøya.answering.check import Match, QuoteCheck, check_quote
from frøya.answering.concordance import Concordance
from frøya.assistant import Frøya
from frøya.cli import app
from frøya.corpus import Document, load_corpus
from frøya.corpus.sections import section
from frøya.errors import FrøyaError, PrivateData
from frøya.language import sentence_spans

CORPUS = Path(__file__).parent.parent / "corpus"
GIVEN = "tillit-mellom-ledelse-og-ansatte"
DOCUMENTS = {document.slug: document for document in load_corpus(CORPUS).documents}
SOURCES = Concordance(DOCUMENTS.values())
ADVICE = "Tilgi små feil. Reager på store feil."


def sentences(document: Document) -> list[str]:
    """Return the sentences of a document but for its list of works, which is not searched."""
    found, in_list = [], False
    for block in document.blocks:
        text = document.text[block.body : block.end]
        if block.kind == "heading":
            in_list = section(text) == "sources"
        elif not in_list:
            found += [text[start:end] for start, end in sentence_spans(text)]
    return found


OWN = [(d.slug, s) for d in DOCUMENTS.values() for s in sentences(d) if len(s.split()) >= 5 and s.endswith(".")]


Note = Callable[[str], Document]


@pytest.fixture
def note(tmp_path: Path) -> Note:
    def make(text: str) -> Document:
        (tmp_path / "notat.md").write_text(f"# Notat\n\n{text}\n", encoding="utf-8")
        return load_corpus(tmp_path).documents[0]

    return make


def check(text: str) -> QuoteCheck:
    return check_quote(text, SOURCES)


def stands(match: Match) -> bool:
    return all(DOCUMENTS[q.document].text[q.start : q.end] == q.text for q in (match.quote, match.sentence))


def kinds(text: str) -> set[str]:
    return {change.kind for change in check(text).matches[0].changes}


def test_every_sentence_of_the_sources_is_verbatim_where_it_stands() -> None:
    for slug, sentence in random.Random(3).sample(OWN, 200):
        checked = check(sentence)
        assert checked.verdict == "verbatim", sentence
        assert (slug, sentence) in [(match.quote.document, match.quote.text) for match in checked.matches]
        assert all(map(stands, checked.matches))


@given(st.sampled_from(OWN), st.integers(0, 60), st.sampled_from(["bytte", "legge til", "bokstav", "stor"]))
@settings(max_examples=300, deadline=None)
def test_a_sentence_with_one_word_changed_is_never_verbatim(own: tuple[str, str], at: int, how: str) -> None:
    words = own[1].split()
    at = 1 + at % (len(words) - 1)
    bare = re.search(r"\w+", words[at])
    if bare is None:
        return
    word = bare.group()
    other = {"bytte": "tyttebær", "legge til": f"{word} tyttebær", "bokstav": f"{word}x", "stor": word.swapcase()}[how]
    changed = [*words[:at], words[at].replace(word, other, 1), *words[at + 1 :]]
    if changed != words:
        assert check(" ".join(changed)).verdict != "verbatim"


@given(st.sampled_from(OWN), st.integers(0, 60))
@settings(max_examples=100, deadline=None)
def test_a_sentence_that_lost_a_word_within_it_is_never_verbatim(own: tuple[str, str], at: int) -> None:
    words = own[1].split()
    at = 1 + at % (len(words) - 2)
    left = " ".join([*words[:at], *words[at + 1 :]])
    if not any(left in " ".join(document.text.split()) for document in DOCUMENTS.values()):
        assert check(left).verdict != "verbatim"


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_gets_a_verdict_or_a_plain_sentence(text: str) -> None:
    try:
        checked = check(text)
    except FrøyaError:
        return
    assert all(stands(match) for match in checked.matches)


@pytest.mark.parametrize(
    "text",
    [
        "«Tilgi små feil. Reager på store feil.»",
        "“Tilgi små feil. Reager på store feil.”",
        '"Tilgi små feil. Reager på store feil"',
        "tilgi små feil. Reager på store feil,",
        "  Tilgi\tsmå\n feil.\u00a0Reager  på store\u200b feil. ",
        "«Tilgi små feil. Reager på store feil.» [1, råd 8]",
        "Tilgi små feil. [1] Reager på store feil. [12]",
        "Tilgi sma\u030a feil. Reager pa\u030a store feil.",
        "[t]ilgi små feil. Reager på store feil.",
        "• Tilgi små feil. Reager på store feil.",
    ],
)
def test_what_depends_on_how_a_quotation_is_set_is_not_compared(text: str) -> None:
    checked = check(text)
    assert checked.verdict == "verbatim"
    assert checked.matches[0].quote.document == GIVEN
    assert checked.matches[0].quote.text == ADVICE


@pytest.mark.parametrize("dash", ["–", "-", "—", "--"])
def test_all_dashes_are_alike(dash: str) -> None:
    assert check(f"Administrasjonen skal støtte {dash} ikke styre.").verdict == "verbatim"


@pytest.mark.parametrize("text", ["Tilgi små feil? Reager på store feil?", "Tilgi små, feil. Reager på store feil."])
def test_marks_within_a_quotation_are_compared(text: str) -> None:
    assert check(text).verdict != "verbatim"


def test_a_piece_of_a_sentence_is_verbatim_and_shown_with_its_sentence() -> None:
    match = check("delegerer myndighet og gir handlingsrom").matches[0]
    assert match.sentence.text.startswith("En leder med tillit")
    assert match.sentence.text.endswith("til hver enkelt.")
    assert stands(match)


def test_a_negation_that_was_cut_off_is_named() -> None:
    checked = check("dra fram feilen senere")
    assert checked.verdict == "verbatim"
    assert checked.matches[0].left_out == ("ikke",)


@pytest.mark.parametrize("mark", ["…", "...", "[…]", "[...]", "(...)", " (…) "])
def test_words_left_out_at_an_ellipsis_are_shown(mark: str) -> None:
    checked = check(f"En leder med tillit til sine ansatte {mark} gir handlingsrom til hver enkelt.")
    assert (checked.verdict, checked.omissions) == ("verbatim", True)
    (match,) = checked.matches
    assert [s.text for s in match.difference if s.where == "source"] == ["delegerer myndighet og"]
    assert match.quote.text.startswith("En leder")
    assert stands(match)


def test_a_negation_left_out_at_an_ellipsis_is_named() -> None:
    assert check("Administrasjonen skal støtte – […] styre.").matches[0].left_out == ("ikke",)


def test_pieces_in_another_order_or_from_two_sources_are_not_verbatim() -> None:
    turned = check("gir handlingsrom til hver enkelt […] En leder med tillit til sine ansatte")
    assert (turned.verdict, turned.scattered) == ("near", True)
    two = check("Administrasjonen skal støtte […] Vurder hva feilen kunne ha ført til")
    assert (two.verdict, two.scattered) == ("near", True)
    assert [part.verdict for part in two.parts] == ["verbatim", "verbatim"]


def test_single_words_from_here_and_there_are_not_a_quotation() -> None:
    assert check("Administrasjonen … byrde").verdict == "absent"
    assert check("Tillit … kontroll … mål … ansatte").verdict == "absent"


def test_sentences_that_do_not_stand_together_are_checked_one_by_one() -> None:
    checked = check(f"{ADVICE} Ledere som er borte og som støtter. Alle i kommunen får kake på fredag hos sjefen.")
    assert checked.verdict == "absent"
    assert [part.verdict for part in checked.parts] == ["verbatim", "verbatim", "near", "absent"]
    apart = check("Reager på store feil. Administrasjonen skal støtte – ikke styre.")
    assert apart.verdict == "verbatim"
    assert len(apart.parts) == 2
    assert not check(ADVICE).parts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Administrasjonen skal støtte – og styre.", "negation"),
        ("Kontroll og tilsyn skal ikke utføres med henblikk på læring.", "negation"),
        ("Administrasjonen bør støtte – ikke styre.", "modal"),
        ("Politikerne skal støtte – ikke styre.", "actor"),
        ("Gi løpende kunnskapsutvikling til ledere i førstelinjen.", "actor"),
        ("Involver medarbeiderne i beslutninger på noen nivåer.", "extent"),
        ("Rydd opp og rens ut nødvendige mål, styringsindikatorer og regelverk.", "negation"),
    ],
)
def test_a_difference_that_changes_the_meaning_is_named(text: str, kind: str) -> None:
    checked = check(text)
    assert checked.verdict == "near"
    assert checked.matches[0].quote.document == GIVEN
    assert kind in kinds(text)


def test_a_changed_number_is_named_and_a_number_in_words_is_the_same_number(note: Note) -> None:
    document = note("Virksomheter med minst 30 ansatte skal ha et utvalg for miljøet på jobben.")
    changed = check_quote("Virksomheter med minst 50 ansatte skal ha et utvalg for miljøet på jobben.", [document])
    (change,) = changed.matches[0].changes
    assert (change.kind, change.pasted, change.source) == ("number", "50", "30")
    same = check_quote("Virksomheter med minst tretti ansatte skal ha et utvalg for miljøet på jobben.", [document])
    assert same.verdict == "near"
    assert not same.matches[0].changes


def test_the_difference_gives_back_both_texts() -> None:
    text = "Kontroll og tilsyn bør alltid utføres med henblikk på straff."
    match = check(text).matches[0]
    assert " ".join(s.text for s in match.difference if s.where != "source") == text.rstrip(".")
    assert " ".join(s.text for s in match.difference if s.where != "pasted") == match.quote.text.rstrip(".")


def test_a_difference_in_small_words_alone_changes_no_meaning() -> None:
    assert kinds("Kontroll og tilsyn skal utføres med henblikk på god læring.") == set()


def test_nynorsk_is_verbatim_where_it_stands_and_a_translation_is_near() -> None:
    nynorsk = next(s for slug, s in OWN if DOCUMENTS[slug].language == "nn" and "ikkje" in s and len(s.split()) < 25)
    assert check(nynorsk).verdict == "verbatim"
    without = nynorsk.replace("ikkje ", "", 1)
    assert (check(without).verdict, kinds(without)) == ("near", {"negation"})
    translated = nynorsk.replace("ikkje", "ikke")
    assert (check(translated).verdict, kinds(translated)) == ("near", set())


@pytest.mark.parametrize(
    "text",
    [
        "Hovedstaden i Peru heter Lima og ligger ved havet.",
        "Alle ansatte skal ha fri hver fredag og spise kake med sjefen.",
        "The quick brown fox jumps over the lazy dog.",
        "små tabber",
        "og det",
        "er det ikke slik at",
    ],
)
def test_what_is_in_no_source_is_absent_or_only_a_piece_of_everyday_words(text: str) -> None:
    checked = check(text)
    assert checked.verdict != "near"
    if len(text) > 20:
        assert (checked.verdict, checked.matches) == ("absent", ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ingen tekst"),
        (" \n\t\u200b", "ingen tekst"),
        ("…?!", "ingen ord"),
        ("[1]", "ingen ord"),
        ("«Tillit»", "Ett ord"),
        ("og … " * 300, "for mange utelatelser"),
        ("ord " * 501, "2004 tegn"),
    ],
)
def test_what_cannot_be_checked_gets_a_plain_sentence(text: str, says: str) -> None:
    with pytest.raises(FrøyaError, match=says):
        check(text)


def test_a_national_identity_number_is_not_checked() -> None:
    with pytest.raises(PrivateData, match="fødselsnummer"):
        check("Ola Nordmann, 13097248022, tilgir små feil.")


def test_lists_of_works_are_not_sources_to_quote(note: Note) -> None:
    document = note("En setning om ro på jobben.\n\n## Kilder\n\n- Forlaget: En bok om ro og fred.")
    assert check_quote("Forlaget: En bok om ro og fred.", [document]).verdict == "absent"
    assert check_quote("En setning om ro på jobben.", [document]).verdict == "verbatim"


def test_the_same_words_in_two_sources_are_found_in_both() -> None:
    assert {match.quote.document for match in check("tilgi små feil").matches} == {GIVEN, "sma-og-store-feil"}


Run = Callable[..., Result]


@pytest.fixture
def run(froya: Frøya, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("FROYA_CORPUS", str(froya.settings.corpus))
    monkeypatch.setenv("FROYA_INDEX", str(froya.settings.index))

    def run(*arguments: str, text: str = "") -> Result:
        return CliRunner().invoke(app, ["verify", *arguments], input=text)

    return run


def test_the_command_says_verbatim_with_the_place_and_leaves_with_0(run: Run) -> None:
    result = run("«Tilgi små feil. Reager på store feil.» [1]")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Ordrett.")
    assert "råd 8, Fagforbundet" in result.stdout
    assert "https://www.fagforbundet.no/" in result.stdout


def test_the_command_marks_the_difference_in_words_and_leaves_with_3(run: Run) -> None:
    result = run("Administrasjonen bør støtte – ikke styre.")
    assert result.exit_code == 3
    assert "Administrasjonen [kilden: skal] [her: bør] støtte – ikke styre" in result.stdout
    assert "Endrer meningen: hva noen skal, bør eller kan: kilden har «skal», her står «bør»." in result.stdout
    assert run("Alle i kommunen får kake på fredag hos sjefen.").exit_code == 3


def test_the_command_reads_standard_input_and_writes_json(run: Run, froya: Frøya) -> None:
    result = run("--json", "-", text="Tilgi små feil.\nKontroll og tilsyn skal utføres med straff.\n")
    assert result.exit_code == 3
    shown = json.loads(result.stdout)
    assert [part["verdict"] for part in shown["parts"]] == ["verbatim", "near"]
    assert shown["corpus_version"] == froya.index.manifest.corpus_version
    checked = froya.check("Tilgi små feil.\nKontroll og tilsyn skal utføres med straff.\n")
    assert shown == json.loads(json.dumps(checked.to_dict()))
    quote = shown["parts"][0]["matches"][0]["quote"]
    assert froya.document(quote["document"]).text[quote["start"] : quote["end"]] == quote["text"]


def test_the_command_says_what_is_wrong_with_the_text_and_leaves_with_1(run: Run) -> None:
    result = run("-", text="  \n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Feil: Det er ingen tekst å sjekke.")


def test_the_command_explains_itself_with_an_example(run: Run) -> None:
    assert 'froya verify "Tilgi små feil."' in re.sub(r"\x1b\[[0-9;]*m", "", run("--help").stdout)
