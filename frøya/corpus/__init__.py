"""Files → documents."""

from frøya.corpus.document import Block, Document, Reference, Source
from frøya.corpus.load import Corpus, Finding, load_corpus

__all__ = ["Block", "Corpus", "Document", "Finding", "Reference", "Source", "load_corpus"]
