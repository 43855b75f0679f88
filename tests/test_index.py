"""The index: what a build embeds and writes, what it keeps, and every way it can be damaged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

import frøya
from frøya.errors import CorpusError, FrøyaError, IndexBusy, IndexUnusable
from frøya.index import store
from frøya.index.build import KEEP, Built, build_index
from frøya.index.embedding import Embedder
from frøya.index.manifest import Manifest, file_hash
from frøya.index.store import check_files, current_build, open_index
from frøya.index.vectors import COLLECTION
from frøya.index.verify import verify
from frøya.retrieval import Retriever
from frøya.settings import Settings

FILES: dict[str, str | bytes] = {
    "feil.md": "# Små feil\n\nTilgi små feil. Reager på store feil.\n",
    "moter.md": "# Møter\n\nHold korte møter hver mandag.\n\n## Referat\n\nSend referatet samme dag.\n",
    "tillit.txt": "Tillit\n\nTillit bygges når lederen holder det han lover.\n",
}
QUESTION, ANSWER = "Hva gjør jeg med små feil?", "Tilgi små feil."
HASHED = [
    "documents.jsonl",
    "passages.jsonl",
    "embeddings.npy",
    "sentences.npy",
    "questions.npy",
    "pointing.npy",
    "unanswered.jsonl",
    "tokens/basis.npz",
    "tokens/first.npy",
    "tokens/sentences.npy",
    "tokens/vectors.npy",
    "bm25/frequencies.json",
    "bm25/params.index.json",
    "bm25/vocab.index.json",
    "bm25/data.csc.index.npy",
    "bm25/indices.csc.index.npy",
    "bm25/indptr.csc.index.npy",
]
Small = Callable[[dict[str, str | bytes]], Settings]


@pytest.fixture(scope="module")
def built(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A corpus of three files and its index. Look at it, copy it, but leave it as it is."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "corpus").mkdir()
    for name, content in FILES.items():
        (folder / "corpus" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "corpus" / "ubesvart.jsonl").write_text('{"question": "Hva er klokka?", "within": false}\n', "utf-8")
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    build_index(settings, embedder)
    return settings


@pytest.fixture
def copied(built: Settings, tmp_path: Path) -> Settings:
    """A copy of the corpus and the index of ``built``, to break."""
    shutil.copytree(built.corpus, tmp_path / "corpus")
    shutil.copytree(built.index, tmp_path / "index")
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index")


def current(settings: Settings) -> Path:
    folder = current_build(settings.index)
    assert folder is not None
    return folder


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """When each file under ``folder`` was written, and what it holds; Chroma's own and the lock's left out."""
    files = [path for path in folder.rglob("*") if path.is_file() and "chroma" not in path.parts]
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in files
        if path.name not in {".lock", ".builder.json"}
    }


def vectors_by_text(settings: Settings) -> dict[str, tuple[bytes, bytes]]:
    folder = current(settings)
    passages = store.read_jsonl(folder / store.PASSAGES, store.Passage)
    vectors, sentences = np.load(folder / store.EMBEDDINGS), np.load(folder / store.SENTENCES)
    first = store.first_sentences(passages)
    return {
        passage.text: (vectors[row].tobytes(), sentences[first[row] : first[row + 1]].tobytes())
        for row, passage in enumerate(passages)
    }


def best(settings: Settings, embedder: Embedder, question: str = QUESTION) -> str:
    index = open_index(current(settings))
    try:
        retriever = Retriever(index, embedder)
        return retriever.search(retriever.query(question), 1)[0].passage.text
    finally:
        index.close()


def python(code: str, *arguments: object, **options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, env={**os.environ, **options})


def is_norwegian(error: BaseException) -> bool:
    return str(error).endswith("Kjør «froya index build» for å bygge den på nytt.")


# --- What a build embeds and writes ---------------------------------------------------------------------------


def test_a_first_build_embeds_every_passage_and_finds_the_right_one(built: Settings, embedder: Embedder) -> None:
    index = open_index(current(built))
    index.close()
    assert index.manifest.documents == len(index.documents) == 3
    assert index.manifest.passages == index.manifest.embedded == len(index.passages) == 4
    assert index.manifest.sentences == len(index.sentence_vectors) == 5
    assert index.embeddings.dtype == np.float32
    assert np.allclose(np.linalg.norm(index.embeddings, axis=1), 1, atol=1e-5)
    assert best(built, embedder).startswith(ANSWER)


def test_a_build_reports_its_stages_from_first_to_last(small: Small, embedder: Embedder) -> None:
    seen: list[tuple[str, int, int]] = []
    build_index(small(FILES), embedder, lambda *step: seen.append(step))
    stages = list(dict.fromkeys(stage for stage, _, _ in seen))
    assert stages == ["Leser inn språkmodellen", "Lager vektorer", "Skriver indeksen", "Kontrollerer"]
    assert all(done <= total for _, done, total in seen)
    assert seen[-1] == ("Kontrollerer", 1, 1)


def test_the_manifest_holds_the_hash_of_every_file_but_chromas_and_its_own(built: Settings) -> None:
    folder = current(built)
    manifest = Manifest.read(folder)
    on_disk = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(HASHED) == set(manifest.files) == {n for n in on_disk if not n.startswith("chroma/")} - {"manifest.json"}
    assert all(file_hash(folder / name) == hash_ for name, hash_ in manifest.files.items())


def test_current_names_the_build(built: Settings) -> None:
    name = (built.index / "current").read_text(encoding="utf-8")
    assert (built.index / "builds" / name / "manifest.json").is_file()
    assert current(built).name == name == Manifest.read(current(built)).id


def test_a_second_build_with_nothing_changed_embeds_nothing_and_writes_nothing(
    copied: Settings, embedder: Embedder
) -> None:
    before, seen = contents(copied.index), []
    again = build_index(copied, embedder, lambda *step: seen.append(step))
    assert not again.new
    assert again.manifest.id == current(copied).name
    assert seen == []
    assert contents(copied.index) == before


def test_only_the_changed_passage_is_embedded_again_and_the_vectors_of_the_others_are_the_same_bits(
    copied: Settings, embedder: Embedder
) -> None:
    before = vectors_by_text(copied)
    path = copied.corpus / "moter.md"
    path.write_text(path.read_text(encoding="utf-8").replace("samme dag", "innen fredag"), encoding="utf-8")
    made = build_index(copied, embedder)
    after = vectors_by_text(copied)
    assert made.new
    assert made.manifest.embedded == 1
    assert after.keys() - before.keys() == {"Send referatet innen fredag."}
    assert before.keys() - after.keys() == {"Send referatet samme dag."}
    assert all(after[text] == before[text] for text in before.keys() & after.keys())
    assert best(copied, embedder, "Når skal referatet sendes?") == "Send referatet innen fredag."


def test_a_changed_setting_for_the_length_of_passages_leads_to_a_new_build(
    copied: Settings, embedder: Embedder
) -> None:
    made = build_index(copied.model_copy(update={"passage_words": 60}), embedder)
    assert made.new
    assert made.manifest.passage_words == 60
    assert made.manifest.embedded == 0  # short passages are the same at either length


def test_the_model_is_not_loaded_when_nothing_needs_embedding(copied: Settings) -> None:
    (copied.corpus / "tillit.txt").unlink()
    code = """
import sys
from pathlib import Path
from frøya.index.build import build_index
from frøya.index.embedding import Embedder
from frøya.settings import Settings
settings = Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2]))
for new in (True, False):
    built = build_index(settings, Embedder(settings.embedding, settings.cache))
    assert built.new is new
    assert built.manifest.embedded == (0 if new else built.manifest.embedded)
assert not {"torch", "sentence_transformers", "transformers"} & sys.modules.keys()
print(built.manifest.documents)
"""
    run = python(code, copied.corpus, copied.index)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "2"


def test_the_last_two_builds_are_kept(copied: Settings, embedder: Embedder) -> None:
    made = [current(copied).name]
    for _ in range(2):
        made.append(build_index(copied, embedder, force=True).manifest.id)
    kept = sorted(path.name for path in (copied.index / "builds").iterdir())
    assert KEEP == 2
    assert kept == made[-2:]
    assert current(copied).name == made[-1]


def test_unfinished_build_folders_are_cleared(copied: Settings, embedder: Embedder) -> None:
    unfinished = copied.index / "builds" / "20200101T000000000000-abcdefabcdef"
    (unfinished / "bm25").mkdir(parents=True)
    (unfinished / "passages.jsonl").write_text("{", encoding="utf-8")
    assert build_index(copied, embedder, force=True).new
    assert not unfinished.exists()


def test_an_open_index_answers_while_and_after_a_new_one_is_built(copied: Settings, embedder: Embedder) -> None:
    index = open_index(current(copied))
    vector = embedder.query(QUESTION)
    found: list[list[int]] = []
    build_index(copied, embedder, lambda *_: found.append(index.vectors.nearest(vector, 2)), force=True)
    found.append(index.vectors.nearest(vector, 2))
    assert len(found) > 3
    assert {tuple(rows) for rows in found} == {tuple(found[0])}
    assert index.passages[found[0][0]].text.startswith(ANSWER)
    index.close()


# --- Damage ---------------------------------------------------------------------------------------------------


def delete(path: Path) -> None:
    path.unlink()


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(place: float) -> Callable[[Path], None]:
    def flip(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[int(place * (len(data) - 1))] ^= 1
        path.write_bytes(data)

    return flip


DAMAGE = [
    pytest.param(delete, id="deleted"),
    pytest.param(truncate, id="truncated"),
    pytest.param(empty, id="emptied"),
    pytest.param(flip(0), id="first byte flipped"),
    pytest.param(flip(0.5), id="middle byte flipped"),
    pytest.param(flip(1), id="last byte flipped"),
]


@pytest.mark.parametrize("name", [*HASHED, "manifest.json"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_makes_the_index_unusable_and_is_named(
    copied: Settings, name: str, damage: Callable[[Path], None]
) -> None:
    path = current(copied) / name
    damage(path)
    with pytest.raises(IndexUnusable) as caught:
        open_index(current(copied))
    assert str(path) in str(caught.value)
    assert is_norwegian(caught.value)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_pointer_makes_the_index_unusable_and_is_named(
    copied: Settings, damage: Callable[[Path], None]
) -> None:
    damage(copied.index / "current")
    with pytest.raises(IndexUnusable) as caught:
        current_build(copied.index)
    assert str(copied.index / "current") in str(caught.value)
    assert is_norwegian(caught.value)


@pytest.mark.parametrize("name", ["..", ".", "../builds", "/", "\udcff", "\0"])
def test_a_pointer_out_of_the_builds_is_not_followed(copied: Settings, name: str) -> None:
    (copied.index / "current").write_bytes(name.encode(errors="surrogateescape"))
    with pytest.raises(IndexUnusable, match="current"):
        current_build(copied.index)


def test_a_changed_number_in_the_manifest_is_noticed_wherever_it_stands(copied: Settings) -> None:
    path = current(copied) / "manifest.json"
    whole = path.read_bytes()
    for place in (i for i, byte in enumerate(whole) if chr(byte).isdigit()):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(IndexUnusable, match=r"manifest\.json"):
            check_files(path.parent)
    path.write_bytes(whole)
    check_files(path.parent)


@pytest.mark.parametrize("content", ["null", "1", '"tekst"', "[]", "{}", "[[1, 2]]"])
def test_a_manifest_that_is_json_but_no_manifest_is_damage(copied: Settings, content: str) -> None:
    (current(copied) / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(IndexUnusable, match=r"manifest\.json"):
        open_index(current(copied))


def test_an_index_of_another_version_says_so(copied: Settings) -> None:
    folder = current(copied)
    manifest = Manifest.read(folder)
    values = {name: getattr(manifest, name) for name in Manifest.__slots__}
    Manifest(**{**values, "format": manifest.format + 1}).write(folder)
    with pytest.raises(IndexUnusable, match="en annen versjon av Frøya"):
        open_index(folder)


def garbage(database: Path) -> None:
    database.write_bytes(b"ikke en database" * 5000)


def half(database: Path) -> None:
    truncate(database)


def header_only(database: Path) -> None:
    database.write_bytes(b"SQLite format 3\0" + bytes(4080))


CHROMA_DAMAGE = [
    pytest.param(lambda database: shutil.rmtree(database.parent), id="folder deleted"),
    pytest.param(delete, id="database deleted"),
    pytest.param(empty, id="database emptied"),
    pytest.param(truncate, id="database truncated"),
    pytest.param(garbage, id="database overwritten"),
    pytest.param(header_only, id="database zeroed"),
]


@pytest.mark.parametrize("damage", CHROMA_DAMAGE)
def test_a_broken_chroma_folder_makes_the_index_unusable_and_is_named(
    copied: Settings, damage: Callable[[Path], None]
) -> None:
    folder = current(copied) / "chroma"
    damage(folder / "chroma.sqlite3")
    with pytest.raises(IndexUnusable) as caught:
        open_index(current(copied))
    assert str(folder) in str(caught.value)
    assert is_norwegian(caught.value)


def test_a_chroma_database_with_a_passage_too_few_is_noticed(copied: Settings) -> None:
    with chroma(current(copied)) as collection:
        collection.delete(ids=["0"])
    with pytest.raises(IndexUnusable, match="har 3 avsnitt, ikke 4"):
        open_index(current(copied))


@pytest.mark.parametrize("damage", [CHROMA_DAMAGE[0], CHROMA_DAMAGE[4]])
def test_a_broken_chroma_folder_is_refilled_without_the_model(copied: Settings, damage: Callable[[Path], None]) -> None:
    before = vectors_by_text(copied)
    damage(current(copied) / "chroma" / "chroma.sqlite3")
    unloaded = Embedder(copied.embedding, copied.cache)
    made = build_index(copied, unloaded)
    assert made.new
    assert made.manifest.embedded == 0
    assert "encoder" not in vars(unloaded)
    assert vectors_by_text(copied) == before
    verify(current(copied))


def test_vectors_that_are_damaged_are_not_carried_over(copied: Settings, embedder: Embedder) -> None:
    before = vectors_by_text(copied)
    flip(1)(current(copied) / "embeddings.npy")
    made = build_index(copied, embedder)
    assert made.manifest.embedded == made.manifest.passages
    for text, (vector, _) in vectors_by_text(copied).items():
        assert np.allclose(np.frombuffer(vector, np.float32), np.frombuffer(before[text][0], np.float32), atol=1e-5)


def test_a_lost_pointer_costs_no_embedding(copied: Settings) -> None:
    delete(copied.index / "current")
    assert build_index(copied, Embedder(copied.embedding, copied.cache)).manifest.embedded == 0


@pytest.mark.parametrize(
    ("name", "damage"),
    [("documents.jsonl", truncate), ("chroma/chroma.sqlite3", garbage), ("../../current", delete)],
)
def test_opening_a_damaged_index_says_so_rebuilds_it_and_answers(
    copied: Settings, name: str, damage: Callable[[Path], None]
) -> None:
    path = (current(copied) / name).resolve()
    damage(path)
    opened = frøya.open(copied)
    assert len([notice for notice in opened.notices if notice.endswith("Den bygges på nytt.")]) == 1
    assert str(path if "chroma" not in name else path.parent) in opened.notices[0]
    answer = opened.ask(QUESTION)
    assert answer.answered
    assert ANSWER in json.dumps(answer.to_dict(), ensure_ascii=False)
    opened.close()
    verify(current(copied))
    healthy = frøya.open(copied)
    assert healthy.notices == ()
    healthy.close()


def test_an_index_by_another_model_is_rebuilt_with_new_vectors(copied: Settings, embedder: Embedder) -> None:
    folder = current(copied)
    manifest = Manifest.read(folder)
    values = {name: getattr(manifest, name) for name in Manifest.__slots__}
    Manifest(**{**values, "fingerprint": "hub:en/annen@main", "embedding": "en/annen"}).write(folder)
    opened = frøya.open(copied)
    opened.close()
    assert opened.notices == ("Indeksen er bygd med en annen språkmodell (en/annen). Den bygges på nytt.",)
    assert opened.index.manifest.fingerprint == embedder.fingerprint
    assert opened.index.manifest.embedded == opened.index.manifest.passages


# --- verify ---------------------------------------------------------------------------------------------------


class chroma:  # noqa: N801 - reads as a function
    """The Chroma collection of a build, as anyone could open it."""

    def __init__(self, build: Path) -> None:
        import chromadb

        self.client = chromadb.PersistentClient(path=str(build / "chroma"))

    def __enter__(self):
        return self.client.get_collection(COLLECTION, embedding_function=None)

    def __exit__(self, *_: object) -> None:
        from chromadb.api.shared_system_client import SharedSystemClient

        self.client.close()
        SharedSystemClient.clear_system_cache()


def verified_afresh(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-m", "frøya.index.verify", str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)


def resigned(folder: Path) -> None:
    """Write the manifest again, so that only the content of the files can tell that they are wrong."""
    manifest = Manifest.read(folder)
    values = {name: getattr(manifest, name) for name in Manifest.__slots__}
    Manifest(**{**values, "files": {name: file_hash(folder / name) for name in manifest.files}}).write(folder)


def test_verify_in_a_fresh_process_is_content_with_a_whole_build(copied: Settings) -> None:
    checked = verified_afresh(current(copied))
    assert (checked.returncode, checked.stdout) == (0, "")


def test_verify_in_a_fresh_process_finds_a_wrong_vector_in_chroma(copied: Settings) -> None:
    wrong = np.zeros(384, np.float32)
    wrong[0] = 1
    with chroma(current(copied)) as collection:
        collection.update(ids=["2"], embeddings=[wrong])
    checked = verified_afresh(current(copied))
    assert checked.returncode == 1
    assert checked.stdout.strip().endswith("finner ikke igjen avsnitt 2.")
    assert "Traceback" not in checked.stderr


def test_verify_in_a_fresh_process_finds_a_wrong_vector_in_the_file(copied: Settings) -> None:
    path = current(copied) / "embeddings.npy"
    vectors = np.load(path)
    vectors[1] = -vectors[1]
    np.save(path, vectors)
    resigned(path.parent)
    checked = verified_afresh(path.parent)
    assert checked.returncode == 1
    assert checked.stdout.strip().endswith("finner ikke igjen avsnitt 1.")


def test_verify_finds_vectors_that_are_too_few(copied: Settings) -> None:
    folder = current(copied)
    for name, message in (("sentences.npy", "Setningsvektorene"), ("embeddings.npy", "Vektorene")):
        np.save(folder / name, np.load(folder / name)[:-1])
        resigned(folder)
        with pytest.raises(IndexUnusable, match=message):
            verify(folder)


def test_verify_finds_a_passage_that_does_not_stand_in_its_document(copied: Settings) -> None:
    path = current(copied) / "documents.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Tilgi små", "Tilgi store"), encoding="utf-8")
    resigned(path.parent)
    with pytest.raises(IndexUnusable, match=r"feil#0 i .* står ikke slik i dokumentet"):
        verify(path.parent)


# --- Two builders ---------------------------------------------------------------------------------------------


@pytest.fixture
def holder(copied: Settings) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of the index, as a builder does."""
    code = """
import sys
from pathlib import Path
from frøya.index.build import _only_builder
with _only_builder(Path(sys.argv[1])):
    print("holder", flush=True)
    sys.stdin.read()
"""
    command = [sys.executable, "-X", "utf8", "-c", code, str(copied.index)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holder\n"
        yield process
        process.kill()


def test_a_second_builder_in_another_process_loses_at_once_and_learns_who_holds_the_lock(
    copied: Settings, holder: subprocess.Popen[str]
) -> None:
    code = """
import sys, time
from pathlib import Path
from frøya.errors import IndexBusy
from frøya.index.build import build_index
from frøya.index.embedding import Embedder
from frøya.settings import Settings
settings = Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2]))
embedder = Embedder(settings.embedding, settings.cache)
began = time.monotonic()
try:
    build_index(settings, embedder, force=True)
except IndexBusy as error:
    print(time.monotonic() - began)
    print(error)
"""
    before = contents(copied.index)
    run = python(code, copied.corpus, copied.index)
    assert run.returncode == 0, run.stderr
    seconds, message = run.stdout.splitlines()
    assert float(seconds) < 2
    assert f"bygges allerede av prosess {holder.pid} på " in message
    assert message.endswith("Vent til den er ferdig, og prøv igjen.")
    assert contents(copied.index) == before


def test_the_old_index_answers_while_another_process_builds(
    copied: Settings, embedder: Embedder, holder: subprocess.Popen[str]
) -> None:
    began = time.monotonic()
    with pytest.raises(IndexBusy, match=str(holder.pid)):
        build_index(copied, embedder)
    assert time.monotonic() - began < 2
    assert best(copied, embedder).startswith(ANSWER)


def test_the_lock_of_a_builder_that_was_killed_is_free(
    copied: Settings, embedder: Embedder, holder: subprocess.Popen[str]
) -> None:
    holder.kill()
    holder.wait()
    assert not build_index(copied, embedder).new


# --- Corpora and folders that cannot be used ------------------------------------------------------------------


def assert_nothing_was_built(settings: Settings) -> None:
    assert current_build(settings.index) is None
    assert not list(store.builds(settings.index).glob("*"))


def test_an_empty_corpus_folder_is_an_error_that_says_what_to_add(tmp_path: Path, embedder: Embedder) -> None:
    settings = Settings(corpus=tmp_path / "tom", index=tmp_path / "index")
    settings.corpus.mkdir()
    with pytest.raises(CorpusError) as caught:
        build_index(settings, embedder)
    assert str(settings.corpus) in str(caught.value)
    assert "Legg inn .md- eller .txt-filer." in str(caught.value)
    assert_nothing_was_built(settings)


def test_a_missing_corpus_folder_is_an_error_that_names_it(tmp_path: Path, embedder: Embedder) -> None:
    settings = Settings(corpus=tmp_path / "borte", index=tmp_path / "index")
    with pytest.raises(CorpusError) as caught:
        build_index(settings, embedder)
    assert str(settings.corpus) in str(caught.value)
    assert "FROYA_CORPUS" in str(caught.value)
    assert_nothing_was_built(settings)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("---\ntitle: Litteratur om ledelse\n---\n# Kilder\n\nEn bok.\n", id="only a list of sources"),
        pytest.param("# 🙂\n\n!!! ???\n", id="only symbols"),
        pytest.param("# Og\n\nog i på det er\n", id="only stopwords"),
    ],
)
def test_a_corpus_with_no_words_to_search_is_an_error_and_not_a_crash(
    small: Small, embedder: Embedder, content: str
) -> None:
    settings = small({"a.md": content})
    with pytest.raises(CorpusError, match="Fant ingen dokumenter å bygge indeks av"):
        build_index(settings, embedder)
    assert_nothing_was_built(settings)


def test_a_corpus_that_has_gone_leaves_the_old_index_as_it_was(copied: Settings, embedder: Embedder) -> None:
    before = contents(copied.index)
    shutil.rmtree(copied.corpus)
    with pytest.raises(CorpusError):
        build_index(copied, embedder, force=True)
    assert contents(copied.index) == before
    assert best(copied, embedder).startswith(ANSWER)


def test_a_document_with_nothing_to_search_does_not_harm_the_others(small: Small, embedder: Embedder) -> None:
    settings = small({**FILES, "symboler.md": "# 🙂\n\n!!!\n", "skadet.md": b"\xff\xfe\x00"})
    made: Built = build_index(settings, embedder)
    assert made.manifest.documents == 4
    assert [finding.path for finding in made.findings if finding.level == "error"] == ["skadet.md"]
    assert best(settings, embedder).startswith(ANSWER)


def test_an_index_folder_that_cannot_be_written_is_an_error_that_names_it(built: Settings, embedder: Embedder) -> None:
    settings = built.model_copy(update={"index": built.corpus / "feil.md" / "index"})
    with pytest.raises(FrøyaError) as caught:
        build_index(settings, embedder)
    assert str(caught.value).startswith(f"Kan ikke skrive til indeksmappen {settings.index} (")
    assert "FROYA_INDEX" in str(caught.value)
    with pytest.raises(FrøyaError, match="Kan ikke skrive til indeksmappen"):
        frøya.open(settings)


def test_builds_that_cannot_be_written_leave_the_old_index_answering(copied: Settings, embedder: Embedder) -> None:
    moved = copied.index / "builds-before"
    (copied.index / "builds").rename(moved)
    (copied.index / "builds").write_text("en fil der mappen skulle vært", encoding="utf-8")
    with pytest.raises(FrøyaError, match="Kan ikke skrive til indeksmappen"):
        build_index(copied, embedder, force=True)
    (copied.index / "builds").unlink()
    moved.rename(copied.index / "builds")
    assert best(copied, embedder).startswith(ANSWER)


def test_another_corpus_folder_is_not_answered_from_the_old_index(copied: Settings, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "ferie.md").write_text("# Ferie\n\nSøk om ferie før påske.\n", encoding="utf-8")
    opened = frøya.open(copied.model_copy(update={"corpus": other}))
    assert [document.slug for document in opened.documents()] == ["ferie"]
    assert any("en annen korpusmappe" in notice for notice in opened.notices)
    opened.close()


def test_an_index_answers_after_its_corpus_folder_has_gone(copied: Settings) -> None:
    opened = frøya.open(copied.model_copy(update={"corpus": copied.corpus / "borte"}))
    assert len(opened.documents()) == len(FILES)
    assert opened.notices == ()
    opened.close()
