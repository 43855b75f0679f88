"""The views beside the chat for everyone: axe-core in every state of each, no sideways scrolling, and the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chatting import ADVICE_8, SMALL_MISTAKE, answers, ask, axe, cut_off, enlarge, opened
from playwright.sync_api import Browser, Page, expect

from frøya.chat.view_words import VIEW_WORDS, ViewWords
from frøya.language import Language

pytestmark = pytest.mark.browser

# What axe-core cannot decide, settled in docs/tilgjengelighet.md.
SETTLED = {"color-contrast"}
LAW = "Kan jeg lese gjennom PC-loggen til en ansatt?"
PASTED = {
    "verbatim": ADVICE_8,
    "near": "Tilgi alle feil. Reager ikke på store feil.",
    "absent": "Månen er laget av grønn ost og kjeks.",
    "parts": f"{ADVICE_8} Administrasjonen skal styre – ikke støtte.",
}


def states(page: Page, where: str, language: Language) -> Iterator[str]:
    """Bring the page through every state of the views, and name each."""
    said = VIEW_WORDS[language]
    page.goto(f"{where}/{language}/sjekk")
    yield "check"
    for verdict, text in PASTED.items():
        _send(page, said.check_field, text, said.check_send)
        expect(page.locator("#resultat")).to_be_visible()
        yield f"check {verdict}"
    _send(page, said.check_field, "ord", said.check_send)
    expect(page.locator("#problem")).to_be_visible()
    yield "check refused"
    page.goto(f"{where}/{language}/sammenlign")
    yield "compare"
    for name, question in (("compared", LAW), ("nothing to compare", "Hva koster det å leie hytte i Lofoten?")):
        _send(page, said.compare_field, question, said.compare_send)
        expect(page.locator("#resultat")).to_be_visible()
        yield name
    _send(page, said.compare_field, " ", said.compare_send)
    expect(page.locator("#problem")).to_be_visible()
    yield "compare refused"
    page.goto(f"{where}/{language}/dilemma/")
    yield "dilemmas"
    page.locator("main li a").first.click()
    page.locator(".valg a").first.click()
    expect(page.locator("#valgt")).to_be_visible()
    yield "dilemma"
    page.goto(f"{where}/{language}/ingenting")
    yield "no page"
    yield from _of_an_answer(page, where, language, said)


def _of_an_answer(page: Page, where: str, language: Language, said: ViewWords) -> Iterator[str]:
    page.goto(f"{where}/{language}/")
    ask(page, SMALL_MISTAKE)
    answers(page).last.locator(".nedlasting summary").click()
    yield "download"
    answers(page).last.locator(".tommel", has_text=said.no).click()
    expect(page.locator("#froya-mening")).to_be_focused()
    yield "feedback in the panel"
    href = answers(page).last.locator(".tommel", has_text=said.no).get_attribute("href")
    file = answers(page).last.locator("a.fil").first.get_attribute("href")
    assert href
    assert file
    page.goto(where + href)
    yield "feedback"
    _send(page, said.comment, "a" * 3000, said.send)
    expect(page.locator("#problem")).to_be_visible()
    yield "feedback refused"
    page.get_by_label(said.comment).fill("")
    page.get_by_role("button", name=said.send, exact=True).click()
    expect(page.locator("#froya-mening")).to_have_text(said.thanks)
    yield "thanks"
    page.goto(where + file.partition("h=")[0] + "h=00000000")
    expect(page.locator("main h2")).to_have_text(said.changed)
    yield "the answer is another now"


def _send(page: Page, label: str, text: str, button: str) -> None:
    page.get_by_label(label).fill(text)
    page.get_by_role("button", name=button, exact=True).click()


def _nothing_is_wrong(browser: Browser, where: str, size: tuple[int, int], dark: bool, language: Language) -> None:
    seen = []
    with opened(browser, where, *size, dark=dark, path=f"/{language}/") as page:
        for name in states(page, where, language):
            page.wait_for_timeout(50)
            wrong, unsure = axe(page)
            assert wrong == [], name
            assert set(unsure) <= SETTLED, name
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name
            seen.append(name)
    assert len(seen) == 19


SIZES = [(1280, 860), (390, 844), (320, 640)]


def test_axe_finds_nothing_wrong_in_any_view(browser: Browser, told: str) -> None:
    _nothing_is_wrong(browser, told, (390, 844), dark=True, language="nn")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_wrong_in_any_view_size_and_language(
    browser: Browser, told: str, size: tuple[int, int], dark: bool, language: Language
) -> None:
    _nothing_is_wrong(browser, told, size, dark, language)


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height", "large"), [(320, 256, False), (1280, 860, True), (390, 844, True)])
def test_nothing_is_lost_in_any_view_at_four_hundred_per_cent_or_with_large_text(
    browser: Browser, told: str, width: int, height: int, large: bool
) -> None:
    with opened(browser, told, width, height) as page:
        for name in states(page, told, "nb"):
            if large:
                enlarge(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert cut_off(page) == [], name


def test_the_keyboard_alone_compares_sources_reads_one_and_comes_back(browser: Browser, told: str) -> None:
    with opened(browser, told) as page:
        page.goto(f"{told}/nb/sammenlign")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # past the header
        page.keyboard.press("Tab")
        expect(page.get_by_label(VIEW_WORDS["nb"].compare_field)).to_be_focused()
        page.keyboard.type(LAW)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".stemme").first).to_be_visible()
        source = page.locator(".stedsnavn a").first
        for _ in range(12):
            page.keyboard.press("Tab")
            if source.evaluate("link => link === document.activeElement"):
                break
        expect(source).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("mark#sitat")).to_be_visible()
        page.go_back()
        expect(page.locator(".stemme").first).to_be_visible()
