"""What a person is and belongs to: the title beside the name, the post behind it."""

from dataclasses import dataclass, field

from tracker.extraction.extractors.belonging import belongs_to, governs, of_police, told_of
from tracker.extraction.extractors.casualty_words import PEOPLE, PERSON_NOUNS
from tracker.extraction.extractors.counted import Casualty
from tracker.extraction.extractors.document import Document, Sentence, Span
from tracker.extraction.extractors.fates import named_later, read_status
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
_AGENTS = ("er", "or", "ist", "man", "woman")
_LED = frozenset({"led", "headed", "commanded"})
_LEADS = frozenset("runs leads heads commands chairs headed commanded chaired founded".split())


@dataclass(slots=True)
class Person:
    """One person of the text with everything said of them."""

    key: str
    mentions: list[Mention] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    role: str = ""
    role_span: Span | None = None
    rank: str = ""
    post: tuple[int, int] | None = None
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
            _read_fate(document, names, sentence, mention, casualties, person)
        if person.affiliation is None and person.status is None and person.post and sentence.first <= person.post[0]:
            person.affiliation = told_of(document, names, sentence, person.post, mention)
    return list(people.values())


def _read_fate(
    document: Document,
    names: Names,
    sentence: Sentence,
    mention: Mention,
    casualties: list[Casualty],
    person: Person,
) -> None:
    """What became of the person, and the force of those who were told of before without a name."""
    person.status, person.status_span = read_status(document, sentence, mention, casualties)
    if person.status is not None:
        return
    fate = named_later(document, names, sentence, mention, casualties)
    if fate is None:
        return
    person.status, person.status_span = fate.status, fate.span
    if person.affiliation is None and fate.force is not None:
        person.affiliation = fate.force
        person.reasons.append("belongs to those counted before")
    if not person.role and fate.role is not None:
        person.role, person.role_span = document.words(*fate.role), document.span(*fate.role)


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
    span = span or _behind(document, names, sentence, mention) or _leads(document, sentence, mention)
    span = span or _led(document, names, sentence, mention)
    if span is None:
        if person.affiliation is None:
            person.affiliation = of_police(document, names, mention)
        return
    first, last = span
    while first < last and document.low(first) in _FILLERS:
        first += 1
    if first >= last:
        return
    person.role, person.role_span = document.words(first, last), document.span(first, last)
    if document.low(first - 1) in _LED or document.low(last - 1) in {"by", "under"}:
        person.role = "leader"
    owner = person.affiliation or _affiliation(document, names, sentence, first, last)
    if owner is not None and owner.kind == "GENERIC" and governs(document, span):
        owner = None
    person.affiliation = owner or belongs_to(document, names, sentence, (first, last))
    person.post = (first, last)


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
    if last <= sentence.first or not (
        document.low(last - 1) in TITLES or _is_post(document, last) or _is_trade(document, last, mention)
    ):
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


def _is_trade(document: Document, last: int, mention: Mention) -> bool:
    """ "A rubber tapper, Mrs X,": what somebody does, in a phrase of its own before the name."""
    low = document.low(last - 1)
    if last != mention.first - 1 or not (low in PERSON_NOUNS or low.endswith(_AGENTS)):
        return False
    return any(document.low(at) in {"a", "an"} for at in range(last - 5, last - 1))


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
    if document.low(first) == "who" and document.low(first + 1) in _LEADS | _LED:
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
        if low in TITLES or (low in PERSON_NOUNS and document.low(first) in {"a", "an", "the"}):
            return True
        if low in {",", ".", "said", "and", ""} or (at in names.at and names.at[at].kind == "PERSON"):
            return False
    return False


def _leads(document: Document, sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """ "X, 38, headed a programme": the verb says what somebody is."""
    at = mention.last
    if document.low(at) == "," and document.low(at + 1).isdigit() and document.low(at + 2) == ",":
        at += 3
    if document.low(at) not in _LEADS:
        return None
    stop = next((stop for stop in range(at, sentence.last) if document.low(stop) in _STOPS), sentence.last)
    return at, min(stop, at + 12)


def _led(document: Document, names: Names, sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """ "The RSF, led by X": the post is leader, the force stands before."""
    at = mention.first
    if document.low(at - 1) == "by" and document.low(at - 2) in _LED:
        return at - 2, at
    if document.low(at - 1) == "under" and document.low(at - 2) in PEOPLE:
        return at - 1, at
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
