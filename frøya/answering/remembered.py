"""What a language model wrote lately, so that a page that is loaded again, or a file, has the answer that was shown.

Kept in memory only, and only the last few hundred. An answer that leant on the questions before it is found by them too.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from frøya.answering.answer import Answer
from frøya.answering.conversation import Turn
from frøya.answering.words import WORDS

_MOST, _BEFORE = 200, 4


class Remembered:
    """The last answers with something in them that a model wrote. Safe to use from several threads."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[str, ...], Answer] = OrderedDict()

    def keep(self, question: str, history: Sequence[Turn], answer: Answer) -> None:
        """Remember ``answer``, and forget the oldest where there are too many."""
        key = _key(question, history, answer)
        with self._lock:
            self._answers[key] = answer
            self._answers.move_to_end(key)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)

    def instead_of(self, answer: Answer, question: str, history: Sequence[Turn]) -> Answer:
        """Return what a model wrote where ``answer`` is the answer of quotes to the same, or ``answer`` itself."""
        with self._lock:
            return self._answers.get(_key(question, history, answer), answer)


def _key(question: str, history: Sequence[Turn], answer: Answer) -> tuple[str, ...]:
    """Return the question, after those it was understood together with."""
    understood = WORDS[answer.language].understood.split("{")[0]
    leans = any(notice.startswith(understood) for notice in answer.notices)
    return (*(earlier for earlier, _ in history[-_BEFORE:]), question) if leans else (question,)
