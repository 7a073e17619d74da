"""One word of a name as it sounds, and the keys it is found by.

A *sound* is the word in a small alphabet that the spelling habits of English, French,
German and Turkish agree on: sh, ch, tch → x; kh → c; gh → q; dj, zh → j; th → ŧ;
dh → đ; ou, oo, w → u; y → i. A *key* keeps the consonants alone, by class.
"""

import re

_SPELLINGS = {
    "x": "shch schtsch chtch tsch tch tsh sch sh ch",
    "j": "dzh dsch dj zh jh zj",
    "c": "kh",
    "q": "gh",
    "ŧ": "th",
    "đ": "dh",
    "f": "ph",
    "b": "bh",
    "s": "ts tz tc",
    "k": "ck",
    "ks": "x",
    "u": "ou oo w",
    "i": "ee y",
    "g": "gu(?=[eiy])",
}
_BY_SPELLING = {spelling: sound for sound, all_of_it in _SPELLINGS.items() for spelling in all_of_it.split(" ")}
_GROUPED = sorted(_BY_SPELLING, key=len, reverse=True)
_SPELLING = re.compile("|".join(f"({spelling})" for spelling in _GROUPED))
_SOUND_OF_GROUP = ("", *(_BY_SPELLING[spelling] for spelling in _GROUPED))
_SOFT_C = re.compile(r"c(?=[eiy])")
_DOUBLE = re.compile(r"(.)\1+")
_BEFORE_LIPS = re.compile(r"M(?=P)")
_BREATH = re.compile(r"^h(?=[lmnrtspk])")
_ENDING = re.compile(r"(?<=[aeiou])h$|(?<=n)[gt]$|(?<=n)g(?=[bcdfjkmnpqstvxzŧđ])")
VOWELS = frozenset("aeiou")
_NUMBER = re.compile(r"\d+")
_SPOKEN = re.compile(r"[aeiouyw]")
_CLASSES = dict(zip("bpfvtdŧđkqgcjszxlmnr", "PPFFTTTTKKKKJSSXLMNR", strict=True))
# What a spelling may stand for besides its own class, by the habit of some language.
_OTHERWISE = {
    "d": ("S",),  # ض: Ramadan, Ramazan
    "đ": ("S",),  # ذ, ظ: Dhawahiri, Zawahiri
    "z": ("T",),
    "ŧ": ("S",),  # ث: Othman, Osman; ส in Burmese
    "s": ("T",),
    "v": ("",),  # Davoud, Dawood
    "g": ("J", ""),  # Gamal, Jamal; Russian г for h
    "j": ("K", ""),  # and German, Polish j
    "c": ("",),  # Kharkiv, Harkiv
    "h": ("K",),
    "x": ("K",),  # Cheick, Mikael
    "f": ("P",),
    "p": ("F",),
    "m": ("N",),
    "n": ("M",),
}


def sound(word: str, *, has_vowels: bool = True) -> str:
    """The sound of one word in lower-case Latin letters without marks: "Zaouahiri" and "Zawahiri" give "zauahiri".

    A word without a vowel (PKK) is spelled out, not spoken: it stays as it is, unless
    it comes from a script that writes none. Of a number the digits count: 79th is 79.
    """
    if word[:1].isdecimal():
        return _NUMBER.match(word)[0]  # type: ignore[index]
    if has_vowels and not _SPOKEN.search(word):
        return word
    text = _SPELLING.sub(_spoken, _SOFT_C.sub("s", _BREATH.sub("", word) if has_vowels else word))
    if has_vowels:
        return _ENDING.sub("", _DOUBLE.sub(r"\1", text))
    return text if len(text) < 3 else text.removesuffix("h")  # two letters in a row are two: مملوك


def fine_key(sound_of_word: str) -> str:
    """Classes of consonants, with h, half vowels (W, Y) and a mark for a vowel at the start."""
    return _BEFORE_LIPS.sub("N", "".join(_fine(sound_of_word)))[:24]


def coarse_key(sound_of_word: str) -> str:
    """Classes of the firm consonants alone; "A" where there are none ("Aye", "Oo")."""
    classes = "".join(_firm(char) for char in sound_of_word)
    return _settled(classes) or "A"


def coarse_guesses(sound_of_word: str) -> list[str]:
    """The coarse key and those one habit of spelling away, the likeliest first, at most sixteen.

    The last ones stand for an ending that is spelled and not said, or the reverse:
    Monywar, Monywa; Khaing, Khai; Jabhat, جبهة.
    """
    firm = [(char, _firm(char)) for char in sound_of_word]
    found = [coarse_key(sound_of_word)]
    for place, (char, _) in enumerate(firm):
        for other in _OTHERWISE.get(char, ()):
            found.append(_spelled(firm, place, other))
        if char == "u" and 0 < place < len(firm) - 1 and firm[place + 1][0] in VOWELS:
            found.append(_spelled(firm, place, "F"))  # Nawaz, Navaz
    found += _with_weak_ending(found[0], sound_of_word)
    return list(dict.fromkeys(key for key in found if key))[:16]


def halves(coarse: str) -> tuple[str, ...]:
    """The beginning and the end of a long coarse key, so that one wrong letter leaves one of them whole."""
    return (f"{coarse[:3]}.", f".{coarse[-3:]}") if len(coarse) > 3 else ()


def fine_guesses(sound_of_word: str) -> list[str]:
    """The fine key, and what it is with v for w and with no h."""
    key = fine_key(sound_of_word)
    return list(dict.fromkeys((key, key.replace("W", "F"), key.replace("F", "W"), key.replace("H", ""))))


def _firm(char: str) -> str:
    """The class of a consonant; nothing for vowels and h; a digit or a letter of an unknown script is its own class."""
    return "" if char in VOWELS or char == "h" else _CLASSES.get(char, char.upper())


def _spoken(match: re.Match[str]) -> str:
    return _SOUND_OF_GROUP[match.lastindex or 0]


def _fine(text: str) -> list[str]:
    found = []
    for place, char in enumerate(text):
        follows = text[place + 1 : place + 2]
        if char in VOWELS:
            if char in "ui" and follows in VOWELS and follows:
                found.append("W" if char == "u" else "Y")
            elif place == 0:
                found.append("A")
        else:
            found.append(_CLASSES.get(char, char.upper()))
    return found


def _spelled(firm: list[tuple[str, str]], place: int, other: str) -> str:
    return _settled("".join(other if at == place else key for at, (_, key) in enumerate(firm)))


def _settled(classes: str) -> str:
    """Junblat is Jumblatt. At most twenty classes."""
    return _BEFORE_LIPS.sub("N", classes)[:20]


def _with_weak_ending(coarse: str, sound_of_word: str) -> list[str]:
    if sound_of_word[-1:] in VOWELS:
        return [f"{coarse}{ending}"[:20] for ending in ("TRN" if sound_of_word[-1] == "a" else "RN")]
    return [coarse[:-1]] if sound_of_word.endswith(("r", "n", "at")) else []
