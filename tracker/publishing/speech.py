"""Direct speech: the only words of somebody else's text that go out, and how much of it."""

import re

MOST_PER_PASSAGE = 300
LEAST_WORTH_CUTTING = 40
SHARE_OF_TEXT = 0.15

_QUOTED = re.compile(r"[“«„\"]([^“”«»„\"]{1,2000})[”»“\"]")


def fragments(words: str, *, is_quote: bool) -> list[str]:
    """What stands inside quotation marks in a passage, at most 300 characters of it in all.

    The fragment that goes beyond is cut at a word, and the rest left out. Of a
    passage that is direct speech as a whole but carries no marks, the whole.
    """
    found = [match.group(1).strip(" ,;") for match in _QUOTED.finditer(words)]
    if not found and is_quote:
        found = [words.strip().strip('“”«»„" ,;')]
    kept: list[str] = []
    left = MOST_PER_PASSAGE
    for fragment in filter(None, found):
        if len(fragment) > left:
            return [*kept, _cut(fragment, left)] if left >= LEAST_WORTH_CUTTING else kept
        kept.append(fragment)
        left -= len(fragment)
    return kept


class Budget:
    """What may still be quoted from one text: 15 % of it in all; what was quoted once stays free."""

    def __init__(self, text_length: int, quoted: list[str]) -> None:
        self.quoted = list(quoted)
        self._left = int(text_length * SHARE_OF_TEXT) - sum(len(words) for words in quoted)

    def allow(self, words: str) -> bool:
        """Whether ``words`` may go out; takes them from the budget when they are new."""
        if words in self.quoted:
            return True
        if len(words) > self._left:
            return False
        self.quoted.append(words)
        self._left -= len(words)
        return True


def _cut(words: str, most: int) -> str:
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
