"""The ready courses and the dilemmas: they can be used as they are, and the courses are rehearsed in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import running
from starlette.testclient import TestClient
from typer.testing import CliRunner

from frøya.assistant import Frøya
from frøya.chat.course import course_app
from frøya.cli import app
from frøya.corpus import load_corpus
from frøya.course.dilemma import SITUATION_WORDS, dilemma_slugs, load_dilemmas
from frøya.course.file import check_course, load_course, write_template
from frøya.course.freeze import freeze
from frøya.course.frozen import Frozen, frozen_path, read_frozen, write_frozen
from frøya.course.screens import screens
from frøya.course.words import WORDS
from frøya.language import identify

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
GUIDE = (ROOT / "docs" / "kursleder.md").read_text(encoding="utf-8")
LANGUAGES = ("nb", "nn")


@pytest.fixture(scope="session")
def ready(froya: Frøya, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a trainer has taken both ready courses and frozen them."""
    folder = tmp_path_factory.mktemp("ferdige")
    slugs = {document.slug for document in froya.documents()}
    own = Frøya(froya.settings.model_copy(update={"corpus": CORPUS}), froya.index, froya.embedder)
    for language in LANGUAGES:
        path = folder / f"{language}.yaml"
        write_template(path, language)
        write_frozen(
            freeze(load_course(path, slugs, dilemma_slugs(CORPUS)), own, date(2026, 11, 27)), frozen_path(path)
        )
    return folder


def frozen(folder: Path, language: str) -> Frozen:
    return read_frozen(frozen_path(folder / f"{language}.yaml"))


def test_eight_dilemmas_can_be_used_and_two_of_them_are_in_nynorsk() -> None:
    documents = {document.slug: document for document in load_corpus(CORPUS).documents}
    dilemmas, findings = load_dilemmas(CORPUS, documents)
    assert findings == ()
    assert len(dilemmas) >= 8
    assert sum(dilemma.language == "nn" for dilemma in dilemmas) >= 2
    for dilemma in dilemmas:
        assert len(dilemma.situation.split()) in SITUATION_WORDS, dilemma.slug
        assert identify(dilemma.situation) == dilemma.language, dilemma.slug
        for choice in dilemma.choices:
            assert choice.speaks_for.document != choice.against.document
            for quote in (choice.speaks_for, choice.against):
                assert documents[quote.document].text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ready_course_passes_the_check_and_lasts_45_minutes(tmp_path: Path, language: str) -> None:
    path = tmp_path / "kurs.yaml"
    made = CliRunner().invoke(app, ["course", "new", str(path), "--ready", language])
    assert made.exit_code == 0, made.output
    slugs = {document.slug for document in load_corpus(CORPUS).documents}
    course, findings = check_course(path, slugs, dilemma_slugs(CORPUS))
    assert findings == ()
    assert course is not None
    assert course.language == language
    assert course.minutes == 45
    assert {step.kind for step in course.steps} == {"text", "question", "case", "dilemma", "catch"}
    assert all(step.notes and step.minutes for step in course.steps)
    # The comments of the file say when each step begins and ends.
    spans = re.findall(r"^  # (\d+)–(\d+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    at = 0.0
    for step, (start, end) in zip(course.steps, spans, strict=True):
        assert (at, at + step.minutes) == (float(start), float(end)), step
        at += step.minutes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_a_ready_course_is_answered_with_quotes_that_stand_in_the_corpus(
    ready: Path, froya: Frøya, language: str
) -> None:
    course = frozen(ready, language)
    assert course.changed({document.slug: document for document in froya.documents()}) == frozenset()
    for step in course.steps:
        assert step.language == language, step.name
        if step.kind in ("question", "case"):
            assert step.said, step.question
            assert all(said.quotes for said in step.said), step.question
        for excerpt in step.excerpts:
            whole = froya.document(excerpt.document).text
            assert excerpt.text in whole, excerpt.text
        if step.kind == "catch":
            assert step.altered
            assert not any(step.altered.text in document.text for document in froya.documents())
            assert WORDS[course.language].answer_key in step.notes


def rehearse(page: Page, course: Frozen, *, sources: bool) -> Iterator[str]:
    """Yield the text of each screen, gone to by key; ``sources`` opens every source on the way."""
    for i, screen in enumerate(screens(course)):
        if i:
            page.keyboard.press("PageDown")
        shown = page.locator(".skjerm:visible")
        expect(shown).to_have_attribute("id", f"s{i}")
        expect(shown).to_contain_text(screen.text)
        assert page.evaluate("document.documentElement.scrollHeight") <= 720, screen.text
        yield shown.inner_text()
        if sources and screen.excerpt:
            page.keyboard.press("k")
            expect(page.locator(".kilde:visible mark")).to_have_text(screen.excerpt.text)
            page.keyboard.press("Escape")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_agreement_can_be_filled_in_line_by_line_on_a_handout_without_a_code(ready: Path, language: str) -> None:
    to = ready / f"{language}.md"
    given = ["course", "handout", str(ready / f"{language}.yaml"), "--no-qr", "--to", str(to)]
    made = CliRunner().invoke(app, given)
    assert made.exit_code == 0, made.output
    text = to.read_text(encoding="utf-8")
    agreed = frozen(ready, language).steps[-1].text.strip().split("\n")
    assert len(agreed) == 4
    assert all(f"- *{line}*\n" in text for line in agreed)
    assert f"/kurs/{language}/" not in text
    assert WORDS[frozen(ready, language).language].answer_key not in text


def test_the_phones_do_not_call_the_quotes_of_catch_the_error_verbatim(ready: Path) -> None:
    course = frozen(ready, "nb")
    http = TestClient(course_app(ready / "nb.yaml", CORPUS, "127.0.0.1", "nb"), "http://127.0.0.1")
    for i, step in enumerate(course.steps, 1):
        shown = http.get(f"/kurs/nb/steg/{i}").text
        assert WORDS["nb"].phone_about in shown
        assert (WORDS["nb"].phone_verbatim in shown) is (step.kind != "catch"), step.name


@pytest.mark.browser
@pytest.mark.parametrize(("language", "sources"), [("nb", True), pytest.param("nn", False, marks=pytest.mark.slow)])
def test_a_ready_course_is_rehearsed_from_the_first_screen_to_the_last(
    browser: Browser, ready: Path, language: str, sources: bool
) -> None:
    course = frozen(ready, language)
    with running(course_app(ready / f"{language}.yaml", CORPUS, "127.0.0.1", course.language)) as where:
        context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{where}/kurs/{language}/")
        with page.expect_popup() as popup:
            page.keyboard.press("n")
        notes = popup.value
        expect(notes.locator(".steg:visible")).to_contain_text(course.steps[0].notes.split("\n")[0])
        page.bring_to_front()
        words = list(rehearse(page, course, sources=sources))
        last = page.locator(".skjerm:visible").get_attribute("id")
        page.keyboard.press("PageDown")
        expect(page.locator(".skjerm:visible")).to_have_attribute("id", str(last))
        expect(notes.locator(".steg:visible")).to_contain_text(course.steps[-1].notes.split("\n")[0])
        assert course.steps[0].title in words[0]
        assert course.steps[-1].title in words[-1]
        assert WORDS[course.language].changed.split("{")[0] not in "".join(words)
        assert problems == []
        context.close()


def test_every_command_of_the_trainers_guide_exists() -> None:
    commands = set(re.findall(r"\bfroya( [a-z]+(?: [a-z]+)?)", GUIDE))
    assert len(commands) >= 5
    for command in commands:
        assert CliRunner().invoke(app, [*command.split(), "--help"]).exit_code == 0, command
    helped = "".join(
        CliRunner().invoke(app, ["course", name, "--help"], terminal_width=200).output
        for name in ("new", "check", "freeze", "run", "handout")
    )
    for option in set(re.findall(r"(--[a-z]+)", GUIDE)):
        assert option in helped, option
