"""Which of a place's many recorded names are worth carrying."""

import re
import unicodedata
from collections.abc import Iterable

from tracker.core.names import fold, script_of

_SCRIPTS = {"Latn", "Arab", "Cyrl"}
_SCRIPTS_AT_HOME = {"IL": "Hebr", "PS": "Hebr", "MM": "Mymr", "ET": "Ethi", "ER": "Ethi"}
_ARTICLE = re.compile(r"^(?:al|el|ar|as|at|ad|adh|an|ash|az|ath)[\s-]+(?=\w{3})", re.IGNORECASE)
_GENERIC = re.compile(
    r"^(?:muhafazat|mohafazat|sha[`']?biyat|province d[eu]s?|departement d[eu]s?|komuna e)\s+|"
    r"\s+(?:state|region|province|division|governorate|oblast'?|okrug|fylke|district|county|department)$",
    re.IGNORECASE,
)
_PLAIN_WORDS = (
    "north south east west central centre center northern southern eastern western middle coast islands "
    "lakes northeast northwest southeast southwest nord sud est ouest lac norte sur este oeste oriental "
    "occidental littoral capital district federal distrito union unity border plateau delta highlands "
    "valley"
)
_PLAIN = frozenset(_PLAIN_WORDS.split())
_SHORTEST_OTHER = 4
_MOST_LATIN = 12
_MOST_LATIN_QUIET = 2
# English-language reports spell their towns one way.
_QUIET_CODES = (
    "US CA GB IE FR DE AT CH IT ES PT NL BE LU DK NO SE FI IS PL CZ SK HU SI AU NZ BR AR CL UY PY CR PA "
    "CU DO PR JP RO BG GR EE LV LT MX"
)
_QUIET = frozenset(_QUIET_CODES.split())
_SCIENTIFIC = re.compile("[āīūēōḩţşḑẕḥṭṣḍḏẖḵḻṉṟṯ‘’ʻʼ]|z̧", re.IGNORECASE)
_MARKS_AT_HOME = {"LV", "LT", "EE", "RO", "TR", "AZ", "NZ", "UA", "PL", "US", "PF", "WS", "TO"}
_MISREAD = re.compile("[ÃÂ�]")  # UTF-8 once taken for Latin-1
_SEPARATOR = re.compile(r"[|\t\r\n]")
_MOST_LETTERS = 60


def without_article(name: str) -> str:
    """ "Al-Qaim" as reports often write it: "Qaim"; unchanged when there is no Arabic article."""
    return _ARTICLE.sub("", name)


def without_generic(name: str) -> str:
    """ "Muhafazat al Anbar" without the word for its kind."""
    return _GENERIC.sub("", name).strip()


def readable(name: str, country_code: str) -> str:
    """A scientific romanisation without its marks: "Rafaḩ" becomes "Rafah", as reports print it."""
    if country_code in _MARKS_AT_HOME or not _SCIENTIFIC.search(name):
        return name
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return _SCIENTIFIC.sub("", plain).replace("`", "").strip()


def is_plain(name: str) -> bool:
    """Whether the name is an ordinary word ("Northern") that marks no place by itself."""
    return all(word in _PLAIN for word in fold(name).split())


def is_quiet(country_code: str, population: int) -> bool:
    """Whether few names will do for this town."""
    return country_code in _QUIET and population < 200_000


def useful_names(name: str, others: Iterable[str], *, country_code: str, few: bool = False) -> list[str]:
    """Other names to keep: readable scripts, no codes, no machine romanisation, one per folded key.

    GeoNames' own romanisations of other scripts ("alqaym") begin in lower case
    and airport codes are three capitals; neither is ever printed in a report.
    ``few`` keeps two other Latin names and none in another script.
    """
    scripts = {"Latn"} if few else _SCRIPTS | {_SCRIPTS_AT_HOME.get(country_code, "Latn")}
    most_latin = _MOST_LATIN_QUIET if few else _MOST_LATIN
    seen = {fold(name), ""}
    kept: list[str] = []
    latin = 0
    for other in others:
        key, script = fold(other), script_of(other)
        if key in seen or script not in scripts or not _is_clean(other):
            continue
        if script == "Latn":
            is_romanised = other[:1].isalpha() and not other[:1].isupper()
            if is_romanised or len(key) < _SHORTEST_OTHER or latin == most_latin:
                continue
            latin += 1
        seen.add(key)
        kept.append(other)
    return kept


def _is_clean(name: str) -> bool:
    return len(name) <= _MOST_LETTERS and not _MISREAD.search(name) and not _SEPARATOR.search(name)
