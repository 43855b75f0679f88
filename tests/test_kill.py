"""A build that is killed costs nobody their index: kill -9 at 25 moments of it, and at each of its file operations."""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from frøya.index.build import build_index
from frøya.index.embedding import Embedder
from frøya.index.store import current_build, open_index
from frøya.index.verify import verify
from frøya.retrieval import Retriever
from frøya.settings import Settings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system with kill -9"),
]
KILLS = 25
QUESTION = "Hvordan bør jeg reagere når en ansatt gjør en liten feil?"
DOCUMENT = "sma-og-store-feil"
# A build takes long enough to be killed in the middle of, and short enough to be done a hundred times.
GROUPS = ("gitt-kilde", "grunnlag", "laering-og-feil")
BUILD = """
import sys
from pathlib import Path
from frøya.index.build import build_index
from frøya.index.embedding import Embedder
from frøya.settings import Settings
corpus, index, cache, kill_at = sys.argv[1:]
settings = Settings(corpus=Path(corpus), index=Path(index), cache=Path(cache))
operations = 0
def count(event, arguments):
    global operations
    changes = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "subprocess.Popen"}
    if event not in changes or index not in f"{arguments}":
        return
    if event == "open" and not (isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")):
        return
    operations += 1
    if operations == int(kill_at):
        import os, signal
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
build_index(settings, Embedder(settings.embedding, settings.cache))
print(operations)
"""


def start(settings: Settings, kill_at: int = 0) -> subprocess.Popen[str]:
    arguments = [str(settings.corpus), str(settings.index), str(settings.cache), str(kill_at)]
    return subprocess.Popen([sys.executable, "-c", BUILD, *arguments], stdout=subprocess.PIPE, text=True)


@pytest.fixture
def mine(corpus_folder: Path, tmp_path: Path, embedder: Embedder) -> Settings:
    """Some groups of the real corpus in a folder of their own, and an index of them."""
    for group in GROUPS:
        shutil.copytree(corpus_folder / group, tmp_path / "corpus" / group)
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index")
    build_index(settings, embedder)
    return settings


def change(settings: Settings, number: int, *, every: bool) -> None:
    """Number the title of one document, or of every one, so that its passages must be embedded again."""
    paths = sorted(settings.corpus.rglob("*.md"))
    for path in paths if every else paths[:1]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'(?m)^(title: ".*?)( \d+)?"$', rf'\1 {number}"', text, count=1), encoding="utf-8")


def assert_answers(settings: Settings, embedder: Embedder) -> str:
    """The index that stands is whole and finds the right document; return its name."""
    folder = current_build(settings.index)
    assert folder is not None
    index = open_index(folder)
    try:
        retriever = Retriever(index, embedder)
        best = retriever.search(retriever.query(QUESTION), 1)[0]
        assert best.passage.document == DOCUMENT
    finally:
        index.close()
    return folder.name


def test_builds_killed_at_25_moments_leave_an_index_that_answers(mine: Settings, embedder: Embedder) -> None:
    change(mine, 100, every=True)
    began = time.monotonic()
    assert start(mine).wait() == 0
    length = time.monotonic() - began
    moments = random.Random(20261124)
    killed = 0
    for turn in range(KILLS):
        change(mine, turn, every=True)
        process = start(mine)
        try:
            process.wait(timeout=length * (turn + moments.random()) / KILLS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
        assert_answers(mine, embedder)
    assert killed >= KILLS * 3 // 4, "most builds ended before they were killed, so this proves little"
    built = build_index(mine, embedder)
    assert assert_answers(mine, embedder) == built.manifest.id
    verify(mine.index / "builds" / built.manifest.id)
    assert len(list((mine.index / "builds").iterdir())) <= 2


def test_a_build_killed_at_any_file_operation_leaves_an_index_that_answers(
    mine: Settings, embedder: Embedder, corpus_folder: Path, tmp_path: Path
) -> None:
    change(mine, 100, every=False)
    build_index(mine, embedder)
    before = assert_answers(mine, embedder)
    # The corpus goes back to what it was: both builds know the vectors, so the killed ones need no model.
    for group in GROUPS:
        shutil.copytree(corpus_folder / group, mine.corpus / group, dirs_exist_ok=True)
    kept = tmp_path / "kept"
    shutil.copytree(mine.index, kept)

    counting = start(mine)
    operations = int(counting.communicate()[0])
    assert operations > 10
    shutil.rmtree(mine.index)
    shutil.copytree(kept, mine.index)
    for kill_at in range(1, operations + 1):
        process = start(mine, kill_at)
        assert process.wait() == -signal.SIGKILL
        if assert_answers(mine, embedder) != before:  # it was killed after the swap
            shutil.rmtree(mine.index)
            shutil.copytree(kept, mine.index)
    built = build_index(mine, embedder)
    assert built.new
    assert built.manifest.embedded == 0
    verify(mine.index / "builds" / built.manifest.id)
