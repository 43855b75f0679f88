"""What readers say about answers → a file on the operator's own machine, only where the operator has asked for one.

One SQLite file, readable by its owner alone. Nothing is kept about who says it. What is older than the operator allows
is deleted, and overwritten, the next time something is added.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from frøya.answering.answer import Answer
from frøya.answering.conversation import INVISIBLE, holds_identity_number
from frøya.errors import FeedbackError, PrivateData

Verdict = Literal["up", "down"]
Reason = Literal["", "feil kilde", "svarte ikke", "for langt", "feil språk", "finner ikke sitatet", "annet"]
"""Why an answer was no good; "" when no reason was given."""

REASONS: tuple[Reason, ...] = tuple(reason for reason in get_args(Reason) if reason)
LONGEST_COMMENT = 500
# How long to wait for another process that is writing, in seconds: a reader's click must not hang.
PATIENCE = 2.0
_FORMAT = 1
_TABLE = (
    "CREATE TABLE IF NOT EXISTS feedback (id INTEGER PRIMARY KEY, time TEXT NOT NULL, verdict TEXT NOT NULL, "
    "reason TEXT NOT NULL, comment TEXT NOT NULL, question TEXT NOT NULL, language TEXT NOT NULL, status TEXT NOT NULL, "
    "documents TEXT NOT NULL, quotes TEXT NOT NULL, corpus_version TEXT NOT NULL)"
)
_NOT_OURS = "Filen {path} er ikke en fil for tilbakemeldinger. Velg en annen fil i FROYA_FEEDBACK."
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one reader thought of one answer. ``documents`` are those cited, ``quotes`` the claims as they were shown."""

    time: datetime
    verdict: Verdict
    question: str
    language: str
    status: str
    reason: Reason = ""
    comment: str = ""
    documents: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    corpus_version: str = ""

    @classmethod
    def on(cls, answer: Answer, verdict: Verdict, reason: Reason = "", comment: str = "") -> Feedback:
        """Return feedback on ``answer``, given now."""
        return cls(
            datetime.now(UTC).replace(microsecond=0),
            verdict,
            answer.question,
            answer.language,
            answer.status,
            reason,
            comment,
            tuple(dict.fromkeys(quote.document for claim in answer.claims for quote in claim.quotes)),
            tuple(claim.text for claim in answer.claims),
            answer.corpus_version,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the feedback as plain values, ready for JSON."""
        return {**asdict(self), "time": self.time.isoformat()}


class Store:
    """The file of feedback. Safe to use from several threads and processes.

    Args:
        path: the SQLite file; made when the first feedback is added, in a folder that must be there.
        days: how many days feedback is kept; None for as long as the file is.
        patience: how many seconds to wait while another process writes.

    """

    def __init__(self, path: Path, days: int | None = None, patience: float = PATIENCE) -> None:
        self.path = path
        self.days = days
        self.patience = patience

    def add(self, feedback: Feedback) -> None:
        """Keep ``feedback``, and delete what is too old.

        Raises:
            PrivateData: something in it is a national identity number.
            FeedbackError: it cannot be kept as it stands, or the file cannot be written.

        """
        kept = _checked(feedback)
        values = {**kept.to_dict(), "time": _stamp(kept.time)}
        values |= {name: json.dumps(values[name], ensure_ascii=False) for name in ("documents", "quotes")}
        names = ", ".join(values)
        with self._open(new=True) as database:
            assert database is not None  # noqa: S101 - a new one is made
            places = ", ".join(f":{name}" for name in values)
            database.execute(f"INSERT INTO feedback ({names}) VALUES ({places})", values)  # noqa: S608 - own field names
            if self.days is not None:
                _delete(database, self.days)

    def all(self) -> list[Feedback]:
        """Return everything kept, oldest first; nothing where there is no file.

        Raises:
            FeedbackError: the file cannot be read.

        """
        names = [field.name for field in fields(Feedback)]
        with self._open() as database:
            if database is None:
                return []
            found = database.execute(f"SELECT {', '.join(names)} FROM feedback ORDER BY time, id")  # noqa: S608 - own field names
            return [_from_row(dict(zip(names, row, strict=True))) for row in found]

    def delete_older_than(self, days: int) -> int:
        """Delete what was given more than ``days`` days ago, and return how many that was.

        Raises:
            FeedbackError: the file cannot be written.

        """
        with self._open() as database:
            return 0 if database is None else _delete(database, days)

    @contextmanager
    def _open(self, new: bool = False) -> Iterator[sqlite3.Connection | None]:
        """Yield a connection in a transaction that is kept when all goes well; None where there is no file."""
        try:
            if new:
                # Made by us, so that nobody else may read it from the first moment.
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
                self.path.chmod(0o600)
            elif not self.path.exists():
                yield None
                return
            with closing(sqlite3.connect(self.path, timeout=self.patience, isolation_level=None)) as database:
                database.execute("PRAGMA secure_delete = ON")
                database.execute("BEGIN IMMEDIATE")
                self._check_format(database)
                database.execute(_TABLE)
                database.execute(f"PRAGMA user_version = {_FORMAT}")
                yield database
                database.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise FeedbackError(self._told(error)) from error

    def _check_format(self, database: sqlite3.Connection) -> None:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise FeedbackError(_NOT_OURS.format(path=self.path))
        if version not in (0, _FORMAT):
            raise FeedbackError(
                f"Filen {self.path} er laget av en annen versjon av Frøya. Velg en annen fil i FROYA_FEEDBACK."
            )

    def _told(self, error: Exception) -> str:
        code = getattr(error, "sqlite_errorcode", None)
        primary = code & 0xFF if code is not None else None
        if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return f"Filen for tilbakemeldinger, {self.path}, er i bruk av et annet program. Prøv igjen om litt."
        if primary == sqlite3.SQLITE_NOTADB:
            return _NOT_OURS.format(path=self.path)
        if isinstance(error, FileNotFoundError):
            return f"Mappen {self.path.parent} finnes ikke. Lag den, eller velg en annen fil i FROYA_FEEDBACK."
        if isinstance(error, IsADirectoryError):
            return f"{self.path} er en mappe. Oppgi en fil i FROYA_FEEDBACK."
        return f"Filen for tilbakemeldinger, {self.path}, kan ikke leses eller skrives ({error}). Sjekk rettigheter og plass, eller velg en annen fil i FROYA_FEEDBACK."


def as_questions(kept: Iterable[Feedback]) -> str:
    """Return the complaints as lines for ``froya eval``.

    What the right document is, the complaint does not say, so ``expect`` is empty: ``froya eval`` asks for it. What was
    cited, said and complained of stands beside it.
    """
    lines = []
    for number, feedback in enumerate((f for f in kept if f.verdict == "down"), 1):
        line = {
            "turns": [feedback.question],
            "expect": [],
            "lang": feedback.language,
            "kind": "tilbakemelding",
            "id": f"tilbakemelding-{number}",
            "reason": feedback.reason,
            "comment": feedback.comment,
            "status": feedback.status,
            "cited": list(feedback.documents),
            "said": list(feedback.quotes),
            "corpus_version": feedback.corpus_version,
            "time": feedback.time.isoformat(),
        }
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    return "".join(lines)


def as_csv(kept: Iterable[Feedback]) -> str:
    """Return all feedback as a table for a spreadsheet, with semicolons, which Norwegian Excel wants.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    names = [field.name for field in fields(Feedback)]
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(names)
    for feedback in kept:
        row = feedback.to_dict()
        cells = (" | ".join(row[name]) if isinstance(row[name], tuple) else str(row[name]) for name in names)
        writer.writerow("'" + cell if cell.startswith(_FORMULA) else cell for cell in cells)
    return table.getvalue()


def _checked(feedback: Feedback) -> Feedback:
    """Return ``feedback`` with its texts on one line and without control characters."""
    if feedback.verdict not in get_args(Verdict):
        raise FeedbackError(f"«{feedback.verdict}» er ikke en vurdering. Velg tommel opp eller tommel ned.")
    if feedback.reason not in get_args(Reason):
        raise FeedbackError(
            f"«{feedback.reason}» er ikke en grunn jeg kjenner. Velg en av disse: {', '.join(REASONS)}."
        )
    if feedback.time.tzinfo is None:
        raise FeedbackError("Tilbakemeldingen mangler tidssone. Oppgi tiden i UTC.")
    comment = _clean(feedback.comment)
    if len(comment) > LONGEST_COMMENT:
        raise FeedbackError(
            f"Kommentaren er på {len(comment)} tegn. Det er plass til {LONGEST_COMMENT}. Skriv den kortere."
        )
    kept = replace(
        feedback,
        comment=comment,
        question=_clean(feedback.question),
        documents=tuple(map(_clean, feedback.documents)),
        quotes=tuple(map(_clean, feedback.quotes)),
    )
    if any(map(holds_identity_number, (kept.comment, kept.question, *kept.documents, *kept.quotes))):
        raise PrivateData(
            "Det ser ut til at tilbakemeldingen har et fødselsnummer. Den er ikke lagret. Ta bort nummeret og send på nytt."
        )
    return kept


def _clean(text: str) -> str:
    whole = text.encode("utf-8", "ignore").decode()  # half a character (a lone surrogate) cannot be kept
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", whole)).split())


def _stamp(time: datetime) -> str:
    """Return the time in UTC, written so that the order of letters is the order of time."""
    return time.astimezone(UTC).isoformat(timespec="seconds")


def _delete(database: sqlite3.Connection, days: int) -> int:
    try:
        before = datetime.now(UTC) - timedelta(days=days)
    except OverflowError:
        return 0  # nothing is that old
    return database.execute("DELETE FROM feedback WHERE time < ?", (_stamp(before),)).rowcount


def _from_row(row: dict[str, Any]) -> Feedback:
    row |= {"time": datetime.fromisoformat(row["time"])}
    row |= {name: tuple(json.loads(row[name])) for name in ("documents", "quotes")}
    return Feedback(**row)
