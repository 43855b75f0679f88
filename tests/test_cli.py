"""The command line as a script meets it: output, exit codes, and errors in one sentence."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from frøya.cli import app
from frøya.settings import Settings

Run = Callable[..., Result]


@pytest.fixture
def run(froya, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command against the real corpus and the index that ``froya`` has built."""
    monkeypatch.setenv("FROYA_CORPUS", str(settings.corpus))
    monkeypatch.setenv("FROYA_INDEX", str(settings.index))
    monkeypatch.setenv("COLUMNS", "120")

    def run(*args: str, **environment: str) -> Result:
        return CliRunner(env=environment).invoke(app, list(args))

    return run


def test_an_answer_goes_to_standard_output_with_exit_code_0(run: Run) -> None:
    result = run("ask", "Hvordan bør jeg reagere når en ansatt gjør en liten feil?")
    assert result.exit_code == 0
    assert "«Tilgi små feil. Reager på store feil.» [1, råd 8]" in result.stdout
    assert "Kilder:" in result.stdout


def test_a_refusal_has_exit_code_3_and_is_still_json(run: Run) -> None:
    result = run("ask", "--json", "Hva koster det å leie hytte i Lofoten?")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["status"] == "out_of_scope"


def test_an_error_has_exit_code_1_and_no_traceback(run: Run) -> None:
    result = run("ask", "🙂")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Feil: Jeg finner ingen ord i spørsmålet.")
    assert "Traceback" not in result.stderr


def test_search_prints_as_many_passages_as_asked_for(run: Run) -> None:
    rows = json.loads(run("search", "små feil", "-k", "3", "--json").stdout)
    assert len(rows) == 3
    assert {"document", "start", "end", "text", "score", "signals"} <= rows[0].keys()
    assert run("search", "små feil", "-k", "1").stdout.startswith("1. ")


def test_the_index_commands_tell_what_is_there(run: Run) -> None:
    assert "allerede oppdatert" in run("index", "build").stdout
    status = json.loads(run("index", "status", "--json").stdout)
    assert status["documents"] == 47
    assert status["up_to_date"] is True
    assert "hel" in run("index", "verify").stdout


def test_status_and_verify_say_when_there_is_no_index(run: Run, tmp_path) -> None:
    for command in ("status", "verify"):
        result = run("index", command, FROYA_INDEX=str(tmp_path / "tom"))
        assert result.exit_code == 1
        assert "froya index build" in result.stderr


def test_corpus_list_shows_every_document(run: Run) -> None:
    slugs = {row["slug"] for row in json.loads(run("corpus", "list", "--json").stdout)}
    assert "sma-og-store-feil" in slugs
    assert len(slugs) == 47
    shown = run("corpus", "list").stdout
    for slug in slugs:
        assert slug in shown


def test_corpus_check_names_the_file_the_line_and_the_mend(run: Run, small) -> None:
    broken = "---\ntitle: Tittel\nspråk: nb\n---\n\nTekst som er hel.\n"
    settings = small(
        {"feil.md": broken, "latin.txt": "blåbær".encode("latin-1"), "god.txt": "Tittel\n\nEn setning her."}
    )
    result = run("corpus", "check", FROYA_CORPUS=str(settings.corpus))
    assert result.exit_code == 1
    assert "Feil: feil.md, linje 3: feltet «språk» er ukjent. Kjente felt er title" in result.stdout
    assert "Feil: latin.txt, linje 1: filen er ikke lagret som UTF-8" in result.stdout
    assert "Merk: god.txt" in result.stdout


def test_files_that_cannot_be_used_are_named_and_the_rest_is_indexed(run: Run, small) -> None:
    settings = small({"tom.md": "", "notat.md": "# Ro på jobben\n\nEn rolig leder tåler at noe går galt.\n"})
    env = {"FROYA_CORPUS": str(settings.corpus), "FROYA_INDEX": str(settings.index)}
    refused = run("index", "build", **env)
    assert refused.exit_code == 1
    assert "tom.md, linje 1: filen er tom." in refused.stderr
    assert "--allow-errors" in refused.stderr
    result = run("index", "build", "--allow-errors", **env)
    assert result.exit_code == 0
    assert "Utelatt: tom.md, linje 1: filen er tom." in result.stderr
    assert "1 dokumenter" in result.stdout
    hits = json.loads(run("search", "rolig leder", "--json", **env).stdout)
    assert hits[0]["title"] == "Ro på jobben"


def test_asking_leaves_out_what_cannot_be_used_and_says_so(run: Run, small) -> None:
    settings = small({"tom.md": "", "notat.md": "# Ro på jobben\n\nEn rolig leder tåler at noe går galt.\n"})
    result = run("search", "ro", FROYA_CORPUS=str(settings.corpus), FROYA_INDEX=str(settings.index))
    assert result.exit_code == 0
    assert "Utelatt: tom.md" in result.stderr


def test_strict_checking_fails_on_what_is_only_to_be_noted(run: Run, small) -> None:
    settings = small({"notat.md": "# Ro på jobben\n\nEn rolig leder tåler at noe går galt.\n"})
    assert run("corpus", "check", FROYA_CORPUS=str(settings.corpus)).exit_code == 0
    assert run("corpus", "check", "--strict", FROYA_CORPUS=str(settings.corpus)).exit_code == 1


def test_a_document_can_be_shown_whole_with_its_provenance(run: Run) -> None:
    shown = run("corpus", "show", "tillit-mellom-ledelse-og-ansatte").stdout
    for part in (
        "Fagforbundet",
        "12.12.2022",
        "https://www.fagforbundet.no/",
        "8. Tilgi små feil. Reager på store feil.",
    ):
        assert part in shown
    assert json.loads(run("corpus", "show", "sma-og-store-feil", "--json").stdout)["slug"] == "sma-og-store-feil"
    missing = run("corpus", "show", "borte")
    assert missing.exit_code == 1
    assert "«borte»" in missing.stderr


def test_eval_prints_a_table_and_the_misses(run: Run, tmp_path) -> None:
    path = tmp_path / "spm.jsonl"
    path.write_text('{"turns": ["Hva er råd nummer 8?"], "expect": ["borte"]}\n', encoding="utf-8")
    result = run("eval", str(path))
    assert "| alle med svar | 1 | 0.00 (0.00–0.00) |" in result.stdout
    assert "| Hva er råd nummer 8? | borte |" in result.stdout
    assert len(json.loads(run("eval", str(path), "--json").stdout)["misses"]) == 1


def test_a_bad_setting_is_named(run: Run) -> None:
    result = run("corpus", "list", FROYA_PORT="mange")
    assert result.exit_code == 1
    assert "FROYA_PORT" in result.stderr


def test_a_missing_corpus_folder_is_named(run: Run, tmp_path) -> None:
    result = run("corpus", "check", FROYA_CORPUS=str(tmp_path / "borte"))
    assert result.exit_code == 1
    assert str(tmp_path / "borte") in result.stderr


def test_a_taken_port_is_named_with_another_to_try(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("chat", "--port", str(port))
    assert result.exit_code == 1
    assert f"127.0.0.1:{port}" in result.stderr
    assert f"--port {port + 1 if port < 65535 else 7860}" in result.stderr


@pytest.mark.parametrize(
    "command",
    ["ask", "search", "chat", "index build", "index status", "index verify", "corpus list", "corpus check", "settings"],
)
def test_every_command_explains_itself_with_an_example(run: Run, command: str) -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", run(*command.split(), "--help").stdout)
    assert "Eksemp" in shown
    assert "froya " in shown


def test_the_settings_are_listed_with_their_meaning(run: Run) -> None:
    shown = run("settings").stdout
    for name in Settings.model_fields:
        assert f"FROYA_{name.upper()}" in shown.replace("\n", "")[:100_000] or name.upper() in shown


def test_the_installed_command_answers_in_a_process_of_its_own(settings: Settings, froya) -> None:
    environment = {**os.environ, "FROYA_INDEX": str(settings.index), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "frøya", "ask", "--json", "Hva er råd nummer 8?"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["claims"][0]["text"] == "Tilgi små feil. Reager på store feil."
