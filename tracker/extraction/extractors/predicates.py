"""What is said behind those counted: "were killed", "waiting for water were shot dead", "sustained injuries"."""

from tracker.extraction.extractors import casualty_words as words
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.numbers import figure_at

NP_STOPS = frozenset(
    "was were is are had have has been be in on at and or who by when from with while as after during near inside "
    "outside to that "
    'which , . ; : — – ( ) ” “ " for said told including among against but since before left into '
    "around out could may hit remain remains there here".split()
)
_BE = frozenset({"was", "were", "been", "being", "be", "is", "are", "left", "found"})
_HAVE = frozenset({"had", "has", "have", "having"})
_OPENS_ASIDE = frozenset("in from at near aboard of on inside outside with who".split())
_FINITE = frozenset(
    "was were are is had has have died sustained suffered received succumbed embraced fled lost remain remains".split()
)
_ENDS_ASIDE = frozenset({".", ";", ":", ",", "—", "–", "said", "told", "says", "that", "when", "while", "after", "but"})
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "at"})
_LONGEST_ASIDE = 13


def predicate(document: Document, last: int, limit: int) -> tuple[str, str]:
    """The kind of harm said of the people counted, and its word, past an aside, a place or more people."""
    of_harmed = document.low(last) == "of" and document.low(last + 1) in {"the", "those"}
    harmed = document.low(last + 2) if of_harmed else ""
    at = last
    for _ in range(3):
        at, has_be, has_have = _auxiliaries(document, at, limit)
        found = _harm_at(document, at, last, has_be=has_be, has_have=has_have)
        if found:
            return found, document.low(at)
        step = _aside(document, at, limit)
        if step == at:
            break
        at = step
    return words.KIND_OF.get(harmed, ""), harmed


def _auxiliaries(document: Document, at: int, limit: int) -> tuple[int, bool, bool]:
    """Past "had also been": the word behind, and whether a form of "be" and of "have" was there."""
    has_be = has_have = False
    while at < limit and (
        document.low(at) in words.AUXILIARIES | {"shot", "critically"}
        or (document.low(at).endswith("ly") and document.low(at) != "family")
        or document.tokens[at].text in '"“'
    ):
        if document.low(at) == "shot" and document.low(at + 1) in {"at", "and", "by", ".", ","}:
            break
        has_be = has_be or document.low(at) in _BE
        has_have = has_have or document.low(at) in _HAVE
        at += 1
    return at, has_be, has_have


def _harm_at(document: Document, at: int, last: int, *, has_be: bool, has_have: bool) -> str:
    low = document.low(at)
    found = phrase_at(document, at, has_be=has_be)
    if found:
        return found
    if low in words.KIND_OF:
        acts = low in words.ACTIVE and not has_be and (has_have or _has_object(document, at + 1))
        return "" if acts else words.KIND_OF[low]
    if low == "seized" and at > last:
        return "abducted"
    return "wounded" if low in words.TREATED and at > last else ""


def _has_object(document: Document, at: int) -> bool:
    """Whether those counted did it to somebody: "six gunmen killed a farmer"."""
    low = document.low(at)
    return low in _DETERMINERS - {"at"} or (low != "at" and figure_at(document.tokens, at) is not None)


def phrase_at(document: Document, at: int, *, has_be: bool) -> str:
    """Harm told in more than one word: "sustained injuries", "taken prisoner", "driven from their homes"."""
    low = document.low(at)
    behind = [document.low(step) for step in range(at + 1, at + 6)]
    if low in words.TO_DEATH and "death" in behind[:2]:
        return "killed"
    if low in {"sustained", "suffered", "received"} and set(behind[:4]) & words.INJURIES:
        return "wounded"
    if low == "succumbed" or (low in {"embraced", "attained"} and behind[0] == "martyrdom"):
        return "killed"
    if low == "lost" and behind[0] in {"their", "his", "her"} and behind[1] in {"life", "lives"}:
        return "killed"
    if low in {"apprehended", "nabbed"} and has_be:
        return "held"
    if not has_be:
        return ""
    if low in {"gunned", "mown"} and behind[0] == "down":
        return "killed"
    if low in {"held", "kept"} and behind[0] not in {"responsible", "a", "an", "the", "talks", "accountable"}:
        return "abducted" if "hostage" in behind[:2] else "held"
    if low in {"picked", "rounded"} and behind[0] == "up":
        return "held"
    if low == "taken":
        return _taken(behind)
    if low in {"driven", "forced", "expelled"} and ({"flee", "leave"} & set(behind[:3]) or _from_home(behind)):
        return "displaced"
    return ""


def _taken(behind: list[str]) -> str:
    if set(behind[:2]) & {"prisoner", "captive", "prisoners"}:
        return "captured"
    if "hostage" in behind[:2]:
        return "abducted"
    return "held" if behind[0] == "into" and "custody" in behind[:4] else ""


def _from_home(behind: list[str]) -> bool:
    return behind[0] in {"from", "out"} and bool({"homes", "villages", "houses", "home"} & set(behind))


def _aside(document: Document, at: int, limit: int) -> int:
    """Past "waiting for water", "in Lebanon", ", including two women," or "and two civilians"; else the same place."""
    low = document.low(at)
    if low == "," and document.low(at + 1) not in {"and", "but", "which", "while", "when"}:
        comma = next((stop for stop in range(at + 1, min(at + 26, limit)) if document.low(stop) == ","), None)
        inside = [document.low(step) for step in range(at + 1, comma)] if comma else []
        if comma and not set(inside) & words.VERBS_OF_CLAUSES:
            return comma + 1
    if low in {"and", ","}:
        return _more_people(document, at, limit)
    if low in _OPENS_ASIDE or is_participle(document, at):
        return _modifier(document, at, limit)
    return at


def _modifier(document: Document, at: int, limit: int) -> int:
    """The finite verb behind a phrase that tells those counted apart, or the end of a name of a place."""
    for stop in range(at + 1, min(at + _LONGEST_ASIDE, limit)):
        low = document.low(stop)
        if low in _FINITE:
            return stop
        if low in _ENDS_ASIDE or document.tokens[stop].text in '"”“':
            break
    stop = at + 1
    while stop < min(at + 6, limit) and (document.tokens[stop].is_capital or document.low(stop) in {"the", "a"}):
        stop += 1
    return stop if stop > at + 1 and document.low(at) in _OPENS_ASIDE else at


def is_participle(document: Document, at: int) -> bool:
    """Whether a word behind people tells what they were doing: "waiting", "seen", "suspected"."""
    low = document.low(at)
    if low in words.KIND_OF or low in words.PEOPLE:
        return False
    return (low.endswith("ing") and len(low) > 5) or low in words.PARTICIPLES


def _more_people(document: Document, at: int, limit: int) -> int:
    """Past "and two civilians" or "and a soldier"."""
    first = at + (2 if document.low(at + 1) == "and" else 1)
    figure = figure_at(document.tokens, first)
    stop = figure.last if figure else first + 1
    if figure is None and document.low(first) not in {"a", "an", "another"}:
        return at
    begin = stop
    while (
        stop < limit
        and stop - begin < 9
        and document.low(stop) not in NP_STOPS
        and document.low(stop) not in words.KIND_OF
    ):
        stop += 1
    if figure is None and not {document.low(step) for step in range(begin, stop)} & words.PERSON_NOUNS:
        return at
    return stop


def passive(document: Document, at: int, limit: int) -> str:
    """The harm said of one person as subject: "was killed", "had been shot dead", "died", "and two others died"."""
    low = document.low(at)
    if low == "," and document.low(at + 1) in words.AUXILIARIES:
        at += 1
    elif low in {"and", ","}:
        at = _aside(document, at, limit)
    low = document.low(at)
    behind, has_be, has_have = _auxiliaries(document, at, limit)
    if behind == at and low not in {"died", "dies", "embraced", "succumbed", "sustained", "suffered", "lost"}:
        return ""
    while document.low(behind) in {"struck", "and", "also"} and behind < limit:
        behind += 1
    found = _harm_at(document, behind, at, has_be=has_be, has_have=has_have)
    return "" if found == "missing" else found
