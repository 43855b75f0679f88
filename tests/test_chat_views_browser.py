"""The views beside the chat in a real browser: the way a leader takes through each, with the mouse and with the keyboard alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from chatting import ADVICE_8, NB, SMALL_MISTAKE, answers, ask, field, opened, ready
from playwright.sync_api import Browser, Page, expect

from frøya.chat.view_words import VIEW_WORDS
from frøya.course.words import WORDS as COURSE_WORDS
from frøya.feedback import Store

pytestmark = pytest.mark.browser
SAID = VIEW_WORDS["nb"]


def _to_view(page: Page, name: str) -> None:
    page.locator("nav.visninger").get_by_role("link", name=name).click()
    expect(page.locator("nav.visninger a[aria-current=page]")).to_have_text(name)


def test_a_pasted_sentence_is_checked_and_found_in_its_source(page: Page) -> None:
    _to_view(page, SAID.check)
    page.get_by_label(SAID.check_field).fill("Tilgi alle feil. Reager ikke på store feil.")
    page.get_by_role("button", name=SAID.check_send).click()
    expect(page.locator(".dom h3").first).to_have_text(SAID.verdicts["near"])
    expect(page.locator("del").first).to_contain_text("alle")
    expect(page.get_by_label(SAID.check_field)).to_have_value("Tilgi alle feil. Reager ikke på store feil.")
    page.get_by_label(SAID.check_field).fill(ADVICE_8)
    page.get_by_role("button", name=SAID.check_send).click()
    expect(page.locator(".dom h3").first).to_have_text(SAID.verdicts["verbatim"])
    page.locator(".stedsnavn a [lang]").first.click()
    expect(page.locator("mark#sitat")).to_have_text(ADVICE_8)


def test_the_keyboard_alone_checks_a_quote_and_mends_an_error(page: Page, address: str) -> None:
    page.goto(f"{address}/nb/sjekk")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the header
    page.keyboard.press("Tab")
    expect(page.locator("#tekst")).to_be_focused()
    page.keyboard.type("ord")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#problem")).to_be_visible()
    expect(page.locator("#tekst")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(ADVICE_8)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".dom.verbatim").first).to_be_visible()


@pytest.mark.slow
def test_an_answer_and_its_checklist_are_downloaded_from_the_page(page: Page) -> None:
    ask(page, SMALL_MISTAKE)
    opener = answers(page).last.locator(".nedlasting summary")
    opener.focus()
    page.keyboard.press("Enter")
    files = answers(page).last.locator(".filer")
    for group, label, name in ((0, "PDF", "froya-svar-"), (1, "Word", "sjekkliste.docx")):
        with page.expect_download() as download:
            files.nth(group).locator("a", has_text=label).press("Enter")
        assert download.value.suggested_filename.startswith(name)
        assert Path(download.value.path()).stat().st_size > 1000
    expect(files.nth(1)).to_contain_text(COURSE_WORDS["nb"].checklist_link)
    expect(answers(page)).to_have_count(1)  # the conversation stands


@pytest.mark.slow
def test_feedback_is_given_in_the_panel_and_kept_when_the_file_is_free(browser: Browser, told: str, kept: Path) -> None:
    before = len(Store(kept).all())
    with opened(browser, told) as page:
        ask(page, SMALL_MISTAKE)
        thumb = answers(page).last.locator(".tommel", has_text=SAID.no)
        thumb.press("Enter")
        expect(page.locator("#froya-mening")).to_be_focused()
        page.keyboard.press("Escape")
        expect(thumb).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_label(SAID.reasons["for langt"]).check()
        page.get_by_label(SAID.comment).fill("Kortere, takk <b>!</b>")
        send = page.locator("#froya-kilde").get_by_role("button", name=SAID.send, exact=True)
        Store(kept).all()
        lock = sqlite3.connect(kept, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        send.press("Enter")
        expect(page.locator("#froya-kilde .problem")).to_have_text(SAID.not_saved)
        lock.close()
        expect(page.get_by_label(SAID.comment)).to_have_value("Kortere, takk <b>!</b>")
        page.route("**/mening*", lambda route: route.abort())
        send.click()
        expect(page.locator("#froya-kilde .problem")).to_have_text(NB.lost)
        page.unroute("**/mening*")
        send.click()
        expect(page.locator("#froya-mening")).to_have_text(SAID.thanks)
        expect(page.locator("#froya-mening")).to_be_focused()
        expect(answers(page)).to_have_count(1)
        expect(field(page)).to_be_visible()
    (one,) = Store(kept).all()[before:]
    assert (one.verdict, one.reason, one.comment) == ("down", "for langt", "Kortere, takk <b>!</b>")


@pytest.mark.slow
def test_feedback_can_be_given_where_no_script_runs(browser: Browser, told: str, kept: Path) -> None:
    before = len(Store(kept).all())
    with opened(browser, told) as page:
        ask(page, "Hva er tillit?")
        href = answers(page).last.locator(".tommel", has_text=SAID.yes).get_attribute("href")
        page.goto(told + href)
        page.get_by_role("button", name=SAID.send, exact=True).click()
        expect(page.locator("#froya-mening")).to_have_text(SAID.thanks)
        page.goto(f"{told}/nb/")
        ready(page)
    assert len(Store(kept).all()) == before + 1
