"""Two texts compared word by word. Plain Python."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\S+\s*")
_MOST_WORDS = 6_000
_AROUND = 12


class Run(NamedTuple):
    """A stretch of one text: ``is_changed`` where the other text has something else."""

    text: str
    is_changed: bool


def runs(old: str, new: str) -> tuple[list[Run], list[Run]]:
    """Both texts in stretches, changed ones marked; of what is the same only the words around a change are kept.

    Texts of more than 6,000 words, and texts with nothing in common, are one stretch each.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if not before or not after or max(len(before), len(after)) > _MOST_WORDS:
        return [Run(old, True)], [Run(new, True)]
    left: list[Run] = []
    right: list[Run] = []
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (tag, i, j, k, m) in enumerate(steps):
        if tag == "equal":
            kept = _shortened(before[i:j], is_first=number == 0, is_last=number == len(steps) - 1)
            left.append(Run(kept, False))
            right.append(Run(kept, False))
        else:
            left.append(Run("".join(before[i:j]), True))
            right.append(Run("".join(after[k:m]), True))
    return [run for run in left if run.text], [run for run in right if run.text]


def _shortened(words: list[str], *, is_first: bool, is_last: bool) -> str:
    """What is the same, without its middle; at the edge of the text without its far end."""
    head = [] if is_first else words[:_AROUND]
    tail = [] if is_last else words[-_AROUND:]
    if len(words) <= len(head) + len(tail) + _AROUND:
        return "".join(words)
    return f"{''.join(head)}… {''.join(tail)}"
