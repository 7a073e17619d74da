"""Characters that cannot be seen, or turn the words around: shown by name, and still in the text. Plain Python."""

import re
from collections.abc import Iterator

_NAMES = {
    0x00AD: "soft hyphen",
    0x061C: "ALM",
    0x115F: "filler",
    0x180E: "MVS",
    0x200B: "zero width",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "line separator",
    0x2029: "paragraph separator",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "word joiner",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0x3164: "filler",
    0xFEFF: "zero width",
    0xFFFC: "object",
}
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffc\U000e0000-\U000e0fff]"
)


def parts(text: str) -> Iterator[tuple[str, str]]:
    """The text in order as (words, ""), and each odd character as (character, its name)."""
    at = 0
    for found in _ODD.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], ""
        char = found.group()
        yield char, _NAMES.get(ord(char), f"U+{ord(char):04X}")
        at = found.end()
    if at < len(text):
        yield text[at:], ""


def plain(text: str) -> str:
    """The text without its odd characters: for a field, where they could not be shown."""
    return _ODD.sub("", text)
