"""Active or passive: "attacked", "was attacked"."""

from tracker.extraction.extractors.document import Document

BE = frozenset({"was", "were", "been", "being", "be", "is", "are"})


def is_passive(document: Document, index: int) -> bool:
    """Whether a verb is passive: "was attacked"."""
    low = document.low(index)
    looks = low.endswith("ed") or low in {
        "shot",
        "hit",
        "struck",
        "taken",
        "overrun",
        "retaken",
        "beaten",
        "slain",
        "torn",
    }
    return looks and bool({document.low(index - 1), document.low(index - 2)} & BE)
