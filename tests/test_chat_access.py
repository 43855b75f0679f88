"""The chat for everyone: axe-core in every state, the keyboard alone, large text, and what a screen reader is told."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from chatting import (
    NB,
    SMALL_MISTAKE,
    answers,
    ask,
    axe,
    citations,
    cut_off,
    enlarge,
    field,
    hold,
    languages,
    open_citation,
    opened,
    ready,
)
from playwright.sync_api import Browser, Page, expect
from serving import get

from frøya.chat.words import INTERFACES

pytestmark = pytest.mark.browser

# What axe-core cannot decide, each settled in docs/tilgjengelighet.md.
SETTLED = {"color-contrast", "aria-prohibited-attr"}
UNANSWERED = "Hvor mange prosent av kommunene har innført tillitsreform?"

# Keeps what the live regions of the page come to say.
LISTEN = """() => {
  window.sagt = [];
  new MutationObserver((changes) => {
    for (const change of changes) {
      const element = change.target.nodeType === 1 ? change.target : change.target.parentElement;
      const region = element?.closest("[aria-live]:not([aria-live='off']), [role=log], [role=status], [role=alert]");
      if (region?.checkVisibility() && region.textContent.trim()) window.sagt.push(region.textContent.trim());
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}"""


def state(page: Page, name: str) -> None:
    """Bring the page to a state by its name."""
    if name == "typing":
        field(page).fill("a" * 990)
        expect(page.locator("#froya-teller")).to_be_visible()
    elif name == "waiting":
        hold(page)
        field(page).fill(SMALL_MISTAKE)
        page.keyboard.press("Enter")
        expect(page.locator(".venter")).to_be_visible()
    elif name == "answered":
        ask(page, SMALL_MISTAKE)
    elif name == "open":
        ask(page, "Kan jeg lese gjennom PC-loggen til en ansatt?")
        answers(page).last.locator("summary").first.click()
        open_citation(page)
    elif name == "refused":
        ask(page, UNANSWERED)
    elif name == "error":
        page.locator("#froya-send").click()
        expect(page.locator("#froya-feil")).to_contain_text(".")
    elif name == "deleted":
        ask(page, "Hva er tillit?")
        page.locator("#froya-slett").click()
        expect(page.locator("#froya-angre")).to_be_visible()


STATES = ["empty", "typing", "waiting", "answered", "open", "refused", "error", "deleted"]
SIZES = [(1280, 860), (390, 844), (320, 640)]
SOME = [
    ("empty", (1280, 860), False, "nb-NO"),
    ("typing", (390, 844), True, "nn-NO"),
    ("waiting", (1280, 860), True, "nb-NO"),
    ("answered", (320, 640), False, "nn-NO"),
    ("open", (1280, 860), True, "nb-NO"),
    ("open", (390, 844), False, "en-GB"),
    ("refused", (390, 844), True, "nb-NO"),
    ("error", (320, 640), True, "nb-NO"),
    ("deleted", (1280, 860), False, "nn-NO"),
]


def _axe_finds_nothing(
    browser: Browser, address: str, name: str, size: tuple[int, int], dark: bool, locale: str
) -> None:
    with opened(browser, address, *size, dark=dark, locale=locale) as page:
        state(page, name)
        _nothing_is_wrong(page, name, size)


def _nothing_is_wrong(page: Page, name: str, size: tuple[int, int]) -> None:
    page.wait_for_timeout(200)
    wrong, unsure = axe(page)
    assert wrong == [], name
    assert set(unsure) <= SETTLED, name
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name


@pytest.mark.parametrize(("name", "size", "dark", "locale"), SOME)
def test_axe_finds_nothing_wrong(
    browser: Browser, address: str, name: str, size: tuple[int, int], dark: bool, locale: str
) -> None:
    _axe_finds_nothing(browser, address, name, size, dark, locale)


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["nb-NO", "nn-NO"])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_wrong_in_any_state_size_and_language(
    browser: Browser, address: str, size: tuple[int, int], dark: bool, locale: str
) -> None:
    with opened(browser, address, *size, dark=dark, locale=locale) as page:
        for name in STATES:
            state(page, name)
            _nothing_is_wrong(page, name, size)
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            page.reload()
            ready(page)


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_wrong_with_a_source_on_its_own_page(browser: Browser, address: str, dark: bool) -> None:
    context = browser.new_context(color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(f"{address}/nn/kilde/sma-og-store-feil")
    assert axe(page)[0] == []
    context.close()


def test_the_keyboard_alone_asks_reads_opens_copies_and_deletes(page: Page) -> None:
    field(page).focus()
    page.keyboard.type(SMALL_MISTAKE)
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(1)
    presses = 0
    while not page.evaluate("document.activeElement.matches('.henvisning')"):
        page.keyboard.press("Tab")
        presses += 1
        if page.evaluate("document.activeElement.matches('.til-svaret')"):
            page.keyboard.press("Enter")
            expect(page.locator("#froya-svar .sporsmal")).to_be_focused()
        assert presses <= 12
    page.keyboard.press("Enter")
    expect(page.locator("#froya-kilde mark").first).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.henvisning')")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
        assert page.evaluate(
            "document.activeElement.matches(':focus-visible') || document.activeElement === document.body"
        )
    assert {"kopier", "spor", "froya-slett", "froya-send"} <= reached
    page.locator("#froya-slett").focus()
    page.keyboard.press("Space")
    expect(page.locator("#froya-angre")).to_be_focused()


def test_the_first_link_of_the_page_leads_past_everything_to_the_field(page: Page) -> None:
    page.locator("#froya-topp a").first.focus()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#froya-til-felt")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()


def test_two_things_are_announced_for_a_question_and_nothing_else(page: Page) -> None:
    page.evaluate(LISTEN)
    ask(page, SMALL_MISTAKE)
    page.wait_for_timeout(400)
    sources = answers(page).last.locator("ol.kilder > li").count()
    assert sources >= 2
    assert page.evaluate("window.sagt") == ["Søker …", f"Svar klart, {sources} kilder"]
    ask(page, "Hva koster det å leie hytte i Lofoten?")
    page.wait_for_timeout(400)
    assert page.evaluate("window.sagt")[2:] == ["Søker …", "Svar klart. Kildene svarer ikke på spørsmålet."]
    field(page).fill(" ")
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)
    assert page.evaluate("window.sagt")[4:] == [NB.empty]
    assert page.locator("[role=log], [role=alert], [aria-live=assertive]").count() == 0


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (640, 400)])
def test_nothing_is_lost_at_four_hundred_per_cent(browser: Browser, address: str, width: int, height: int) -> None:
    with opened(browser, address, width, height) as page:
        ask(page, SMALL_MISTAKE)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        first = citations(page).first
        first.scroll_into_view_if_needed()
        first.click()
        mark = page.locator("#froya-kilde mark").first
        expect(mark).to_be_in_viewport()
        page.keyboard.press("Escape")
        field(page).scroll_into_view_if_needed()
        expect(field(page)).to_be_in_viewport()
        expect(page.locator("#froya-send")).to_be_in_viewport()


def test_what_is_wrong_is_in_sight_on_a_phone(browser: Browser, address: str) -> None:
    with opened(browser, address, 390, 844) as page:
        field(page).fill("tillit og " * 120)
        page.locator("#froya-send").click()
        expect(page.locator("#froya-feil p")).to_be_in_viewport(ratio=0.9)


def test_text_of_twice_the_size_and_wide_spacing_fit(page: Page) -> None:
    ask(page, SMALL_MISTAKE)
    open_citation(page)
    enlarge(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert cut_off(page) == []


def test_motion_is_left_out_for_those_who_ask(page: Page, browser: Browser, address: str) -> None:
    moving = "getComputedStyle(Object.assign(document.querySelector('#froya-svar').appendChild(document.createElement('p')), {className: 'venter'})).animationName"
    assert page.evaluate(moving) == "none"
    with opened(browser, address, calm=False) as other:
        assert other.evaluate(moving) == "froya-venter"


def test_forced_colours_keep_quotes_marks_and_focus_visible(browser: Browser, address: str) -> None:
    with opened(browser, address, forced_colors="active") as page:
        ask(page, SMALL_MISTAKE)
        open_citation(page)
        width = "e => parseFloat(getComputedStyle(e).borderLeftWidth)"
        assert answers(page).last.locator("blockquote.sitat").first.evaluate(width) >= 3
        colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e.parentElement).backgroundColor]"
        mark, around = page.locator("#froya-kilde mark").first.evaluate(colours)
        assert mark != around
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("language", languages())
def test_the_language_of_the_page_and_of_its_parts_is_said(browser: Browser, address: str, language: str) -> None:
    words = INTERFACES[language]
    with opened(browser, address, path=f"/{language}/", locale="de-DE") as page:
        ask(page, SMALL_MISTAKE)
        open_citation(page)
        assert page.evaluate("document.documentElement.lang") == language
        assert page.title() == words.title
        expect(answers(page).last).to_have_attribute("lang", "nb")
        expect(page.locator(".sporsmal .skjult")).to_have_attribute("lang", language)
        expect(page.locator("#froya-kilde .tekst")).to_have_attribute("lang", "nb")
        expect(page.locator("#froya-send")).to_have_text(words.send)


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"), ("nb-NO,nb;q=0.9,en;q=0.5", "nb"), ("no", "nb"), ("da-DK", "nb"), ("sv", "nb"),
        ("en-US,en;q=0.9", "en"), ("de-DE,de;q=0.9,nb;q=0.1", "en"), ("en;q=0.2,nn;q=0.8", "nn"), ("", "nb"), ("x;q=y", "nb"),
    ],
)  # fmt: skip
def test_the_page_comes_in_the_language_the_browser_likes_best(address: str, accepts: str, language: str) -> None:
    sent = get(f"{address}/?sporsmal=Hva", headers={"accept-language": accepts})
    assert sent.headers["location"] == f"/{language}/?sporsmal=Hva"
    assert f'lang="{language}"' in get(f"{address}/{language}/").text[:200]


def test_the_switch_of_language_is_remembered_and_keeps_the_conversation(page: Page, address: str) -> None:
    ask(page, "Hva er tillit?")
    page.wait_for_timeout(300)
    page.get_by_role("link", name="Nynorsk").click()
    page.wait_for_url("**/nn/")
    expect(answers(page)).to_have_count(1)
    page.goto(address)
    page.wait_for_url("**/nn/")
    ready(page)
    expect(page.locator("#froya-send")).to_have_text(INTERFACES["nn"].send)
    current = page.locator("nav.sprak a[aria-current]")
    expect(current).to_have_text("Nynorsk")


@pytest.mark.parametrize("language", languages())
def test_no_word_is_missing_in_any_language(language: str) -> None:
    for part in fields(NB):
        if part.name == "own_examples":
            continue
        said, norwegian = getattr(INTERFACES[language], part.name), getattr(NB, part.name)
        assert said, part.name
        if isinstance(said, dict):
            assert said.keys() == norwegian.keys()
            assert all(said.values())
        else:
            assert re.findall(r"\{\w+\}", said) == re.findall(r"\{\w+\}", norwegian), part.name
            assert "!" not in said


def test_the_page_about_accessibility_names_all_requirements_and_tests_that_exist() -> None:
    root = Path(__file__).parent
    text = (root.parent / "docs" / "tilgjengelighet.md").read_text(encoding="utf-8")
    before, after = text.split("## De 12 kravene")
    required = [re.findall(r"^\| (\d\.\d\.\d+) ", part, re.MULTILINE) for part in (before, after)]
    assert [len(set(numbers)) for numbers in required] == [35, 12]
    tests = "".join(path.read_text(encoding="utf-8") for path in root.glob("test_chat*.py"))
    for name in re.findall(r"`(test_\w+)`", text):
        assert f"def {name}(" in tests, name
    for rule in SETTLED:
        assert f"`{rule}`" in text
