"""Feedback: kept only where the operator asked for it, without what must not be kept, and never at the cost of an answer."""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from frøya import Answer, Claim, Quote
from frøya.cli import app
from frøya.errors import FeedbackError, FrøyaError, PrivateData
from frøya.evaluation.questions import read_questions
from frøya.feedback import REASONS, Feedback, Store

NOW = datetime.now(UTC).replace(microsecond=0)
COMPLAINT = Feedback(
    NOW,
    "down",
    "Hvordan delegerer jeg?",
    "nb",
    "answered",
    "feil kilde",
    "Dette handler om noe annet.",
    ("sma-og-store-feil",),
    ("Tilgi små feil. Reager på store feil.",),
    "abc123",
)
PRAISE = replace(COMPLAINT, verdict="up", reason="", comment="")
NUMBER = "13097248022"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "meldinger.sqlite", patience=0.05)


def test_what_is_added_is_read_back_oldest_first(store: Store) -> None:
    older = replace(PRAISE, time=NOW - timedelta(days=2))
    store.add(COMPLAINT)
    store.add(older)
    assert store.all() == [older, COMPLAINT]
    assert Store(store.path).all() == [older, COMPLAINT]


def test_feedback_on_an_answer_holds_what_was_shown() -> None:
    quote = Quote("a", 0, 9, "Si fra nå")
    claims = (Claim(quote.text, (quote,)), Claim("Og siden", (replace(quote, text="Og siden"),)))
    answer = Answer("Når sier jeg fra?", "nn", "answered", claims, corpus_version="v1")
    feedback = Feedback.on(answer, "down", "for langt", "Nei")
    assert (feedback.question, feedback.language, feedback.status) == ("Når sier jeg fra?", "nn", "answered")
    assert (feedback.documents, feedback.quotes) == (("a",), ("Si fra nå", "Og siden"))
    assert (feedback.reason, feedback.comment, feedback.corpus_version) == ("for langt", "Nei", "v1")
    assert feedback.time.tzinfo is UTC


def test_reading_and_deleting_make_no_file(store: Store) -> None:
    assert store.all() == []
    assert store.delete_older_than(0) == 0
    assert not store.path.exists()


def test_the_file_is_for_its_owner_alone(store: Store) -> None:
    store.path.touch(0o644)
    store.add(COMPLAINT)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


def test_every_reason_can_be_kept_and_no_other(store: Store) -> None:
    assert len(REASONS) == 6
    for reason in REASONS:
        store.add(replace(COMPLAINT, reason=reason))
    assert [feedback.reason for feedback in store.all()] == list(REASONS)
    with pytest.raises(FeedbackError, match=r"«dum» er ikke en grunn.*feil kilde"):
        store.add(replace(COMPLAINT, reason="dum"))  # type: ignore[arg-type]
    with pytest.raises(FeedbackError, match="tommel"):
        store.add(replace(COMPLAINT, verdict="kanskje"))  # type: ignore[arg-type]


def test_a_comment_has_a_limit_that_is_told(store: Store) -> None:
    store.add(replace(COMPLAINT, comment="a" * 500))
    with pytest.raises(FeedbackError, match="501 tegn"):
        store.add(replace(COMPLAINT, comment="a" * 501))
    assert len(store.all()) == 1


def test_control_characters_and_halves_of_characters_are_removed(store: Store) -> None:
    store.add(replace(COMPLAINT, comment="en\x00 \x1b[31mrød\u202e\n\tlinje\ud800", question="Hva\x07 nå?"))
    (kept,) = store.all()
    assert (kept.comment, kept.question) == ("en [31mrød linje", "Hva nå?")


@pytest.mark.parametrize("field", ["comment", "question", "quotes", "documents"])
@pytest.mark.parametrize("number", [NUMBER, f"{NUMBER[:6]} {NUMBER[6:]}", f"{NUMBER[:4]}\u200b{NUMBER[4:]}"])
def test_a_national_identity_number_anywhere_is_not_kept(store: Store, field: str, number: str) -> None:
    text = f"Ola, {number}, var sen."
    value = (text,) if field in ("quotes", "documents") else text
    with pytest.raises(PrivateData, match="fødselsnummer"):
        store.add(replace(COMPLAINT, **{field: value}))
    assert store.all() == []


def test_old_feedback_is_deleted_and_its_words_are_gone_from_the_file(store: Store) -> None:
    store.add(replace(COMPLAINT, time=NOW - timedelta(days=10), comment="Svært hemmelig sak"))
    store.add(COMPLAINT)
    assert "Svært hemmelig sak".encode() in store.path.read_bytes()
    assert store.delete_older_than(9) == 1
    assert store.delete_older_than(9) == 0
    assert store.all() == [COMPLAINT]
    assert "Svært hemmelig sak".encode() not in store.path.read_bytes()


def test_adding_deletes_what_is_older_than_the_operator_allows(store: Store) -> None:
    keeps = Store(store.path, days=30)
    keeps.add(replace(COMPLAINT, time=NOW - timedelta(days=29)))
    Store(store.path).add(replace(PRAISE, time=NOW - timedelta(days=31)))
    keeps.add(PRAISE)
    assert [feedback.verdict for feedback in keeps.all()] == ["down", "up"]


def test_more_days_than_there_are_delete_nothing(store: Store) -> None:
    store.add(COMPLAINT)
    assert store.delete_older_than(10**9) == 0


def test_time_is_compared_in_utc(store: Store) -> None:
    from zoneinfo import ZoneInfo

    oslo = replace(COMPLAINT, time=NOW.astimezone(ZoneInfo("Europe/Oslo")))
    store.add(replace(PRAISE, time=NOW + timedelta(minutes=30)))
    store.add(oslo)
    assert [feedback.verdict for feedback in store.all()] == ["down", "up"]
    with pytest.raises(FeedbackError, match="tidssone"):
        store.add(replace(COMPLAINT, time=NOW.replace(tzinfo=None)))


def test_a_locked_file_is_told_and_nothing_is_lost(store: Store) -> None:
    store.add(COMPLAINT)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for use in (lambda: store.add(PRAISE), store.all, lambda: store.delete_older_than(0)):
            with pytest.raises(FeedbackError, match=r"er i bruk av et annet program\. Prøv igjen"):
                use()
        other.execute("ROLLBACK")
    store.add(PRAISE)
    assert store.all() == [COMPLAINT, PRAISE]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "lukket"
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):  # the superuser writes anywhere but in what is no ordinary folder
        folder = Path("/proc")
    with pytest.raises(FeedbackError, match="FROYA_FEEDBACK"):
        Store(folder / "meldinger.sqlite").add(COMPLAINT)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.mkdir(), "er en mappe"),
        (
            lambda path: path.write_bytes(b"dette er et brev, ikke en database " * 40),
            "ikke en fil for tilbakemeldinger",
        ),
    ],
)
def test_a_path_that_is_something_else_is_told_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], says: str
) -> None:
    path = tmp_path / "noe"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FeedbackError, match=says):
        Store(path).add(COMPLAINT)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_missing_folder_and_a_file_of_another_version_are_told(tmp_path: Path) -> None:
    with pytest.raises(FeedbackError, match=r"Mappen .*borte finnes ikke"):
        Store(tmp_path / "borte" / "meldinger.sqlite").add(COMPLAINT)
    path = tmp_path / "annen.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 9")
    with pytest.raises(FeedbackError, match="annen versjon"):
        Store(path).all()
    other = tmp_path / "andres.sqlite"
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE andres (x)")
    with pytest.raises(FeedbackError, match="ikke en fil for tilbakemeldinger"):
        Store(other).add(COMPLAINT)
    with closing(sqlite3.connect(other)) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("andres",)]


def test_several_threads_and_stores_can_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "meldinger.sqlite"
    shared = Store(path, patience=30)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda i: shared.add(replace(COMPLAINT, comment=f"nr. {i}")), range(20)))
        list(pool.map(lambda i: Store(path, patience=30).add(replace(PRAISE, comment=f"nr. {i}")), range(20)))
    kept = shared.all()
    assert sorted(f.comment for f in kept if f.verdict == "down") == sorted(f"nr. {i}" for i in range(20))
    assert len(kept) == 40


Run = Callable[..., Result]


@pytest.fixture
def run(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FROYA_FEEDBACK", str(store.path))
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(app, ["feedback", *arguments])


def test_feedback_that_is_off_says_how_to_turn_it_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FROYA_FEEDBACK")
    for arguments in (["list"], ["export", "a.csv"], ["delete", "--older-than", "1"]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "FROYA_FEEDBACK=" in result.stderr


def test_the_list_is_for_people_and_for_programs(run: Run, store: Store) -> None:
    assert run("list").stdout == "Ingen tilbakemeldinger.\n"
    store.add(replace(COMPLAINT, comment="[b]nei[/b]"))
    shown = " ".join(run("list").stdout.split())
    for part in ("Hvordan", "dårlig", "feil kilde", "[b]nei[/b]"):
        assert part in shown
    (row,) = json.loads(run("list", "--json").stdout)
    assert row["quotes"] == list(COMPLAINT.quotes)
    assert datetime.fromisoformat(row["time"]) == NOW


def test_complaints_become_questions_once_somebody_says_what_is_right(run: Run, store: Store) -> None:
    store.add(PRAISE)
    store.add(COMPLAINT)
    assert "Fyll inn riktig dokument" in run("export", "klager.jsonl").stdout
    path = Path("klager.jsonl")
    (line,) = path.read_text(encoding="utf-8").splitlines()
    written = json.loads(line)
    assert (written["turns"], written["expect"], written["lang"]) == (["Hvordan delegerer jeg?"], [], "nb")
    assert (written["kind"], written["cited"]) == ("tilbakemelding", ["sma-og-store-feil"])
    with pytest.raises(FrøyaError, match=r"linje 1: «expect» er tom.*froya corpus list.*utenfor"):
        read_questions(path)
    path.write_text(json.dumps({**written, "expect": ["delegering-og-myndiggjoring"]}), encoding="utf-8")
    (question,) = read_questions(path)
    assert (question.turns, question.kind) == (("Hvordan delegerer jeg?",), "tilbakemelding")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝"])
def test_nothing_in_the_table_is_a_formula(run: Run, store: Store, start: str) -> None:
    store.add(
        replace(COMPLAINT, comment=f"{start}HYPERLINK(1)", question=f'{start}cmd|";/C calc', quotes=(f"{start}1+1",))
    )
    assert run("export", "alt.csv").exit_code == 0
    with Path("alt.csv").open(encoding="utf-8-sig", newline="") as file:
        names, row = csv.reader(file, delimiter=";")
    assert names[:3] == ["time", "verdict", "question"]
    cells = dict(zip(names, row, strict=True))
    assert cells["question"].endswith('cmd|";/C calc')
    for cell in row:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert cells["comment"].startswith("'")


def test_an_export_is_for_its_owner_and_overwrites_nothing(run: Run, store: Store) -> None:
    store.add(COMPLAINT)
    run("export", "alt.csv")
    assert stat.S_IMODE(Path("alt.csv").stat().st_mode) == 0o600
    before = Path("alt.csv").read_bytes()
    again = run("export", "alt.csv")
    assert (again.exit_code, "finnes fra før" in again.stderr) == (1, True)
    assert Path("alt.csv").read_bytes() == before
    assert ".jsonl eller .csv" in run("export", "alt.xlsx").stderr
    assert "kan ikke skrives" in run("export", "borte/alt.csv").stderr


def test_delete_says_how_many(run: Run, store: Store) -> None:
    store.add(replace(COMPLAINT, time=NOW - timedelta(days=40)))
    store.add(COMPLAINT)
    assert run("delete", "--older-than", "30").stdout == "Slettet 1 tilbakemelding.\n"
    assert run("delete", "--older-than", "-1").exit_code == 2
    assert store.all() == [COMPLAINT]


@pytest.mark.parametrize("command", ["list", "export", "delete"])
def test_every_command_explains_itself_with_an_example(run: Run, command: str) -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", run(command, "--help").stdout)
    assert f"froya feedback {command}" in shown
