"""The ``froya`` command: thin wrappers that open Frøya, call one method and print what came of it.

Exit codes: 0 answered or done, 3 refused, 1 something must be mended, 2 the command was misspelt.
"""

from __future__ import annotations

import sys

import typer

from frøya.cli import chat, checklist, compare, corpus, course, evaluation, feedback, index, llm, questions, verify

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Frøya svarer på spørsmål om tillitsbasert ledelse med ordrette sitater.",
    epilog='Eksempel: `froya ask "Hvordan delegerer jeg uten å miste oversikten?"`',
)
app.add_typer(questions.app)
app.add_typer(verify.app)
app.add_typer(compare.app)
app.add_typer(checklist.app)
app.add_typer(course.app, name="course")
app.add_typer(index.app, name="index")
app.add_typer(corpus.app, name="corpus")
app.add_typer(chat.app)
app.add_typer(evaluation.app)
app.add_typer(feedback.app, name="feedback")
app.add_typer(llm.app, name="llm")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
