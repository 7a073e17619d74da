"""How alike two names sound, from 0 to 1, and whether they may be one name.

Each sound is written out in features, so that RapidFuzz counts "d" for "dh" as half
a mistake and a vowel as half a consonant.
"""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from tracker.core.naming.sounds import VOWELS
from tracker.core.naming.words import KUNYAS, Spoken

_FEATURES = str.maketrans(
    dict(
        zip(
            "pbfvtdŧđszckqgjxhlmnraeoiu",
            (
                "PPpp PPbb FFpf FFvw TTtt TTdd TTts TTdz SSts SSdz KKch KKkk KKkq KKgj JJgj XXkx hh LLll MMmm NNnn RRrr"
                " ae ei ou iy uw"
            ).split(),
            strict=True,
        )
    )
)
_NO_VOWELS = str.maketrans("", "", "".join(VOWELS))
_KUNYA_WEIGHT = 2
_MOST_WEIGHT = 8
_UNLIKE = 0.5
_ADDED = 0.4
_SAME_WORD = 0.84
_SAME_WORD_BUT_A_LETTER = 0.9
_SAME_RUN_TOGETHER = 0.95
_QUALITY = {"a": {"a"}, "e": {"a", "i"}, "i": {"i"}, "o": {"a", "u"}, "u": {"u"}}
_GAPS = re.compile(r"[^aeiou]")


def likeness(query: Spoken, name: Spoken) -> float:
    """1 for names that sound the same; a word of the query that is missing costs more than one that is added."""
    if not query.words or not name.words:
        return 0.0
    has_vowels = query.has_vowels and name.has_vowels
    found = _word_by_word(query, name, has_vowels)
    if len(query.words) != len(name.words):
        one, other = "".join(query.words), "".join(name.words)
        found = max(found, 0.98 * word_likeness(one, other))
    return found


def same_name(one: Spoken, other: Spoken) -> bool:
    """Whether every word of the shorter name has a counterpart of its own in the longer one, in the same order.

    A family name may stand first ("Dagalo Hamdan"), but Burmese words in another
    order are another name ("Nay Naing Htun", "Nay Htun Naing").
    A kunya counts as one word with what follows it. Where one name has more words
    than the other, two at least must agree: "Hassan" is not "Ali Hassan", nor is
    "Abu Ali" "Abu Ali al-Tunisi". What is merely spelled apart ("Gul Buddin") agrees.
    """
    shorter, longer = sorted((_units(one), _units(other)), key=len)
    if not shorter:
        return False
    has_vowels = one.has_vowels and other.has_vowels
    if len(shorter) != len(longer) and word_likeness("".join(shorter), "".join(longer)) >= _SAME_RUN_TOGETHER:
        return True
    if len(shorter) == 1 and len(longer) > 1:
        return False
    return _in_order([[same_word(word, each, has_vowels) for each in longer] for word in shorter])


@lru_cache(maxsize=65536)
def same_word(one: str, other: str, has_vowels: bool = True) -> bool:
    """Whether two sounds may be one word: alike, and no clear vowel against another (Hamid, Hamad; Hasan, Husain)."""
    if one == other:
        return True
    gaps, other_gaps = _GAPS.split(one), _GAPS.split(other)
    is_spelled_alike = len(gaps) == len(other_gaps)
    least = _SAME_WORD if is_spelled_alike else _SAME_WORD_BUT_A_LETTER
    if min(len(one), len(other)) < 2 or word_likeness(one, other, has_vowels) < least:
        return False
    if has_vowels and bool(gaps[0]) != bool(other_gaps[0]):
        return False  # Islam, Salam
    first = 0 if has_vowels else 1  # alif at the start is any vowel
    couples = zip(gaps[first:], other_gaps[first:], strict=is_spelled_alike)
    return not is_spelled_alike or all(_compatible(gap, other_gap) for gap, other_gap in couples)


@lru_cache(maxsize=65536)
def word_likeness(one: str, other: str, has_vowels: bool = True) -> float:
    """Of two sounds. Without vowels on one side, those of the other do not count."""
    if one == other:
        return 1.0
    if one[:1].isdecimal() or other[:1].isdecimal():
        return 0.0  # the 70th brigade is not the 79th
    found = fuzz.ratio(one.translate(_FEATURES), other.translate(_FEATURES)) / 100
    if has_vowels:
        return found
    bare, bare_other = one.translate(_NO_VOWELS), other.translate(_NO_VOWELS)
    return max(found, 0.98 * fuzz.ratio(bare.translate(_FEATURES), bare_other.translate(_FEATURES)) / 100)


def _weight(word: str) -> int:
    return _KUNYA_WEIGHT if word in KUNYAS else min(max(len(word), 2), _MOST_WEIGHT)


def _word_by_word(query: Spoken, name: Spoken, has_vowels: bool) -> float:
    """Words are matched the likeliest couple first, each once."""
    couples = [
        (word_likeness(one, other, has_vowels), i, j)
        for i, one in enumerate(query.words)
        for j, other in enumerate(name.words)
    ]
    couples.sort(reverse=True)
    left, right = set(range(len(query.words))), set(range(len(name.words)))
    agreed = 0.0
    for alike, i, j in couples:
        if alike < _UNLIKE:
            break
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            agreed += alike * _weight(query.words[i])
    asked = sum(_weight(word) for word in query.words)
    added = sum(_weight(name.words[j]) for j in right) / sum(_weight(word) for word in name.words)
    return agreed / asked - _ADDED * added


def _units(name: Spoken) -> list[str]:
    """Words, a kunya in one with the word it opens."""
    found: list[str] = []
    opens = False
    for word in name.words:
        if opens:
            found[-1] += word
        else:
            found.append(word)
        opens = word in KUNYAS and not opens
    return found


def _compatible(gap: str, other: str) -> bool:
    """Whether what stands between two consonants may be the same vowel; none written is any."""
    if not gap or not other:
        return True
    return all(_QUALITY[gap[end]] & _QUALITY[other[end]] for end in (0, -1))


def _in_order(agrees: list[list[bool]]) -> bool:
    """Whether each row agrees with a column of its own, the columns in order; the last names may come first."""
    rows = [*agrees, *agrees]
    return any(_follow(rows[start : start + len(agrees)]) for start in range(len(agrees)))


def _follow(rows: list[list[bool]]) -> bool:
    columns = iter(range(len(rows[0])))
    return all(any(row[column] for column in columns) for row in rows)
