"""The notebooks run from the first cell to the last, as a newcomer would run them."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from frøya.assistant import Frøya

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs(path: Path, froya: Frøya, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FROYA_INDEX", str(froya.settings.index))  # the whole corpus is not embedded a second time
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=900, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    shown = "".join(
        output.get("text", "") for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs
    )
    assert "Tilgi små feil. Reager på store feil." in shown
    assert "out_of_scope" in shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_the_notebook_shows_names_no_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert str(Path.home()) not in text
    assert "site-packages" not in text
    assert "/tmp" not in text


def test_there_is_a_notebook() -> None:
    assert [path.name for path in NOTEBOOKS] == ["01-fra-artikkel-til-svar.ipynb"]
