"""What the chat keeps out: scripts in any text, other sites in the same browser, Gradio's open doors, and traces on disk."""

from __future__ import annotations

import itertools
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from chatting import NB, SMALL_MISTAKE, answers, ask, citations, field, opened, ready, served
from playwright.sync_api import Browser, Page, expect
from serving import get, post

import frøya
from frøya.assistant import Frøya
from frøya.chat.view_words import VIEW_WORDS
from frøya.settings import Settings

pytestmark = pytest.mark.browser

# Every payload calls P(), which the tests define; a dialog counts as well.
_TAGS = [
    "<img src=x onerror=P()>", "<svg onload=P()>", "<svg><script>P()</script></svg>", "<script>P()</script>",
    "<iframe srcdoc='<script>parent.P()</script>'></iframe>", "<details open ontoggle=P()><summary>x</summary></details>",
    "<body onload=P()>", "<input autofocus onfocus=P()>", "<video><source onerror=P()></video>", "<object data='javascript:P()'>",
    "<a href='javascript:P()' class='henvisning'>her</a>", "<math><mtext><style><img src=x onerror=P()></style></mtext></math>",
    "<style>@import 'javascript:P()'</style>", "<form action='javascript:P()'><button>x</button></form>", "<base href='//x/'>",
    "<link rel=stylesheet href='javascript:P()'>", "<meta http-equiv=refresh content='0;url=javascript:P()'>",
    "<div style='animation-name:froya-venter' onanimationstart=P()>x</div>", "<template><img src=x onerror=P()></template>",
    "<button class='kopier' onclick=P()>Kopier</button>", "<x onpointerenter=P() tabindex=0 onfocus=P() autofocus>x</x>",
]  # fmt: skip
_MARKDOWN = [
    "[her](javascript:P())", "![x](x \"onerror=P()\")", "[x](data:text/html,<script>P()</script>)", "<javascript:P()>",
    "[x]: javascript:P()\n[x]", "`</code><img src=x onerror=P()>`", "```html\n<img src=x onerror=P()>\n```", "$\\href{javascript:P()}{x}$",
    "| a |\n|---|\n| <img src=x onerror=P()> |", "{{constructor.constructor('P()')()}}", "${P()}", "<%= P() %>",
]  # fmt: skip
_WRAPS = [
    "{}", "</script>{}", "</div></span>{}", "\"'>{}", "&lt;b&gt;{}", "--><!--{}-->", "]]>{}", "</blockquote>\n\n{}\n\n", "\\{}", "«{}»",
]  # fmt: skip
_TWISTS = [
    lambda text: text,
    lambda text: text.replace("<", "&#60;").replace(">", "&gt;"),
    lambda text: text.replace("javascript:", "java\tscript&colon;"),
    lambda text: text.replace("<", "\u202e<").replace("on", "ſon"),
    lambda text: text.replace("<", "\uff1c").replace("script", "scr\u200bipt"),
]
_HOOK = "window.pwned = []; window.P = () => window.pwned.push(new Error().stack); for (const f of ['alert','confirm','prompt']) window[f] = window.P; null"


def payloads() -> list[str]:
    wrapped = [wrap.replace("{}", vector) for vector, wrap in itertools.product(_TAGS + _MARKDOWN, _WRAPS)]
    # The twists go round out of step with the wraps, so that each wrap meets each twist.
    return [_TWISTS[(i + i // len(_WRAPS)) % len(_TWISTS)](text) for i, text in enumerate(wrapped)]


def executed(page: Page) -> list[int]:
    """Poke at everything that can be poked, and return what ran."""
    page.evaluate("""() => {
      for (const e of document.querySelectorAll("#froya-svar *, #froya-kilde *, main.visning *")) {
        for (const name of ["mouseover", "pointerenter", "focus", "toggle", "animationstart", "error", "load"]) e.dispatchEvent(new Event(name));
        if (e.matches("a[href^='javascript' i], button:not(.kopier, .lukk, [type=submit])")) e.click();
      }
    }""")
    return page.evaluate("window.pwned")


def strange(page: Page) -> list[str]:
    """Return the elements that no answer and no source of Frøya's has."""
    return page.evaluate("""() => [...document.querySelectorAll("#froya-svar .message-content *, #froya-kilde *, main.visning *")].filter((e) =>
      e.matches("img, svg, script, iframe, object, embed, form:not(.skjema), input:not([type=hidden], [name=grunn]), video, style, link, meta, base, math, template, x") ||
      [...e.attributes].some((a) => a.name.startsWith("on") || /^\\s*(javascript|data|vbscript):/i.test(a.value))).map((e) => e.outerHTML.slice(0, 120))""")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A chat over a corpus whose text, titles, addresses and questions are attacks."""
    folder = tmp_path_factory.mktemp("ondt")
    some = [text for text in payloads() if "\u202e" not in text and "\u200b" not in text][::5]
    for i in range(6):
        mine = some[i * 7 : i * 7 + 7]
        lines = [
            f"Tillit nummer {n} mellom leder og ansatt betyr å {' '.join(p.split())} gi ansvar."
            for n, p in enumerate(mine)
        ]
        front = {
            "title": f"Tillit {mine[0]}"[:90], "slug": f"ond-{i}", "publisher": mine[1][:80], "url": "https://x/\"onclick='P()",
            "published": "2019-01-01", "language": "nb", "license": mine[2][:60], "kind": "fagstoff",
            "questions": [f"Hva er tillit {mine[3][:30]}?"],
        }  # fmt: skip
        head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
        body = "\n\n".join([f"## Råd {mine[4][:40]}", *lines])
        (folder / f"ond-{i}.md").write_text(f"---\n{head}\n---\n\n{body}\n", encoding="utf-8")
    kept = tmp_path_factory.mktemp("ondmening") / "meninger.sqlite"
    opened_froya = frøya.open(Settings(corpus=folder, index=tmp_path_factory.mktemp("ondindeks"), feedback=kept))
    assert len(opened_froya.documents()) >= 4
    with served(opened_froya) as where:
        yield where


def _attack(browser: Browser, where: str, questions: list[str], csp: bool) -> int:
    """Ask ``questions`` and open what can be opened; return how many answers were read."""
    with opened(browser, where, bypass_csp=not csp, path="/nb/") as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        page.evaluate(_HOOK)
        seen = 0
        for question in questions:
            field(page).fill(question)
            page.locator("#froya-send").click()
            expect(field(page)).to_have_value("")
            expect(page.locator(".venter")).to_have_count(0)
            if answers(page).count() and citations(page).count():
                citations(page).first.click()
                expect(page.locator("#froya-kilde h2")).to_be_visible()
                seen += 1
            assert executed(page) == [], question
            assert strange(page) == [], question
        return seen


@pytest.mark.parametrize("csp", [True, False])
def test_no_text_from_a_source_or_a_reader_runs(browser: Browser, hostile: str, csp: bool) -> None:
    questions = ["Hva er tillit nummer 2 mellom leder og ansatt?", *payloads()[3::37]]
    assert _attack(browser, hostile, questions, csp) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
def test_none_of_three_hundred_attacks_runs_even_without_the_policy(browser: Browser, hostile: str, part: int) -> None:
    assert len(payloads()) >= 300
    texts = [f"Hva er tillit? {text}"[:900] for text in payloads()[part::6]]
    # All that is on the page is poked at after each, so a conversation is kept short.
    assert sum(_attack(browser, hostile, texts[i : i + 11], csp=False) for i in range(0, len(texts), 11)) >= 1


def _attack_views(browser: Browser, where: str, texts: list[str], csp: bool) -> None:
    """Send ``texts`` through every field and address of the views, and poke at what comes back."""
    said = VIEW_WORDS["nb"]
    with opened(browser, where, bypass_csp=not csp, path="/nb/") as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        page.add_init_script(_HOOK)
        for text in texts:
            asked = urlencode({"q": text, "h": "00000000"})
            compared = urlencode({"sporsmal": text})
            for path in (f"sammenlign?{compared}", f"svar.md?{asked}", f"mening?vurdering=down&{asked}"):
                page.goto(f"{where}/nb/{path}")
                _nothing_ran(page, text)
            page.get_by_label(said.comment).fill(text)
            page.get_by_role("button", name=said.send, exact=True).click()
            expect(page.locator("#problem")).to_be_visible()  # that answer was never given, so the form comes back
            _nothing_ran(page, text)
            page.goto(f"{where}/nb/sjekk")
            page.get_by_label(said.check_field).fill(text)
            page.get_by_role("button", name=said.check_send).click()
            expect(page.locator("#resultat, #problem").first).to_be_visible()
            _nothing_ran(page, text)


def _nothing_ran(page: Page, text: str) -> None:
    assert executed(page) == [], (page.url, text)
    assert strange(page) == [], (page.url, text)


@pytest.mark.parametrize("csp", [True, False])
def test_no_text_from_a_source_or_a_reader_runs_in_a_view(browser: Browser, hostile: str, csp: bool) -> None:
    _attack_views(browser, hostile, payloads()[7::109], csp)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_none_of_a_hundred_attacks_runs_in_any_view_even_without_the_policy(
    browser: Browser, hostile: str, part: int
) -> None:
    _attack_views(browser, hostile, payloads()[part * 3 :: 6], csp=False)


def test_the_attacks_work_where_nothing_is_escaped(browser: Browser) -> None:
    """Otherwise the tests above could not fail."""
    context = browser.new_context()
    page = context.new_page()
    page.evaluate(_HOOK)
    page.evaluate("text => { document.body.innerHTML = text; }", _TAGS[0] + _TAGS[1])
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned.length") >= 1
    context.close()


def test_what_a_reader_writes_is_shown_as_text(page: Page) -> None:
    hostile = "<b id='fet'>Hva er tillit?</b> [her](javascript:alert(1)) **stor** ![bilde](http://example.com/spor.png)"
    ask(page, hostile)
    said = page.locator("#froya-svar .sporsmal").last
    assert said.inner_text().removeprefix("Du spurte:").strip() == hostile
    expect(said.locator("a, b, strong, img")).to_have_count(0)


def test_an_example_from_the_corpus_cannot_break_out_of_the_page() -> None:
    from frøya.chat import shell

    html = shell.page(
        "<head></head><body><gradio-app></gradio-app>", NB, ["</script><script>P()</script>\"'>"], 1000, "n"
    )
    assert "P()</script>" not in html


@pytest.mark.parametrize("path", ["upload", "file=/etc/passwd", "proxy=http://example.com/", "runs", "call/ask", "upload_progress",
                                  "file/x", "stream/x", "vibe-code/", "component_server", "openapi.json", "run/ask", "../upload"])  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_gradios_other_doors_are_shut(address: str, path: str, method: str) -> None:
    assert httpx.request(method, f"{address}/nb/gradio_api/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/nb/monitoring", "/nb/login", "/nb/docs", "/docs", "/openapi.json", "/nb/file=x", "/nb/robots.txt"]
)
def test_pages_that_gradio_adds_are_not_there(address: str, path: str) -> None:
    assert get(address + path).status_code == 404


def test_another_site_in_the_same_browser_cannot_ask(address: str) -> None:
    join = f"{address}/nb/gradio_api/queue/join"
    for headers in (
        {"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    ):  # fmt: skip
        assert post(join, json={"data": []}, headers=headers).status_code == 403
    assert post(join, json={"data": []}, headers={"origin": address}).status_code not in (403, 404)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "", "[", "localhost.evil"]
)
def test_a_name_that_points_here_but_is_not_ours_gets_nothing(address: str, host: str) -> None:
    assert get(f"{address}/nb/", headers={"host": host}).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1", "[::1]:7860", "10.0.0.5:80", "LOCALHOST"])
def test_this_machines_names_are_answered(address: str, host: str) -> None:
    assert get(f"{address}/nb/", headers={"host": host}).status_code == 200


def test_a_name_the_operator_gives_is_answered(froya: Frøya) -> None:
    from starlette.testclient import TestClient

    from frøya.chat.server import create_app

    named = Frøya(froya.settings.model_copy(update={"names": "froya.kommune.no, x"}), froya.index, froya.embedder)
    client = TestClient(create_app(named))
    assert client.get("/", headers={"host": "froya.kommune.no"}, follow_redirects=False).status_code == 307
    assert client.get("/", headers={"host": "annen.kommune.no"}, follow_redirects=False).status_code == 421


def test_the_policy_lets_no_script_be_made_from_text(address: str) -> None:
    policy = get(f"{address}/nb/").headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert "unsafe" not in rules["script-src"]
    assert rules["connect-src"] == "'self'"
    assert rules["img-src"] == "'self' data:"
    assert get(f"{address}/nb/").headers["content-security-policy"] != policy  # a new nonce each time


def test_a_request_far_too_large_is_turned_away(address: str) -> None:
    assert post(f"{address}/nb/gradio_api/queue/join", content=b"x" * 4_000_001).status_code == 413


def test_nothing_of_a_conversation_is_written_to_disk(page: Page, froya: Frøya) -> None:
    canary = "Zebraspørsmål7319"
    before = time.time()
    ask(page, f"Hva er tillit, {canary}?")
    page.wait_for_timeout(500)
    folders = [froya.settings.index, froya.settings.cache, Path(tempfile.gettempdir()), Path.cwd()]
    found = [path for path in _changed_since(folders, before - 1) if canary.encode() in path.read_bytes()]
    assert found == []
    planted = froya.settings.index / "plantet.txt"  # the search does find what is there
    planted.write_text(canary, encoding="utf-8")
    assert any(canary.encode() in path.read_bytes() for path in _changed_since(folders, before - 1))
    planted.unlink()


def _changed_since(folders: list[Path], moment: float) -> Iterator[Path]:
    for folder in folders:
        for where, names, files in os.walk(folder):
            names[:] = [n for n in names if not n.startswith(("playwright", ".git", "org.chromium", ".org.chromium"))]
            for name in files:
                path = Path(where, name)
                try:
                    if path.stat().st_mtime >= moment and path.stat().st_size < 50_000_000 and os.access(path, os.R_OK):
                        path.read_bytes()
                        yield path
                except OSError:
                    continue


def test_a_lost_server_is_said_beside_the_field_and_the_text_kept(browser: Browser, froya: Frøya) -> None:
    with served(froya) as where, opened(browser, where) as page:
        ask(page, "Hva er psykologisk trygghet?")
        page.route("**/queue/join*", lambda route: route.abort())
        field(page).fill(SMALL_MISTAKE)
        page.locator("#froya-send").click()
        expect(page.locator("#froya-nett")).to_have_text(NB.lost)
        expect(field(page)).to_have_value(SMALL_MISTAKE)
        page.unroute("**/queue/join*")
        page.wait_for_timeout(300)
        page.reload()
        ready(page)
        expect(field(page)).to_have_value(SMALL_MISTAKE)
        page.locator("#froya-send").click()
        expect(answers(page)).to_have_count(2)
        expect(page.locator("#froya-nett")).to_be_hidden()


def test_a_full_queue_asks_the_reader_to_try_again(page: Page) -> None:
    page.route("**/queue/join*", lambda route: route.fulfill(status=503, json={"detail": "Queue is full."}))
    field(page).fill(SMALL_MISTAKE)
    page.locator("#froya-send").click()
    expect(page.locator("#froya-nett")).to_have_text(NB.busy)
    expect(field(page)).to_have_value(SMALL_MISTAKE)
    page.unroute("**/queue/join*")
    page.locator("#froya-send").click()
    expect(answers(page)).to_have_count(1)


def test_the_conversation_goes_on_when_the_server_was_started_anew(browser: Browser, froya: Frøya) -> None:
    with served(froya) as where:
        port = int(where.rpartition(":")[2])
        context = browser.new_context(locale="nb-NO")
        page = context.new_page()
        page.goto(where)
        ready(page)
        ask(page, "Hva er psykologisk trygghet?")
        page.wait_for_timeout(300)
    with served(froya, port):
        page.reload()
        expect(answers(page)).to_have_count(1)
        ask(page, "Og hvem har ansvaret for det?")
        expect(answers(page).last).to_contain_text("Hva er psykologisk trygghet?")
        context.close()
