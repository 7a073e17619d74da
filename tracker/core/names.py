"""Names as keys: fold case, script marks and punctuation so that spellings meet."""

import re
import unicodedata

_JOINERS = re.compile(r"[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_APOSTROPHES = re.compile(r"[\u2018\u2019\u02bb\u02bc\u02be\u02bf\u0060\u00b4']")
_SEPARATORS = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:the)\s+")
_UNFOLDED = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "ə": "a"})
_LOOK_ALIKE = frozenset({"Latn", "Cyrl", "Grek"})
_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW", "CJK", "MYANMAR", "ETHIOPIC", "GREEK", "DEVANAGARI")
_SCRIPT_CODES = {
    "LATIN": "Latn",
    "ARABIC": "Arab",
    "CYRILLIC": "Cyrl",
    "HEBREW": "Hebr",
    "CJK": "Hani",
    "MYANMAR": "Mymr",
    "ETHIOPIC": "Ethi",
    "GREEK": "Grek",
    "DEVANAGARI": "Deva",
}


def fold(name: str) -> str:
    """The key under which a name is compared: lower case, no marks, single spaces.

    Apostrophes vanish ("Sana'a" meets "Sanaa"); hyphens and other punctuation
    become spaces ("Abu-Ali" meets "Abu Ali"); a leading "the" goes. A name that
    is only punctuation folds to the empty string.
    """
    text = _JOINERS.sub("", unicodedata.normalize("NFKD", name))
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = _APOSTROPHES.sub("", text.casefold().translate(_UNFOLDED))
    return _ARTICLE.sub("", _SEPARATORS.sub(" ", text).strip())


def script_of(name: str) -> str:
    """ISO 15924 code of the first letter's script; "Zyyy" where there is none."""
    for char in name:
        if char.isalpha():
            label = unicodedata.name(char, "")
            for script in _SCRIPTS:
                if label.startswith(script):
                    return _SCRIPT_CODES[script]
            return "Zzzz"
    return "Zyyy"


def mixed_scripts(name: str) -> bool:
    """Whether a word mixes letters of scripts that look alike (Latin, Cyrillic, Greek): "Wаgner" with a Cyrillic а.

    Such a name is flagged to the editor and never taken for the one it looks like.
    """
    return any(len(_LOOK_ALIKE & {script_of(char) for char in word}) > 1 for word in re.split(r"[\W\d_]+", name))
