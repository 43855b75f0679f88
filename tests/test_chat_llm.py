"""The chat with a language model that writes: claims as they are verified, what is marked, and what is seen when it fails."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from chatting import SMALL_MISTAKE, axe, citations, field, opened, served
from playwright.sync_api import Browser, Page, expect
from scripted import Asked, Fault, Slow, Stage, claim, claims, scripted, verbatim, written_by

from frøya.answering.words import WORDS
from frøya.assistant import Frøya
from frøya.chat.words import INTERFACES
from frøya.language import Language

pytestmark = pytest.mark.browser
QUESTIONS: dict[Language, str] = {
    "nb": SMALL_MISTAKE,
    "nn": "Korleis bør eg reagere når ein tilsett gjer ein liten feil?",
    "en": "How should I react when an employee makes a small mistake?",
}


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with scripted() as running:
        yield running


@pytest.fixture
def writing(stage: Stage, froya: Frøya) -> Iterator[str]:
    with served(Frøya(written_by(stage, froya.settings, llm_timeout=8.0), froya.index, froya.embedder)) as where:
        yield where


def paraphrased(asked: Asked) -> dict[str, object]:
    """Two claims that are less than their quotes, the first in words of its own."""
    first, second = asked.sentences()[:2]
    said = " ".join(first.removeprefix("Frøyas råd: ").rstrip(".").split()[:6])
    return claims(claim(f"{said}.", (1, first)), claim(second, (1, second)))


def slowly(asked: Asked) -> Slow:
    text = json.dumps(paraphrased(asked), ensure_ascii=False)
    middle = text.index("}]}") + 3
    return Slow((text[:middle], *[" "] * 40, text[middle:]), pause=0.05)


def send(page: Page, question: str) -> None:
    field(page).fill(question)
    page.locator("#froya-send").click()


def whole(page: Page) -> None:
    expect(page.locator("#froya-svar .svar:not(.utkast)")).to_have_count(1)


@pytest.mark.parametrize("language", ["nb", pytest.param("nn", marks=pytest.mark.slow)])
def test_claims_come_one_at_a_time_marked_and_with_their_quotes(
    browser: Browser, writing: str, stage: Stage, language: Language
) -> None:
    stage.play = slowly
    with opened(browser, writing, path=f"/{language}/") as page:
        send(page, QUESTIONS[language])
        draft = page.locator("#froya-svar .utkast")
        expect(draft.locator(".generert, .sitat").first).to_be_visible()
        expect(draft.locator(".venter")).to_have_text(INTERFACES[language].writing)
        assert axe(page)[0] == []
        whole(page)
        expect(page.locator(".venter")).to_have_count(0)
        if language == "nb":
            marked = page.locator("#froya-svar .generert").first
            expect(marked.locator(".av-modell")).to_have_text(WORDS[language].generated)
            expect(marked.locator("blockquote.sitat")).to_have_count(1)
        expect(page.locator("#froya-svar .svar")).not_to_contain_text(WORDS[language].without_model)
        assert axe(page)[0] == []
        citations(page).first.click()
        expect(page.locator("#froya-kilde mark").first).to_be_visible()


@pytest.mark.slow
def test_only_quotes_leaves_the_quotes_a_claim_rests_on(browser: Browser, writing: str, stage: Stage) -> None:
    stage.play = paraphrased
    with opened(browser, writing) as page:
        send(page, SMALL_MISTAKE)
        whole(page)
        page.locator(".bryter input").check()
        expect(page.locator(".generert .sagt")).to_be_hidden()
        expect(page.locator(".generert .sitat")).to_be_visible()


def test_to_an_english_question_the_model_only_picks_quotes(browser: Browser, writing: str, stage: Stage) -> None:
    stage.play = lambda asked: claims(claim("Forgive it and move on with the work.", (1, asked.sentences()[0])))
    with opened(browser, writing, path="/en/") as page:
        send(page, QUESTIONS["en"])
        whole(page)
        expect(page.locator(".generert")).to_have_count(0)
        expect(page.locator("#froya-svar .svar")).not_to_contain_text("Forgive it")
        expect(page.locator("#froya-svar .kort .sitat")).to_have_count(1)
        assert axe(page)[0] == []


def test_when_the_model_fails_the_quotes_are_shown_and_it_is_said_once(
    browser: Browser, writing: str, stage: Stage
) -> None:
    stage.play = lambda asked: Fault(500)
    with opened(browser, writing) as page:
        send(page, SMALL_MISTAKE)
        whole(page)
        expect(page.locator("#froya-svar .svar")).to_contain_text(WORDS["nb"].without_model)
        expect(page.locator("#froya-svar .svar")).to_contain_text("Tilgi små feil. Reager på store feil.")
        assert axe(page)[0] == []
        send(page, "Hva er psykologisk trygghet i teamet?")
        expect(page.locator("#froya-svar .svar:not(.utkast)")).to_have_count(2)
        expect(page.locator("#froya-svar .svar").last).not_to_contain_text(WORDS["nb"].without_model)


@pytest.mark.slow
def test_a_draft_that_falls_is_replaced_by_the_quotes(browser: Browser, writing: str, stage: Stage) -> None:
    def falls(asked: Asked) -> dict[str, object]:
        return claims(
            *verbatim(asked, 1)["claims"],
            claim("Ring politiet hver fredag.", (1, asked.sentences()[0])),
            claim("Send saken til direktøren.", (1, asked.sentences()[0])),
        )

    stage.play = falls
    with opened(browser, writing) as page:
        send(page, SMALL_MISTAKE)
        whole(page)
        expect(page.locator("#froya-svar .svar")).to_contain_text("Tilgi små feil. Reager på store feil.")
        expect(page.locator("#froya-svar .svar")).not_to_contain_text("politiet")


def test_after_a_reload_the_same_is_shown_and_the_model_is_not_asked_again(
    browser: Browser, writing: str, stage: Stage
) -> None:
    stage.play = paraphrased
    with opened(browser, writing) as page:
        send(page, SMALL_MISTAKE)
        whole(page)
        page.wait_for_timeout(300)
        asked = len(stage.asked)
        page.reload()
        whole(page)
        expect(page.locator(".generert")).to_have_count(1)
        assert len(stage.asked) == asked
