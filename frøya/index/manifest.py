"""What a build says of itself: which corpus, which weights, and the hash of every file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 4
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The card of one build. ``corpus`` is the folder it was made from. ``files`` maps paths within the build to
    SHA-256; Chroma's own are not among them, because Chroma writes to its files when it opens them.
    """

    format: int
    id: str
    created: str
    corpus: str
    corpus_version: str
    embedding: str
    fingerprint: str
    dimension: int
    passage_words: int
    documents: int
    passages: int
    sentences: int
    questions: int
    tokens: int
    embedded: int
    files: dict[str, str]

    def write(self, folder: Path) -> None:
        """Write the manifest; it comes last, so a build without one was never finished."""
        content = {**asdict(self), "checksum": self._checksum()}
        (folder / NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of the build in ``folder``.

        Raises:
            OSError, ValueError, TypeError: it is missing, not JSON, not a manifest, or changed.

        """
        content = dict(json.loads((folder / NAME).read_text(encoding="utf-8")))
        checksum = content.pop("checksum", None)
        manifest = cls(**content)
        if checksum != manifest._checksum():
            raise ValueError(f"{folder / NAME} has been changed")
        return manifest

    def _checksum(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
