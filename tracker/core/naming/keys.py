"""The keys a name is stored under, and those a query asks for.

A name is stored under each word (finely, coarsely, and by the halves of long ones), under each two of its words
together, under all of them, and under all of them run together. A query asks for
the same, and for what is one habit of spelling away; so the stored keys stay few.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.core.naming.sounds import coarse_guesses, coarse_key, fine_guesses, fine_key, halves
from tracker.core.naming.words import KUNYAS, Spoken

LONGEST_KEY = 60
_MOST_IN_PAIRS = 7
_MOST_RUN_TOGETHER = 5
_MOST_GUESSES = 60


@dataclass(frozen=True, slots=True)
class Questions:
    """The keys to ask for, the surest first: whole names and couples of words, and single words.

    ``near`` are guesses at the former.
    """

    whole: tuple[str, ...]
    near: tuple[str, ...]
    single: tuple[str, ...]


def stored_keys(name: Spoken) -> list[str]:
    """Every key of a name, each once."""
    words = _carrying(name)
    coarse = [coarse_key(word) for word in words]
    singles = itertools.chain.from_iterable(
        (fine_key(word), key, *halves(key)) for word, key in zip(words, coarse, strict=True)
    )
    return _clean((*singles, *_together(coarse)))


def questions(query: Spoken) -> Questions:
    """What to ask for so that other spellings of the query are found."""
    words = _carrying(query)
    guesses = [coarse_guesses(word) for word in words]
    whole = _clean(_together([each[0] for each in guesses if each]))
    near = [key for key in _clean(_guessed(guesses)) if key not in whole]
    singles = itertools.chain.from_iterable(
        (*fine_guesses(word), *each, *halves(each[0])) for word, each in zip(words, guesses, strict=True)
    )
    return Questions(tuple(whole), tuple(near[:_MOST_GUESSES]), tuple(_clean(singles)))


def _carrying(name: Spoken) -> list[str]:
    """The words that tell one name from another: Abu and Umm do not, unless there is nothing else."""
    return [word for word in name.words if word not in KUNYAS] or list(name.words)


def _together(coarse: list[str]) -> list[str]:
    """Couples of words; with three or more all of them in order of the alphabet; all run together."""
    keys = ["+".join(sorted(couple)) for couple in itertools.combinations(coarse[:_MOST_IN_PAIRS], 2)]
    if len(coarse) > 2:
        keys.append("+".join(sorted(coarse)))
    if 1 < len(coarse) <= _MOST_RUN_TOGETHER:
        keys.append("".join(coarse))
    return keys


def _guessed(guesses: list[list[str]]) -> list[str]:
    """The same with one word guessed, then couples with both guessed."""
    found: list[str] = []
    sure = [each[0] for each in guesses]
    for place, each in enumerate(guesses):
        for guess in each[1:]:
            found += _together([*sure[:place], guess, *sure[place + 1 :]])
    for one, other in itertools.combinations(guesses[:_MOST_IN_PAIRS], 2):
        found += ["+".join(sorted(couple)) for couple in itertools.product(one[1:5], other[1:5])]
    return found


def _clean(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(key[:LONGEST_KEY] for key in keys if key))
