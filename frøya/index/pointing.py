"""Questions with known answers → what a new question points to: each document, an answer at all, and the subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from frøya.corpus import Document
from frøya.corpus.asked import Unanswered

if TYPE_CHECKING:
    import numpy as np

# Chosen on the known questions themselves, each left out in turn; docs/measurements.md, «Answers».
WIDTH, RIDGE = 2.0, 0.1
# How much two questions are alike by their letters, beside by their meaning; the letters come in groups of these sizes.
LETTERS, GROUPS = 0.3, (3, 5)


@dataclass(frozen=True, eq=False)
class Pointing:
    """Kernel ridge regression over questions: near 0 or 1 for questions like those known, and near 0 for any other.

    Two questions are alike as a Gaussian of the distance between their vectors, and as the cosine between the groups of
    letters in their words, the rare ones counting more. The second finds the same words in other inflections, spellings
    and dialects, where the first sees no more than the topic. See Saunders, Gammerman and Vovk 1998, «Ridge regression
    learning algorithm in dual variables».

    Attributes:
        vectors: unit vectors of the known questions (questions, dimensions).
        texts: the questions.
        coefficients: what each of them says of each target (questions, targets).

    """

    vectors: np.ndarray
    texts: Sequence[str]
    coefficients: np.ndarray

    @classmethod
    def fit(cls, vectors: np.ndarray, texts: Sequence[str], targets: np.ndarray) -> Pointing:
        """Learn ``targets`` (questions, targets), each 0 or 1, from questions and their unit ``vectors``.

        Takes time in the third power of the number of questions: about a second for four thousand.
        """
        import numpy as np

        if not len(texts):
            return cls(vectors, texts, targets.astype(np.float32))
        untaught = cls(vectors, texts, np.empty(0))
        return cls(vectors, texts, np.linalg.solve(untaught.ridged(), targets).astype(np.float32))

    def __call__(self, vector: np.ndarray, text: str) -> np.ndarray:
        """Return what the question ``text`` with the unit ``vector`` (dimensions,) points to (targets,)."""
        import numpy as np

        if not len(self.texts):
            return np.zeros(self.coefficients.shape[1], np.float32)
        reader, letters = self._letters
        alike = (
            np.exp(WIDTH * (self.vectors @ vector - 1))
            + LETTERS * (letters @ reader.transform([text]).T).toarray()[:, 0]
        )
        said: np.ndarray = alike @ self.coefficients
        return said

    def ridged(self) -> np.ndarray:
        """Return how like each question is to each other, with the ridge on the diagonal (questions, questions)."""
        import numpy as np

        _, letters = self._letters
        like: np.ndarray = np.exp(WIDTH * (self.vectors @ self.vectors.T - 1.0).astype(np.float64))
        like += LETTERS * (letters @ letters.T).toarray()
        like[np.diag_indices_from(like)] += RIDGE
        return like

    @cached_property
    def _letters(self) -> tuple[Any, Any]:
        """What reads the letters of a question, and the known questions as read (questions, groups of letters)."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        reader = TfidfVectorizer(analyzer="char_wb", ngram_range=GROUPS, sublinear_tf=True)
        return reader, reader.fit_transform(self.texts)


def known_questions(documents: Iterable[Document], unanswered: Iterable[Unanswered]) -> list[str]:
    """Return the questions that are learnt from: those that the documents answer, then those that none does."""
    return [entry for document in documents for entry in document.entries] + [known.question for known in unanswered]


def targets_of(documents: Sequence[int], count: int, within: Sequence[bool]) -> np.ndarray:
    """Return the targets of questions: a column for each of ``count`` documents, one for answered, one for within.

    ``documents`` says which document answers each of the answered questions, which come first; ``within`` says of each
    question without an answer whether it is at least about the subject.
    """
    import numpy as np

    targets = np.zeros((len(documents) + len(within), count + 2))
    targets[np.arange(len(documents)), documents] = 1
    targets[: len(documents), count:] = 1
    targets[len(documents) :, count + 1] = within
    return targets
