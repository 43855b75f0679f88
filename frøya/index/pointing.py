"""Questions with known answers → what a new question points to: each document, an answer at all, and the subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# Chosen on the project's own question sets; docs/measurements.md, «Answers».
WIDTH, RIDGE = 2.0, 0.1


@dataclass(frozen=True, eq=False)
class Pointing:
    """Kernel ridge regression over unit vectors of questions, with a Gaussian kernel.

    What is learnt is near 0 or 1 for questions like those known, and near 0 for any other. See
    Saunders, Gammerman and Vovk 1998, «Ridge regression learning algorithm in dual variables».

    Attributes:
        vectors: the known questions (questions, dimensions).
        coefficients: what each of them says of each target (questions, targets).
    """

    vectors: np.ndarray
    coefficients: np.ndarray

    @classmethod
    def fit(cls, vectors: np.ndarray, targets: np.ndarray) -> Pointing:
        """Learn ``targets`` (questions, targets), each 0 or 1, from unit ``vectors`` (questions, dimensions).

        Takes time in the third power of the number of questions: about a second for four thousand.
        """
        import numpy as np

        coefficients = np.linalg.solve(ridged(vectors), targets) if len(targets) else targets
        return cls(vectors, coefficients.astype(np.float32))

    def __call__(self, vector: np.ndarray) -> np.ndarray:
        """Return what ``vector`` (dimensions,) points to (targets,)."""
        import numpy as np

        said: np.ndarray = np.exp(WIDTH * (self.vectors @ vector - 1)) @ self.coefficients
        return said


def ridged(vectors: np.ndarray) -> np.ndarray:
    """Return how like each question is to each other, with the ridge on the diagonal (questions, questions)."""
    import numpy as np

    like: np.ndarray = np.exp(WIDTH * (vectors @ vectors.T - 1.0).astype(np.float64))
    like[np.diag_indices_from(like)] += RIDGE
    return like


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
