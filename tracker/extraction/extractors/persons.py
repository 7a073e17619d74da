"""Names of persons: rank and name, given names, name particles, titles beside the name."""

from tracker.extraction.extractors.casualty_words import PERSON_NOUNS
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.mentions import (
    FORCE_HEADS,
    NAMED_FORCE_HEADS,
    PARTICLES,
    RANKS,
    STARTS_RANK,
    TIED,
    TITLES,
    Mention,
)
from tracker.extraction.extractors.register import Register

SAYING = frozenset(
    "said says told added claimed announced stated warned confirmed denied reported argued insisted noted".split()
)
_TITLE_PARTS = frozenset(
    {
        "prime",
        "foreign",
        "defence",
        "defense",
        "interior",
        "finance",
        "health",
        "justice",
        "information",
        "office",
        "press",
        "first",
        "supreme",
        "navy",
        "army",
        "police",
        "petty",
        "security",
        "state",
        "energy",
        "affairs",
        "corps",
    }
)
_TERRITORIAL = frozenset("commander commissioner superintendent collector magistrate inspector corps".split())
_GRADES = frozenset({"staff", "master", "senior", "deputy", "assistant", "first", "second", "chief", "gunnery"})
_IN_TITLE = RANKS | TITLES | _TITLE_PARTS | _GRADES
_STARTS_TITLE = (TITLES | _TITLE_PARTS) - {
    "state",
    "office",
    "first",
    "health",
    "security",
    "energy",
    "affairs",
    "resident",
    "rebel",
}
_CHIEFS_OF = frozenset({"superintendent", "inspector", "commissioner", "director", "chief"})
_STARTS_TITLE |= STARTS_RANK
_KIN = frozenset({"family", "families", "clan", "tribe"})
_JOINERS = PARTICLES | {"-"}
_MAX_NAME = 7
NOT_NAMES = frozenset(
    "the a an in on at of and but for from with by to as this that these those it he she they we i "
    "his her their its our there here when where while after before since although though however "
    "meanwhile also both all some many most several no not if is was were are what who how why "
    "according earlier later monday tuesday wednesday thursday friday saturday sunday january "
    "february march april june july august september october november december muslim christian allah "
    "god state street operation north south east west northern southern eastern western government "
    "ministry".split()
)


def person_at(
    document: Document, register: Register, index: int, blocked: set[int], surnames: dict[str, str]
) -> Mention | None:
    """The name of a person at a token, with a rank before it."""
    tokens = document.tokens
    rank_last = _ranks(document, index)
    start = rank_last
    end = name_end(document, start, blocked)
    if end == start or (rank_last > index and tokens[start].low in NOT_NAMES):
        return None
    if document.low(end) in _KIN or all(token.low in TITLES | {"special"} for token in tokens[start:end]):
        return None
    if rank_last > index:
        mention = _named(document, index, end, rank_last, "rank before the name", 0.95)
        mention.key = surnames.get(tokens[start].low, mention.key) if end - start == 1 else mention.key
        return mention
    if tokens[start].low in NOT_NAMES or tokens[start].low.endswith(TIED):
        return None
    if end - start == 1:
        if document.low(start - 1) == "alias":
            return _named(document, start, end, start, "is called", 0.7)
        full = surnames.get(tokens[start].low)
        if full:
            return Mention(start, end, "PERSON", full, "surname of a person named before", 0.85, rank_last=start)
        return None
    reason = _evidence(document, register, start, end)
    return _named(document, start, end, start, reason, 0.85) if reason else None


def _named(document: Document, first: int, last: int, rank_last: int, reason: str, score: float) -> Mention:
    return Mention(first, last, "PERSON", document.words(rank_last, last), reason, score, rank_last=rank_last)


def _ranks(document: Document, index: int) -> int:
    """The end of the rank at a token ("Lt. Col.", "Brig-Gen."), or the token itself."""
    tokens = document.tokens
    at = index
    starts = tokens[at].low in _STARTS_TITLE or (tokens[at].low == "private" and document.low(at + 1) == "first")
    starts = starts or (tokens[at].low in _GRADES and document.low(at + 1) in STARTS_RANK)
    if not starts or not tokens[at].is_capital:
        return index
    has_title = False
    while at < min(len(tokens), index + _MAX_NAME) and tokens[at].low in _IN_TITLE and tokens[at].is_capital:
        has_title = has_title or tokens[at].low in RANKS | TITLES
        at += 1
        if document.low(at) == "-" and document.low(at + 1) in RANKS:
            at += 1
        if document.low(at - 1) in _CHIEFS_OF and document.low(at) == "of" and document.low(at + 1) == "police":
            at += 2
    return at if has_title else index


def name_end(document: Document, start: int, blocked: set[int]) -> int:
    """The end of the capitalised name from a token on; particles such as "al" inside."""
    tokens = document.tokens
    at, end = start, start
    while at < min(len(tokens), start + _MAX_NAME) and at not in blocked:
        token = tokens[at]
        if tokens[start].sentence != token.sentence or (
            at > start and token.low in NOT_NAMES and not _is_particle(token.low)
        ):
            break
        if (token.is_capital and token.text[0].isalpha() and token.low not in {"'s"}) or _is_particle(token.low):
            at += 1
            if token.is_capital or "-" in token.low or token.low not in _JOINERS:
                end = at
        elif token.text in {'"', "“"} and at > start and (closed := _nickname(document, at)):
            at = closed
        else:
            break
    return end


def _nickname(document: Document, at: int) -> int:
    """The token behind a nickname of one to three capitalised words in quotation marks; 0 when it is none."""
    for stop in range(at + 2, min(at + 5, len(document.tokens))):
        if document.tokens[stop].text in {'"', "”"}:
            return stop + 1
        if not document.tokens[stop - 1].is_capital:
            return 0
    return 0


def _is_particle(low: str) -> bool:
    head, dash, _ = low.partition("-")
    return low in _JOINERS or (dash == "-" and head in PARTICLES)


def _evidence(document: Document, register: Register, start: int, end: int) -> str:
    """Why a run of capitals is a person; empty when nothing says so."""
    tokens = document.tokens
    first = tokens[start].low.partition("-")[0]
    if document.is_upper:
        return "given name" if first in register.given_names else ""
    if first == "abu" or any(
        _is_particle(token.low) and token.low not in {"de", "la", "le", "da", "-"} for token in tokens[start:end]
    ):
        return "particle of a name"
    if first in register.given_names:
        return "given name"
    starts = document.sentences[tokens[start].sentence].first == start
    if end - start >= 2 + starts and tokens[start + 1].low in register.given_names and tokens[start].low.isalpha():
        return "second given name"
    before = document.low(start - 1)
    if before in TITLES or (before in {",", ":"} and document.low(start - 2) in TITLES):
        return f"title before the name ({before})"
    after = document.low(end)
    if after == "(" and document.low(end + 1).isdigit() and document.low(end + 2) == ")" and end - start in {2, 3, 4}:
        return "age behind the name"
    is_apposed = before == "," and document.low(start - 2) in PERSON_NOUNS | TITLES
    if is_apposed and after in {",", "."} and end - start in {2, 3, 4}:
        return "name beside a word for a person"
    if after in SAYING or (before in SAYING and end - start in {2, 3}):
        return "says something"
    if after == "," and _apposed_title(document, end + 1):
        return "title after the name"
    if end - start in {2, 3, 4} and _is_led_by(document, start, end):
        return "leads"
    if before == "," and after == "," and end - start in {2, 3, 4} and _is_behind_post(document, start - 1):
        return "name beside a post"
    if before == "named" or (before == "as" and document.low(start - 2) in {"known", "identified", "named"}):
        return "is called"
    return ""


def _is_led_by(document: Document, start: int, end: int) -> bool:
    """ "A cell led by X Y", "gunmen under X Y alias Z"."""
    if document.low(end) in {"alias", "aka"}:
        return True
    led = document.low(start - 1) == "by" and document.low(start - 2) in {"led", "headed", "commanded", "founded"}
    return led and not any(token.low in FORCE_HEADS | NAMED_FORCE_HEADS for token in document.tokens[start:end])


def _is_behind_post(document: Document, comma: int) -> bool:
    """ "The administrator of Ancuabe, X Y,": a title with its place or body before the comma."""
    for at in range(comma - 1, max(0, comma - 9), -1):
        if document.low(at) in {",", ".", '"', ";"}:
            return False
        if document.low(at) in TITLES and document.low(at + 1) in {"of", "for", "in"}:
            return True
    return False


def listed_at(document: Document, index: int, blocked: set[int], previous: Mention | None) -> Mention | None:
    """The next name of a list of persons: "Sani Bello, Musa Danjuma and Ahmed Idris"."""
    if previous is None or previous.kind != "PERSON" or previous.last - (previous.rank_last or previous.first) < 2:
        return None
    between = [document.low(at) for at in range(previous.last, index)]
    if between not in ([","], ["and"], [",", "and"]):
        return None
    end = name_end(document, index, blocked)
    goes_on = end >= len(document.tokens) or not (
        document.tokens[end].is_capital or document.low(end) in {"'s", "'", "of", "-"}
    )
    names = all(
        document.tokens[at].text.isalpha() and not document.tokens[at].text.isupper() for at in range(index, end)
    )
    if end - index not in {2, 3, 4} or not goes_on or not names or document.low(index) in NOT_NAMES:
        return None
    return _named(document, index, end, index, "name in a list of persons", 0.7)


def is_post_of_place(document: Document, person: Mention) -> bool:
    """ "Corps Commander Peshawar": a post over a territory may have the territory's name behind it."""
    post = {document.low(at) for at in range(person.first, person.rank_last)}
    return person.rank_last - person.first > 1 and person.last - person.rank_last == 1 and bool(post & _TERRITORIAL)


def _apposed_title(document: Document, index: int) -> bool:
    if document.low(index).isdigit() and document.low(index + 1) == ",":
        return True
    for at in range(index, index + 7):
        word = document.low(at)
        if word in TITLES:
            return True
        if word in {",", ".", "who", "said", ""}:
            return False
    return False
