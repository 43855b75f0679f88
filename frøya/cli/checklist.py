"""``froya checklist``: what to do, each line with its citation, from an answer or a document."""

from __future__ import annotations

import typer

app = typer.Typer()
