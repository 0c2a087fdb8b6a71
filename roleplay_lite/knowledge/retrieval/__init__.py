"""What the packs hold for a question, best first."""

from roleplay_lite.knowledge.retrieval.retriever import Retriever

__all__ = ["Retriever"]
