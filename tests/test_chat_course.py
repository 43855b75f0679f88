"""The course in a real browser: projector, notes, phones, dilemmas; by keyboard alone, with no network and no index."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlparse

import httpx
import pytest
from chatting import axe, served
from coursing import QUESTIONS, course, freeze_into, with_dilemma, write_yaml
from playwright.sync_api import Browser, Page, expect
from serving import get, running
from starlette.testclient import TestClient

from frøya.assistant import Frøya
from frøya.chat.course import course_app
from frøya.course.dilemma import load_dilemmas
from frøya.course.frozen import frozen_path, read_frozen, write_frozen
from frøya.course.screens import screens
from frøya.course.words import WORDS

pytestmark = pytest.mark.browser
ROOM, PHONE = (1280, 720), (390, 844)
NB = WORDS["nb"]
# axe-core cannot see the colour behind text that lies under another layer; both grounds are near white.
SETTLED = {"color-contrast"}


@pytest.fixture(scope="session")
def courses(froya: Frøya, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a frozen course in bokmål and one in nynorsk."""
    folder = tmp_path_factory.mktemp("kursene")
    own = with_dilemma(froya, folder / "corpus")
    for language, questions in QUESTIONS.items():
        freeze_into(folder, f"{language}.yaml", course(language, questions), own)
    return folder


@pytest.fixture(scope="session")
def site(courses: Path) -> Iterator[str]:
    """The course in bokmål as ``froya course run`` shows it, with no corpus to compare with."""
    with running(course_app(courses / "nb.yaml", courses / "finnes-ikke", "127.0.0.1", "nb")) as where:
        yield where


@pytest.fixture(scope="session")
def nynorsk(courses: Path) -> Iterator[str]:
    """The course in nynorsk, for a room with phones."""
    with running(course_app(courses / "nn.yaml", courses / "finnes-ikke", "0.0.0.0", "nn")) as where:
        yield where


def open_page(browser: Browser, address: str, path: str, size: tuple[int, int] = ROOM) -> tuple[Page, list[str]]:
    """Open a page, and keep what goes wrong on it and which other hosts it asks."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page = context.new_page()
    problems: list[str] = []
    home = urlparse(address).netloc
    context.on("request", lambda r: problems.append(r.url) if urlparse(r.url).netloc not in (home, "") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" and "404" not in m.text else None)
    page.goto(address + path)
    return page, problems


def number(page: Page) -> int:
    """Return which screen is shown, from 0; exactly one is."""
    shown = page.locator(".skjerm:visible")
    expect(shown).to_have_count(1)
    return int(str(shown.get_attribute("id"))[1:])


def test_a_clicker_and_the_keyboard_turn_the_pages_and_show_the_source(browser: Browser, site: str) -> None:
    page, problems = open_page(browser, site, "/kurs/nb/")
    for key in ("PageDown", "ArrowRight", " ", "ArrowDown"):
        before = number(page)
        page.keyboard.press(key)
        assert number(page) == before + 1
    for key in ("PageUp", "ArrowLeft", "ArrowUp", "Backspace"):
        before = number(page)
        page.keyboard.press(key)
        assert number(page) == before - 1
    page.keyboard.press("PageUp")
    assert number(page) == 0
    while page.locator(".skjerm:visible blockquote").count() == 0:
        page.keyboard.press("PageDown")
    said = page.locator(".skjerm:visible blockquote").inner_text().strip("«»")
    for key in ("k", "Enter", "F5"):
        page.keyboard.press(key)
        expect(page.locator(".kilde:visible mark")).to_have_text(said)
        page.keyboard.press("Escape")
        expect(page.locator(".kilde:visible")).to_have_count(0)
    page.keyboard.press("q")
    expect(page.locator(".qr:visible")).to_contain_text("Ingen telefon når 127.0.0.1")
    page.keyboard.press("b")
    expect(page.locator(".svart")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator(".svart")).to_be_hidden()
    page.keyboard.press("End")
    last = number(page)
    page.keyboard.press("PageDown")
    assert number(page) == last
    expect(page).to_have_url(re.compile(rf"#{last + 1}$"))
    page.reload()
    assert number(page) == last
    assert problems == []


def test_there_is_nothing_to_click_by_accident_on_the_screen(browser: Browser, site: str) -> None:
    page, _ = open_page(browser, site, "/kurs/nb/")
    assert page.locator("a, button, input, [onclick]").count() == 0
    for place in ((640, 360), (20, 20), (1200, 700)):
        page.mouse.click(*place)
        page.mouse.click(*place, button="middle")
    assert number(page) == 0
    page.keyboard.press("PageDown")  # a click has not taken the keys away
    assert number(page) == 1


def test_every_screen_and_source_fits_a_projector_and_can_be_read_from_the_back(
    browser: Browser, site: str, nynorsk: str
) -> None:
    for address, path in ((site, "/kurs/nb/"), (nynorsk, "/kurs/nn/")):
        page, _ = open_page(browser, address, path)
        for i in range(page.locator(".skjerm").count()):
            assert page.evaluate("document.documentElement.scrollHeight") <= 720, i
            size = "e => parseFloat(getComputedStyle(e).fontSize)"
            for part in page.locator(".skjerm:visible :is(.stor, .valg, .linjer)").all():
                assert part.evaluate(size) >= 28, (i, part.inner_text())
            page.keyboard.press("k")
            for source in page.locator(".kilde:visible").all():
                top, bottom = source.locator("mark").evaluate(
                    "e => [e.getBoundingClientRect().top, e.getBoundingClientRect().bottom]"
                )
                assert 0 <= top < bottom <= 720, i
            page.keyboard.press("Escape")
            page.keyboard.press("PageDown")


def test_the_notes_follow_the_screen_and_turn_its_pages(browser: Browser, site: str) -> None:
    page, problems = open_page(browser, site, "/kurs/nb/")
    with page.expect_popup() as popup:
        page.keyboard.press("n")
    notes = popup.value
    expect(notes.locator(".na-tekst")).to_contain_text("Velkommen")
    expect(notes.locator(".steg:visible")).to_contain_text("Hils på alle.")
    page.keyboard.press("PageDown")
    expect(notes.locator(".na-tekst")).to_contain_text(QUESTIONS["nb"][1])
    notes.get_by_role("button", name=NB.next_button).click()
    expect(page.locator("#s2")).to_be_visible()
    expect(notes.locator(".na-tekst")).to_contain_text("[")
    notes.get_by_role("button", name=NB.source_button).click()
    expect(page.locator(".kilde:visible")).to_have_count(1)
    notes.keyboard.press("PageUp")
    expect(page.locator("#s1")).to_be_visible()
    notes.locator("#bokstaver").check()
    page.keyboard.press("k")
    page.keyboard.press("q")
    expect(page.locator(":is(.kilde, .qr):visible")).to_have_count(0)
    page.keyboard.press("End")
    expect(notes.locator(".steg:visible")).to_contain_text(f"{NB.answer_key}: Nummer")
    expect(notes.locator(".neste-tekst")).to_have_text(NB.last)
    expect(notes.locator(".alt")).not_to_have_text("0:00")
    expect(notes.locator("main")).to_contain_text(NB.unknown_corpus)
    assert problems == []


def test_the_notes_and_the_screen_are_for_the_trainers_own_machine(courses: Path) -> None:
    app = course_app(courses / "nb.yaml", courses / "finnes-ikke", "0.0.0.0", "nb")
    for client, status in (("192.168.1.77", 403), ("127.0.0.1", 200), ("192.168.1.20", 200)):
        base = "http://127.0.0.1" if client == "127.0.0.1" else "http://192.168.1.20"
        http = TestClient(app, base, client=(client, 5000))
        paths = ("/kurs/nb/", "/kurs/nb/notater", "/kurs/nb/steg/2", "/kurs/")
        screen, notes, step, every = (http.get(path) for path in paths)
        assert (screen.status_code, notes.status_code, step.status_code, every.status_code) == (
            status,
            status,
            200,
            200,
        )
        assert ("Fasit" in notes.text) is (status == 200)
        assert ("notater" in every.text) is (status == 200)
        assert "Fasit" not in step.text


def test_a_phone_reads_the_answer_its_sources_and_checks_the_altered_quote(
    browser: Browser, site: str, courses: Path
) -> None:
    frozen = read_frozen(frozen_path(courses / "nb.yaml"))
    page, problems = open_page(browser, site, "/kurs/nb/steg/3", PHONE)
    for said in frozen.steps[2].said:
        expect(page.locator("blockquote", has_text=said.text).first).to_be_visible()
    page.locator("summary").first.click()
    expect(page.locator("details[open] mark")).to_have_text(frozen.steps[2].said[0].text)
    assert page.locator("ol.kilder > li").count() >= 2
    page.goto(f"{site}/kurs/nb/steg/5")
    altered = frozen.steps[4].altered
    assert altered
    for i, check in enumerate(page.locator("summary").all()):
        check.click()
        verdict = page.locator("details").nth(i)
        expect(verdict).to_contain_text(NB.not_verbatim if i == altered.index else NB.verbatim)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert problems == []
    assert get(f"{site}/kurs/nb/steg/9").status_code == 404
    assert get(f"{site}/kurs/borte/").status_code == 404


def test_the_code_leads_phones_to_the_same_step_and_says_when_it_is_plain_http(nynorsk: str) -> None:
    html = get(f"{nynorsk}/kurs/nn/").text
    addresses = re.findall(r'aria-label="QR: ([^"]+)"', html)
    if not addresses:  # a machine with no network at all
        assert WORDS["nn"].qr_unknown in html
        return
    steps = len(set(re.findall(r'<aside class="qr" data-steg="(\d+)"', html)))
    assert [address.rsplit("/", 1)[1] for address in addresses] == [str(i + 1) for i in range(steps)]
    assert "127.0.0.1" not in "".join(addresses)
    assert WORDS["nn"].qr_plain in html


STATES = [
    "first",
    "claim",
    "source",
    "code",
    "catch",
    "key",
    "choices",
    "notes",
    "phone",
    "phone-catch",
    "phone-dilemma",
    "list",
]


def bring_to(page: Page, address: str, slug: str, state: str) -> None:
    """Bring the page to a state by its name."""
    steps = {"phone": -3, "phone-catch": 0, "phone-dilemma": -1}
    count = page.locator(".qr").count()
    if state == "claim" or state == "source":
        while page.locator(".skjerm:visible blockquote").count() == 0:
            page.keyboard.press("PageDown")
    if state == "source":
        page.keyboard.press("k")
    elif state == "code":
        page.keyboard.press("q")
    elif state in ("catch", "key"):
        page.keyboard.press("End")
        if state == "catch":
            page.keyboard.press("PageUp")
    elif state == "choices":
        while page.locator(".skjerm.choices:visible").count() == 0:
            page.keyboard.press("PageDown")
    elif state == "notes":
        page.goto(f"{address}/kurs/{slug}/notater")
        page.locator(".levende").wait_for()
    elif state in steps:
        page.goto(f"{address}/kurs/{slug}/steg/{count + (steps[state] or 0)}")
        for summary in page.locator("summary:visible").all():
            summary.click()
    elif state == "list":
        page.goto(f"{address}/kurs/")


def axe_finds_nothing(browser: Browser, address: str, slug: str, size: tuple[int, int], states: list[str]) -> None:
    for state in states:
        page, problems = open_page(browser, address, f"/kurs/{slug}/", size)
        bring_to(page, address, slug, state)
        wrong, unsure = axe(page)
        assert wrong == [], state
        assert set(unsure) <= SETTLED, state
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], state
        assert problems == [], state
        page.context.close()


def test_axe_finds_nothing_wrong(browser: Browser, site: str, nynorsk: str) -> None:
    axe_finds_nothing(browser, site, "nb", ROOM, ["source", "notes"])
    axe_finds_nothing(browser, nynorsk, "nn", PHONE, ["code", "key", "phone-catch", "phone-dilemma"])


@pytest.mark.slow
@pytest.mark.parametrize("size", [ROOM, PHONE])
def test_axe_finds_nothing_wrong_in_any_state_and_language(
    browser: Browser, site: str, nynorsk: str, size: tuple[int, int]
) -> None:
    axe_finds_nothing(browser, site, "nb", size, STATES)
    axe_finds_nothing(browser, nynorsk, "nn", size, STATES)


def test_without_scripts_the_screen_the_notes_and_the_phone_can_be_read(browser: Browser, site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/kurs/nb/notater")
    expect(page.locator(".steg").last).to_be_visible()
    page.goto(f"{site}/kurs/nb/steg/5")
    page.locator("summary").first.click()
    expect(page.locator("details[open]")).to_have_count(1)


def test_the_command_shows_the_course_with_the_network_off_and_the_index_gone(browser: Browser, courses: Path) -> None:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    gone = {f"FROYA_{name}": str(courses / "finnes-ikke") for name in ("INDEX", "CORPUS", "CACHE")}
    command = [sys.executable, "-m", "frøya", "course", "run", str(courses / "nb.yaml"), "--port", str(port)]
    server = subprocess.Popen(command, env=os.environ | gone, stdout=subprocess.PIPE, text=True)
    try:
        for _ in range(200):
            try:
                get(f"http://127.0.0.1:{port}/kurs/")
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        page, problems = open_page(browser, f"http://127.0.0.1:{port}", "/kurs/nb/")
        page.context.set_offline(True)
    finally:
        server.terminate()
        said = server.communicate(timeout=20)[0]
    assert f"/kurs/nb/ – {'notater'}: tast N" in said
    assert "Ingen telefon når 127.0.0.1" in said
    count = page.locator(".skjerm").count()
    for i in range(1, count):  # the server is gone too
        page.keyboard.press("PageDown")
        assert number(page) == i
        page.keyboard.press("k")
        assert page.locator(".kilde:visible").count() == page.locator(f"#s{i} .kilde").count()
    assert problems == []


def test_showing_a_course_loads_neither_model_nor_index_nor_gradio(courses: Path) -> None:
    code = (
        "import sys, frøya.cli.course, frøya.chat.course\n"
        "print([m for m in ('torch', 'chromadb', 'gradio', 'sentence_transformers', 'transformers') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_an_answer_that_no_longer_matches_the_corpus_is_marked_on_screen_notes_and_phone(
    courses: Path, corpus_folder: Path, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(corpus_folder, corpus, ignore=shutil.ignore_patterns("*.jsonl"))
    path = corpus / "laering-og-feil" / "sma-og-store-feil.md"
    path.write_text(path.read_text(encoding="utf-8").replace("på tomannshånd", "med alle til stede"), encoding="utf-8")
    shutil.copy(courses / "nb.yaml", tmp_path / "nb.yaml")
    shutil.copy(courses / "nb.frozen.json", tmp_path / "nb.frozen.json")
    warning = NB.changed.format(date="27. november 2026")
    with running(course_app(tmp_path / "nb.yaml", corpus, "127.0.0.1", "nb")) as where:
        assert warning in get(f"{where}/kurs/nb/").text
        assert warning in get(f"{where}/kurs/nb/notater").text
        assert warning in get(f"{where}/kurs/nb/steg/4").text  # the dilemma quotes that sentence
        assert warning not in get(f"{where}/kurs/nb/steg/1").text
        (tmp_path / "nb.yaml").write_text("title: Endret\n", encoding="utf-8")
        assert NB.edited in get(f"{where}/kurs/nb/notater").text
        (tmp_path / "nb.frozen.json").write_text('{"format": 99}', encoding="utf-8")
        assert "en annen utgave av Frøya" in get(f"{where}/kurs/").text
        (tmp_path / "nb.frozen.json").unlink()
        assert "ikke fryst ennå" in get(f"{where}/kurs/").text
    with running(course_app(courses / "nb.yaml", corpus_folder, "127.0.0.1", "nb")) as where:
        assert NB.same in get(f"{where}/kurs/nb/notater").text


def test_what_a_trainer_writes_is_shown_as_words_and_never_as_code(
    browser: Browser, courses: Path, tmp_path: Path
) -> None:
    frozen = read_frozen(frozen_path(courses / "nb.yaml"))
    evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>"\'>'
    steps = tuple(replace(step, title=evil, text=f"{evil}\n{evil}", notes=evil, question=evil) for step in frozen.steps)
    write_frozen(replace(frozen, title=evil, steps=steps), tmp_path / "nb.frozen.json")
    with running(course_app(tmp_path / "nb.yaml", tmp_path / "finnes-ikke", "127.0.0.1", "nb")) as where:
        for path in ("", "notater", "steg/1", "steg/3", "steg/4", "steg/5"):
            page, problems = open_page(browser, where, f"/kurs/nb/{path}")
            assert page.title().startswith(("<img", NB.notes))
            assert page.locator("img").count() == 0
            assert problems == []
            page.context.close()


# In the chat's own server


@pytest.fixture(scope="session")
def chat(froya: Frøya, courses: Path) -> Iterator[str]:
    """The chat, with courses and a dilemma."""
    settings = froya.settings.model_copy(update={"corpus": courses / "corpus", "courses": courses})
    with served(Frøya(settings, froya.index, froya.embedder)) as where:
        yield where


def test_the_chat_lists_its_courses_and_shows_them(browser: Browser, chat: str) -> None:
    page, problems = open_page(browser, chat, "/kurs/")
    expect(page.locator(".kurs li")).to_have_count(2)
    page.get_by_role("link", name=NB.show).or_(page.get_by_role("link", name=WORDS["en"].show)).first.click()
    expect(page.locator(".skjerm:visible")).to_have_count(1)
    assert problems == []


@pytest.mark.parametrize(("language", "size"), [("nb", ROOM), ("nn", PHONE), ("en", PHONE)])
def test_a_dilemma_is_chosen_in_by_keyboard_and_shows_two_sources(
    browser: Browser, chat: str, courses: Path, froya: Frøya, language: str, size: tuple[int, int]
) -> None:
    words = WORDS[language]  # type: ignore[index]
    page, problems = open_page(browser, chat, f"/{language}/dilemma/", size)
    assert axe(page)[0] == []
    page.get_by_role("link", name="Feilen ingen så").press("Enter")
    page.wait_for_url("**/dilemma/feilen-ingen-sa")
    page.get_by_role("link", name="Jeg lar det ligge").press("Enter")
    page.wait_for_url("**valg=2#valgt")
    (found,), _ = load_dilemmas(courses / "corpus", froya.index.documents)
    for quote in (found.choices[1].speaks_for, found.choices[1].against):
        expect(page.locator("#valgt")).to_contain_text(quote.text)
    expect(page.locator("main")).to_contain_text(words.discuss)
    assert axe(page)[0] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.locator("#valgt a").first.press("Enter")
    expect(page.locator("mark")).to_have_text(found.choices[1].speaks_for.text)
    assert problems == []
    assert get(f"{chat}/{language}/dilemma/borte").status_code == 404


def test_a_checklist_comes_as_a_file_in_each_format_or_says_why_not(chat: str) -> None:
    asked = {"sporsmal": QUESTIONS["nb"][0]}
    for ending, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("md", b"# Hvordan")):
        sent = get(f"{chat}/nb/sjekkliste", params=asked | {"format": ending})
        assert sent.content.startswith(begins)
        assert f"sjekkliste.{ending}" in sent.headers["content-disposition"]
    assert get(f"{chat}/nb/sjekkliste", params=asked | {"format": "exe"}).status_code == 400
    refused = get(f"{chat}/nb/sjekkliste", params={"sporsmal": "Hva koster det å leie hytte i Lofoten?"})
    assert refused.status_code == 422
    assert "svarer ikke" in refused.text


@pytest.mark.slow
def test_twenty_steps_are_walked_through_a_thousand_times(browser: Browser, courses: Path, tmp_path: Path) -> None:
    frozen = read_frozen(frozen_path(courses / "nb.yaml"))
    twenty = replace(frozen, steps=(*frozen.steps, *[frozen.steps[0]] * 15))
    write_frozen(twenty, tmp_path / "tjue.frozen.json")
    write_yaml(tmp_path / "tjue.yaml", {"title": "Tjue"})
    count = len(screens(twenty))
    with running(course_app(tmp_path / "tjue.yaml", tmp_path / "finnes-ikke", "127.0.0.1", "nb")) as where:
        page, problems = open_page(browser, where, "/kurs/tjue/")
        assert page.locator(".skjerm").count() == count
        for _ in range(10):  # keys as the browser gets them from a keyboard
            page.keyboard.press("Home")
            for i in range(1, count):
                page.keyboard.press("PageDown")
                assert number(page) == i
        page.context.set_offline(True)
        walked = page.evaluate(
            """async (walks) => {
              const screens = [...document.querySelectorAll(".skjerm")];
              const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
              const shown = () => document.querySelectorAll(".skjerm:not([hidden])");
              let right = 0;
              for (let walk = 0; walk < walks; walk += 1) {
                press("Home");
                let fine = true;
                for (let i = 0; i < screens.length; i += 1) {
                  const [only, ...others] = shown();
                  fine &&= only === screens[i] && others.length === 0 && only.checkVisibility();
                  if (i % 7 === 3) {
                    press("k");
                    const source = screens[i].querySelector(".kilde");
                    fine &&= !source || source.checkVisibility();
                  }
                  press("PageDown");
                }
                if (fine) right += 1;
                await new Promise((resolve) => setTimeout(resolve));
              }
              return right;
            }""",
            990,
        )
        assert walked == 990
        assert problems == []
