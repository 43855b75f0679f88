"""What can go wrong, worded for the person who must act on it.

Every message says what happened, to what, and what to do. The command line, the chat and the
API show ``str(error)`` as it is; only what is not a :class:`FrøyaError` is a bug.
"""

from __future__ import annotations


class FrøyaError(Exception):
    """Something the reader, the operator or the corpus writer can mend."""


class SettingsError(FrøyaError):
    """A setting has a value that cannot be used."""


class CorpusError(FrøyaError):
    """The corpus folder is missing, unreadable or holds nothing to index."""


class EmbeddingError(FrøyaError):
    """The embedding model cannot be loaded, or is not the one the index was built with."""


class IndexUnusable(FrøyaError):
    """There is no index, or it is damaged. Building it again mends it."""


class IndexBusy(FrøyaError):
    """Another process is building the index."""


class FeedbackError(FrøyaError):
    """Feedback cannot be kept, read or deleted."""


class ModelError(FrøyaError):
    """The language model that writes cannot be used, or did not answer. The answer of quotes stands."""


class QuestionRejected(FrøyaError):
    """The question cannot be asked as it stands (empty, too long, nothing but symbols)."""


class PrivateData(QuestionRejected):
    """The question holds something about a person that must not be read, shown or kept."""
