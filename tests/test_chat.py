"""The chat as a leader meets it: the conversation and the source beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from chatting import ADVICE_8, NB, SMALL_MISTAKE, answers, ask, citations, field, opened, ready
from playwright.sync_api import Browser, Page, expect
from serving import get

from frøya.addresses import at_words
from frøya.answering.answer import Quote
from frøya.assistant import Frøya
from frøya.chat.render import source_link
from frøya.chat.sources import source_html
from frøya.corpus import Document
from frøya.settings import Settings

pytestmark = pytest.mark.browser


def test_the_first_page_greets_warns_and_offers_four_questions(page: Page) -> None:
    expect(page.locator("#froya-start h2")).to_have_text("Hei, jeg heter Frøya. Hva kan jeg hjelpe med?")
    notice = page.locator("#froya-merknad")
    for part in ("KI-tjeneste", "kan svare feil", "navngitte personer", "ikke Fagforbundets egen chat"):
        expect(notice).to_contain_text(part)
    assert notice.bounding_box()["y"] < field(page).bounding_box()["y"]
    expect(page.locator(".eksempel")).to_have_count(4)


def test_the_examples_differ_by_visit_and_one_can_be_asked(page: Page, address: str) -> None:
    visits = {tuple(page.locator(".eksempel").all_inner_texts())}
    for _ in range(3):
        page.reload()
        visits.add(tuple(page.locator(".eksempel").all_inner_texts()))
    assert len(visits) > 1
    ready(page)
    text = page.locator(".eksempel").first.inner_text()
    page.locator(".eksempel").first.click()
    expect(answers(page)).to_have_count(1)
    expect(page.locator("#froya-svar .sporsmal")).to_contain_text(text)


@pytest.mark.parametrize(("width", "height", "dark"), [(1280, 860, False), (390, 844, False), (1280, 860, True)])
def test_a_citation_opens_its_source_with_the_very_sentence_marked(
    browser: Browser, address: str, width: int, height: int, dark: bool
) -> None:
    with opened(browser, address, width, height, dark=dark) as page:
        ask(page, SMALL_MISTAKE)
        expect(answers(page).last).to_contain_text(ADVICE_8)
        citations(page).filter(has_text="råd").first.click()
        panel = page.locator("#froya-kilde")
        expect(panel.locator("mark")).to_have_text(ADVICE_8)
        expect(panel.locator("mark")).to_be_in_viewport()
        header = panel.locator("header")
        expect(header).to_be_in_viewport()
        for part in ("Det må være tillit mellom ledelse og ansatte", "Fagforbundet", "12.12.2022", "2.3.2023"):
            expect(header).to_contain_text(part)
        for part in ("Partenes syn", "Praktiske råd for tillitsbasert ledelse", "Louise Bringselius"):
            expect(header).to_contain_text(part)
        original = header.get_by_role("link").get_attribute("href")
        assert original.startswith("https://www.fagforbundet.no/a/367659/")
        assert original.endswith("#:~:text=Tilgi%20sm%C3%A5%20feil.%20Reager%20p%C3%A5%20store%20feil.")
        expect(panel.locator(".naer")).to_have_text(
            ["Kultur med høy takhøyde for tilbakemeldinger.", "Ledere som er til stede og som støtter."]
        )
        chat, source = page.locator("#froya-samtale").bounding_box(), panel.bounding_box()
        if width > 900:
            assert source["x"] >= chat["x"] + chat["width"]
        else:  # a sheet at the bottom, with nothing over it
            assert source["y"] + source["height"] == pytest.approx(height)
            covered = panel.evaluate(
                "e => [...Array(40)].some((_, i) => !e.contains(document.elementFromPoint(9 * i + 5, innerHeight - 40)))"
            )
            assert not covered
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_enter_opens_a_citation_and_escape_gives_the_place_back(page: Page) -> None:
    ask(page, SMALL_MISTAKE)
    citation = citations(page).nth(1)
    citation.focus()
    page.keyboard.press("Enter")
    mark = page.locator("#froya-kilde mark")
    expect(mark).to_be_visible()
    assert mark.inner_text() in answers(page).last.inner_text()
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    expect(page.locator("#froya-kilde")).to_be_hidden()
    assert citation.evaluate("link => link === document.activeElement")


def test_every_citation_of_an_answer_marks_words_that_stand_in_it(page: Page) -> None:
    ask(page, SMALL_MISTAKE)
    links = citations(page)
    answer = answers(page).last.inner_text()
    assert links.count() >= 4
    for i in range(links.count()):
        links.nth(i).click()
        expect(links.nth(i)).to_have_class("henvisning apen")
        expect(page.locator("#froya-kilde mark").first).to_be_visible()
        assert "".join(page.locator("#froya-kilde mark").all_inner_texts()) in answer


def test_quotes_and_frame_are_told_apart_by_shape_and_by_label(page: Page) -> None:
    ask(page, SMALL_MISTAKE)
    quotes = answers(page).last.locator("blockquote.sitat")
    for i in range(quotes.count()):
        shown = quotes.nth(i)
        assert shown.inner_text().startswith("Sitat:")
        assert shown.locator(".ord").get_attribute("lang") in ("nb", "nn")
        assert "serif" in shown.evaluate("e => getComputedStyle(e).fontFamily")
        assert shown.evaluate("e => getComputedStyle(e).borderLeftWidth") == "3px"
    frame = answers(page).last.locator("h3.ramme").first
    assert "Serif" not in frame.evaluate("e => getComputedStyle(e).fontFamily")


def test_the_switch_leaves_quotes_and_sources_alone(page: Page) -> None:
    ask(page, SMALL_MISTAKE)
    page.get_by_label(NB.only_quotes).check()
    expect(answers(page).last.locator("h3.ramme").first).to_be_hidden()
    expect(answers(page).last.locator("blockquote.sitat").first).to_be_visible()
    expect(answers(page).last.locator("ol.kilder")).to_be_visible()
    page.get_by_label(NB.only_quotes).uncheck()
    expect(answers(page).last.locator("h3.ramme").first).to_be_visible()


def test_a_word_of_the_field_is_explained_where_it_stands(page: Page) -> None:
    ask(page, "Kan jeg lese gjennom PC-loggen til en ansatt?")
    word = answers(page).last.locator("details.ordforklaring").first
    expect(word.locator("blockquote")).to_be_hidden()
    word.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(word.locator("blockquote")).to_contain_text("Kontrolltiltak er")


def test_an_answer_is_copied_as_text_with_its_sources(browser: Browser, address: str) -> None:
    with opened(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        ask(page, SMALL_MISTAKE)
        answers(page).last.get_by_role("button", name=NB.copy).click()
        expect(answers(page).last.locator("button.kopier")).to_have_text(NB.copied)
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(SMALL_MISTAKE)
    assert f"«{ADVICE_8}» [1, råd 8]" in copied
    assert "1. Det må være tillit mellom ledelse og ansatte Fagforbundet, 2023" in copied
    assert "Sitat:" not in copied


def test_a_follow_up_question_and_a_suggested_one_both_work(page: Page) -> None:
    ask(page, "Hva er psykologisk trygghet?")
    ask(page, "Og hvem har ansvaret for det?")
    reply = answers(page).last
    expect(reply).to_contain_text("Jeg forstår spørsmålet slik: Hva er psykologisk trygghet?")
    suggested = reply.locator("a.spor")
    expect(suggested).to_have_count(3)
    text = suggested.first.inner_text()
    suggested.first.click()
    expect(answers(page)).to_have_count(3)
    expect(page.locator("#froya-svar .sporsmal").last).to_contain_text(text)


def test_a_refusal_says_so_and_offers_what_is_nearest(page: Page) -> None:
    ask(page, "Hvor mange prosent av kommunene har innført tillitsreform?")
    reply = answers(page).last
    expect(reply).to_contain_text("Det vet jeg ikke.")
    expect(reply).to_contain_text("svarer ikke på spørsmålet, men kan være nyttig")
    reply.locator("a.kilde-lenke").first.click()
    expect(page.locator("#froya-kilde mark").first).to_be_visible()


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("   ", "Feltet er tomt."),
        ("🙂🙃", "Jeg finner ingen ord"),
        ("tillit " * 150_000, "Jeg kan lese høyst 1000"),
    ],
    ids=["empty", "no words", "a megabyte"],
)
def test_a_question_that_cannot_be_asked_is_turned_away_beside_the_field_and_kept(
    page: Page, question: str, says: str
) -> None:
    field(page).fill(question)
    page.locator("#froya-send").click()
    expect(page.locator("#froya-feil")).to_contain_text(says)
    assert field(page).input_value() == question
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    expect(answers(page)).to_have_count(0)
    ask(page, "Hva er tillitsbasert ledelse?")
    expect(answers(page).last).to_contain_text("Kort sagt")
    expect(page.locator("#froya-feil")).to_be_hidden()


def test_a_national_identity_number_is_neither_shown_nor_kept(page: Page) -> None:
    field(page).fill("Hvordan følger jeg opp 13097248022?")
    page.locator("#froya-send").click()
    expect(page.locator("#froya-feil")).to_contain_text("fødselsnummer")
    assert field(page).input_value() == ""
    assert "13097248022" not in page.content()
    assert "13097248022" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")


def test_the_length_of_a_long_question_is_counted(page: Page) -> None:
    counter = page.locator("#froya-teller")
    field(page).fill("a" * 700)
    expect(counter).to_be_hidden()
    field(page).fill("å" * 900)
    expect(counter).to_have_text("900 av 1000 tegn")
    field(page).fill("🙂" * 1001)
    expect(counter).to_have_text("1001 av 1000 tegn")


def test_the_conversation_can_be_deleted_and_brought_back(page: Page) -> None:
    ask(page, "Hva er psykologisk trygghet?")
    page.get_by_role("button", name=NB.delete).click()
    expect(page.locator("#froya-svar .sporsmal")).to_have_count(0)
    expect(page.locator("#froya-start")).to_be_visible()
    undo = page.get_by_role("button", name=NB.undo)
    expect(undo).to_be_focused()
    undo.click()
    expect(answers(page)).to_have_count(1)
    ask(page, "Og hvem har ansvaret for det?")
    expect(answers(page).last).to_contain_text("Hva er psykologisk trygghet?")
    page.get_by_role("button", name=NB.delete).click()
    expect(undo).to_be_visible()
    ask(page, "Og hvem har ansvaret for det?")
    expect(answers(page).last).not_to_contain_text("psykologisk trygghet?")
    expect(undo).to_have_count(0)


def test_a_conversation_goes_on_after_a_reload_and_is_gone_after_it_was_deleted(page: Page) -> None:
    ask(page, "Hva er psykologisk trygghet?")
    page.wait_for_timeout(300)  # Gradio writes to the browser a moment after it draws
    page.reload()
    expect(answers(page)).to_have_count(1)
    ask(page, "Og hvem har ansvaret for det?")
    expect(answers(page).last).to_contain_text("Jeg forstår spørsmålet slik: Hva er psykologisk trygghet?")
    page.get_by_role("button", name=NB.delete).click()
    expect(page.locator("#froya-svar .sporsmal")).to_have_count(0)
    page.wait_for_timeout(300)
    page.reload()
    ready(page)
    page.wait_for_timeout(500)
    expect(page.locator("#froya-svar .sporsmal")).to_have_count(0)


def test_a_link_with_a_question_fills_the_field_and_asks_nothing(browser: Browser, address: str) -> None:
    with opened(browser, address, path="/?sporsmal=Hva%20er%20tillit%3F") as page:
        expect(field(page)).to_have_value("Hva er tillit?")
        page.wait_for_timeout(300)
        expect(answers(page)).to_have_count(0)


def test_a_source_is_a_page_of_its_own_without_scripts(address: str, froya: Frøya) -> None:
    quote = froya.ask(SMALL_MISTAKE).claims[0].quotes[0]
    shown = get(address + source_link(quote))
    assert shown.status_code == 200
    assert f'<mark id="sitat">{ADVICE_8}</mark>' in shown.text
    assert '<html lang="nb">' in shown.text
    assert "default-src 'self'" in shown.headers["content-security-policy"]
    assert "<script" not in shown.text


def test_a_source_that_has_changed_marks_nothing_and_says_so(address: str) -> None:
    shown = get(f"{address}/nb/kilde/sma-og-store-feil?start=10&end=40&h=00000000")
    assert "<mark" not in shown.text
    assert "Kilden er endret" in shown.text


@pytest.mark.parametrize("slug", ["finnes-ikke", "..%2f..%2fpyproject.toml", "%3Cscript%3E"])
def test_a_source_that_does_not_exist_is_a_plain_404(address: str, slug: str) -> None:
    shown = get(f"{address}/nb/kilde/{slug}")
    assert shown.status_code == 404
    assert "<script>" not in shown.text


@pytest.mark.parametrize("query", ["start=x", "start=-1&end=5", "start=0&end=99999999999", "start=5&end=1"])
def test_a_mangled_citation_link_never_breaks_the_source_page(address: str, query: str) -> None:
    assert get(f"{address}/nb/kilde/sma-og-store-feil?{query}").status_code in (200, 422)


def test_a_source_older_than_five_years_is_marked_so(small: Callable[..., Settings]) -> None:
    today = date(2026, 11, 24)
    for published, old in ((date(2015, 1, 1), True), (today - timedelta(days=5 * 365), False)):
        shown = source_html(_document(published), 0, 4, "", NB, today)
        assert (NB.old in shown) is old


def test_a_long_quote_is_pointed_to_in_the_original_by_its_ends() -> None:
    quoted = "En to-tre, fire fem seks sju åtte ni ti elleve tolv tretten fjorten."
    assert at_words("https://example.org/a#del", quoted) == (
        "https://example.org/a#:~:text=En%20to%2Dtre%2C%20fire%20fem%20seks,ti%20elleve%20tolv%20tretten%20fjorten."
    )


def test_only_a_web_address_is_linked_to() -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "//example.org", "http://[", ""):
        assert at_words(url, "Ordene") == ""


def test_a_citation_link_survives_any_slug() -> None:
    assert source_link(Quote('a/b?"c', 1, 2, "x")).startswith("/nb/kilde/a%2Fb%3F%22c?")


def _document(published: date) -> Document:
    return Document(
        "en", "En", "Ordene her.", (), url="https://example.org/a", published=published, publisher="Utgiver"
    )


def test_what_a_browser_kept_is_read_as_questions_and_nothing_else(froya: Frøya) -> None:
    from frøya.chat.conversation import KEPT, again, kept_questions

    for kept in (None, [], "x", {}, {"questions": "x"}, {"questions": {"a": 1}}, {"questions": [1, None, {}, ["x"]]}):
        assert kept_questions(kept, 1000) == []
    assert len(kept_questions({"questions": ["Hva er tillit?"] * 500}, 1000)) == KEPT
    assert kept_questions({"questions": ["a" * 1001, " ", "Hva?"]}, 1000) == ["Hva?"]
    turns = again(froya, NB, {"questions": ["<script>alert(1)</script>", "🙂", "Hva er tillit?"], "sources": 5})
    assert "<script" not in "".join(turn.html for turn in turns)
    assert turns[-1].question == "Hva er tillit?"
