"""Question → hits."""

from frøya.retrieval.advice import FEW_POINTS, named_label
from frøya.retrieval.hits import Hit, Query, Signals
from frøya.retrieval.search import Retriever

__all__ = ["FEW_POINTS", "Hit", "Query", "Retriever", "Signals", "named_label"]
