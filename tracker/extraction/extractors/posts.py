"""What a person is and belongs to: the title beside the name, the post behind it."""

from dataclasses import dataclass, field

from tracker.extraction.extractors.counted import Casualty
from tracker.extraction.extractors.document import Document, Sentence, Span
from tracker.extraction.extractors.fates import read_status
from tracker.extraction.extractors.mentions import RANKS, TITLES, Mention
from tracker.extraction.extractors.names import Names

_STOPS = frozenset(
    {
        ",",
        ".",
        ";",
        "(",
        ")",
        "who",
        "which",
        "said",
        "says",
        "told",
        "was",
        "were",
        "had",
        "has",
        "”",
        '"',
        "—",
        "–",
        ":",
        "that",
    }
)
_FILLERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "current", "late"})
_LED = frozenset({"led", "headed", "commanded"})


@dataclass(slots=True)
class Person:
    """One person of the text with everything said of them."""

    key: str
    mentions: list[Mention] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    role: str = ""
    role_span: Span | None = None
    rank: str = ""
    affiliation: Mention | None = None
    status: str | None = None
    status_span: Span | None = None
    reasons: list[str] = field(default_factory=list)


def find_persons(document: Document, names: Names, casualties: list[Casualty]) -> list[Person]:
    """Every person, in the order of first mention."""
    people: dict[str, Person] = {}
    for mention in names.mentions:
        if mention.kind != "PERSON":
            continue
        person = people.setdefault(mention.key, Person(mention.key))
        person.mentions.append(mention)
        person.reasons.append(mention.reason)
        first = mention.rank_last or mention.first
        person.names.add(document.words(first, mention.last))
        if mention.rank_last > mention.first and not person.rank:
            person.rank = document.words(mention.first, mention.rank_last)
        sentence = document.sentences[document.tokens[mention.first].sentence]
        if not person.role:
            _share_role(document, people, mention, person)
        if not person.role:
            _read_role(document, names, sentence, mention, person)
        if person.status is None:
            person.status, person.status_span = read_status(document, sentence, mention, casualties)
    return list(people.values())


def _share_role(document: Document, people: dict[str, Person], mention: Mention, person: Person) -> None:
    """ "The mediators X and Y": the second has the role of the first."""
    if document.low(mention.first - 1) != "and":
        return
    for other in people.values():
        last_word = other.role.rpartition(" ")[2].lower()
        joined = any(each.last == mention.first - 1 for each in other.mentions[-1:])
        if joined and last_word.endswith("s") and last_word in TITLES:
            person.role, person.role_span, person.affiliation = other.role, other.role_span, other.affiliation


def _read_role(document: Document, names: Names, sentence: Sentence, mention: Mention, person: Person) -> None:
    """Try the words before the name, then the words behind it."""
    span = _titled(document, names, mention) or _before(document, names, sentence, mention)
    span = span or _behind(document, names, sentence, mention) or _led(document, names, sentence, mention)
    if span is None:
        return
    first, last = span
    while first < last and document.low(first) in _FILLERS:
        first += 1
    if first >= last:
        return
    person.role, person.role_span = document.words(first, last), document.span(first, last)
    if document.low(first - 1) in _LED or document.low(last - 1) == "by":
        person.role = "leader"
    person.affiliation = person.affiliation or _affiliation(document, names, sentence, first, last)


def _titled(document: Document, names: Names, mention: Mention) -> tuple[int, int] | None:
    """ "Italian Defence Minister X", "President X": the title written with the name."""
    title = {document.low(at) for at in range(mention.first, mention.rank_last)}
    if not title & TITLES - RANKS:
        return None
    first = mention.first
    owner = names.at.get(first - 1 - (document.low(first - 1) in {"'s", "'"}))
    if owner is not None and owner.kind in {"NATIONALITY", "LOCATION", "FORCE", "ORG"}:
        first = owner.first
    return first, mention.rank_last


def _before(document: Document, names: Names, sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """ "Centcom chief Gen. X", "brigade spokeswoman Capt. X", "its spokesman, Gen. X"."""
    last = mention.first
    if document.low(last - 1) in {"as", "named"} and document.low(last - 2) in {"known", "identified"}:
        last -= 2
    last -= document.low(last - 1) == ","
    if last <= sentence.first or (document.low(last - 1) not in TITLES and not _is_post(document, last)):
        return None
    first = last
    while first > sentence.first and last - first < 9:
        owner = names.at.get(first - 1)
        if owner is not None:
            if owner.kind == "PERSON":
                break
            first = max(owner.first, sentence.first)
            continue
        low = document.low(first - 1)
        if (
            low in _STOPS
            or low in {"and", "but", "by", "among", "them", "to", "with", "from", "an", "a", "including", "killed"}
            or "”" in low
        ):
            break
        first -= 1
    return first, last


def _is_post(document: Document, last: int) -> bool:
    """A post with a complement: "chief of staff", "head of operations"."""
    return any(document.low(at) in TITLES and document.low(at + 1) == "of" for at in range(last - 4, last - 1))


def _behind(document: Document, names: Names, sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """ "X, head of operations in Iraq,", "X, a deputy commander of Y", "X, who runs the ward"."""
    at = mention.last
    is_said_to_be = document.low(at) in {"is", "was"} and document.low(at + 1) in {"the", "a", "an"}
    if (document.low(at) not in {",", "("} and not is_said_to_be) or at + 1 >= sentence.last:
        return None
    first = at + 1
    if document.low(first).isdigit() and document.low(first + 1) == ",":
        first += 2
    if document.low(first) in {"alias", "aka", "nicknamed", "better", "also", "widely"}:
        first = 1 + next(
            (stop for stop in range(first, min(first + 9, sentence.last)) if document.low(stop) == ","), first
        )
    if document.low(first) == "who" and document.low(first + 1) in {
        "runs",
        "leads",
        "heads",
        "commands",
        "led",
        "headed",
    }:
        first += 1
    elif (
        document.low(first) == "who"
        and document.low(first + 1) in {"was", "is"}
        and (document.low(first + 3) == "charge" or _has_title(document, names, first + 2))
    ):
        first += 2
    elif not _has_title(document, names, first):
        return None
    last = first
    while last < sentence.last and last - first < 16:
        owner = names.at.get(last)
        low = document.low(last)
        if owner is None and (low in _STOPS or (low == "and" and document.low(last - 1) == ",")):
            break
        if owner is not None and owner.kind == "PERSON":
            break
        last += 1
    while last > first and document.low(last - 1) in {",", "and"}:
        last -= 1
    return first, last


def _has_title(document: Document, names: Names, first: int) -> bool:
    for at in range(first, first + 8):
        low = document.low(at)
        if low in TITLES:
            return True
        if low in {",", ".", "said", "and", ""} or (at in names.at and names.at[at].kind == "PERSON"):
            return False
    return False


def _led(document: Document, names: Names, sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """ "The RSF, led by X": the post is leader, the force stands before."""
    at = mention.first
    if document.low(at - 1) == "by" and document.low(at - 2) in _LED:
        return at - 2, at
    return None


def _affiliation(document: Document, names: Names, sentence: Sentence, first: int, last: int) -> Mention | None:
    """The force or body named in the post, or the owner of "its"."""
    inside = [names.at[at] for at in range(first, last) if at in names.at and names.at[at].kind != "PERSON"]
    for kinds in ({"FORCE"}, {"ORG"}, {"GENERIC"}):
        owner = next((mention for mention in inside if mention.kind in kinds), None)
        if owner:
            return owner
    before_title = [
        mention for mention in inside if document.low(mention.first - 1) not in {"in", "for", "of", "near", "all"}
    ]
    inside = [mention for mention in before_title if mention.kind != "REGION"]
    relative = (
        document.low(first - 1) in {"its", "their"}
        or document.low(first - 2) in _LED
        or document.low(first) in _LED | {"brigade", "runs"}
    )
    if relative:
        owners = {"FORCE", "ORG", "GENERIC"}
        previous = [
            names.at[at] for at in range(max(0, first - 60), first) if at in names.at and names.at[at].kind in owners
        ]
        in_sentence = [mention for mention in previous if mention.first >= sentence.first]
        return next(iter(reversed(in_sentence or previous)), None)
    return inside[0] if inside else None
