"""A name taken apart into the words that carry it, and each word's sound.

Articles and particles go (al-, the, ben, -e-); what languages write in one word or in
three is written in one (Abd al-Rahman, Nasr Allah, Nur ad-Din, Abu-Bakr).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tracker.core.naming.letters import latinised
from tracker.core.naming.sounds import sound

LONGEST_NAME = 300
MOST_WORDS = 12
_JOINERS = re.compile(r"[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_QUOTES = re.compile(r"[\u2018\u2019\u02b9-\u02bf\u02c8\u02ca\u02cb\u055a\u0060\u00b4'\u2032]")
_SEPARATORS = re.compile(r"[\W_]+")
_LETTERS_OF_THEIR_OWN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "ə": "a"}
    | {
        "š": "sh",
        "ş": "sh",
        "č": "ch",
        "ć": "ch",
        "ž": "zh",
        "ğ": "gh",
        "ḫ": "kh",
        "ḵ": "kh",
        "ġ": "gh",
        "ṯ": "th",
        "ḏ": "dh",
    }
    | {"ç": "s", "ñ": "ni"}
)
_ARTICLES = frozenset("al el ul ad ed ud ar er ur as es us az ez uz ash ach esh ech an en un at et ut adh".split())
_PARTICLES = _ARTICLES | frozenset(
    "the of and for de des du la le les et e i o und der die bin ben ibn bn bint ag agh ould uld".split()
)
KUNYAS = frozenset({"abu", "um"})
_KUNYA = {
    "abu": "abu",
    "abou": "abu",
    "aboo": "abu",
    "abo": "abu",
    "abi": "abu",
    "umm": "um",
    "oum": "um",
    "um": "um",
    "om": "um",
}
_WRITTEN_OUT = _KUNYA | {"md": "mohamed", "mohd": "mohamed", "muhd": "mohamed", "mg": "maung"}
_SERVANT = re.compile(r"^abd(?:[aeou]{1,2}[dlnrstz]|u|o)?$")
_SERVANT_JOINED = re.compile(r"^abd[aeou]{1,2}(?:l(?!l)(?=\w{3})|(?=(?:([dnrstz])\1|sh|ch)\w{2}))")
_KUNYA_JOINED = re.compile(r"^(?:abou|abu)(?=[^aeiou]\w{3})")
_ALLAH = frozenset("allah ullah ollah oullah alah llah".split())
_OF_ALLAH = re.compile(r"(?<=\w{2})[aeou]+llah?$")
_FAITH = frozenset("din deen dine dien eddin eddine uddin addin oddin aldin".split())


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name by sound: its words in the order they are written.

    ``has_vowels`` is false for Arabic script, which leaves them out.
    """

    words: tuple[str, ...]
    has_vowels: bool = True


@lru_cache(maxsize=4096)
def spoken(name: str) -> Spoken:
    """The name by sound; no words at all for punctuation and emoji. Only the first 300 characters count."""
    text = _JOINERS.sub("", name[:LONGEST_NAME])
    plain = latinised(text)
    has_vowels = text.isascii() or not _is_abjad(text)
    words = [word for word in _SEPARATORS.sub(" ", _QUOTES.sub("", _unmarked(plain))).split() if word]
    joined = _joined(_opened(words[: 2 * MOST_WORDS]))
    return Spoken(tuple(sound(word, has_vowels=has_vowels) or word for word in joined[:MOST_WORDS]), has_vowels)


def _is_abjad(text: str) -> bool:
    return any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" for char in text)


def _unmarked(text: str) -> str:
    text = text.translate(_LETTERS_OF_THEIR_OWN)
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _opened(words: list[str]) -> list[str]:
    """Abubakar is Abu Bakar."""
    found: list[str] = []
    for word in words:
        rest = _KUNYA_JOINED.sub("", word)
        found.extend((word,) if rest == word else ("abu", rest))
    return found


def _joined(words: list[str]) -> list[str]:
    """Words without particles, the parts of one name in one word."""
    found: list[str] = []
    is_servant = False
    for place, word in enumerate(words):
        last = place == len(words) - 1
        if (word in _PARTICLES and not (last and not found)) or (word == "u" and place == 0 and not last):
            continue
        if is_servant:
            found[-1] = "abdulah" if word in _ALLAH else f"abdu{word}"
            is_servant = False
        elif found and (word in _ALLAH or word in _FAITH):
            found[-1] += "ulah" if word in _ALLAH else "udin"
        elif _SERVANT.match(word) and not last:
            found.append("abd")
            is_servant = True
        else:
            found.append(_WRITTEN_OUT.get(word) or _OF_ALLAH.sub("ulah", _SERVANT_JOINED.sub("abdu", word)))
    return found
