"""One reported figure of harm, and who the people counted are."""

from dataclasses import dataclass, field

from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.harm import counted_in, noun_phrase
from tracker.extraction.extractors.mentions import Mention
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.numbers import Figure

_NOT_WHO = frozenset({"more", "others", "other", "further", "additional", "alone", "so", "far"})
_HARMED = frozenset({"arrested", "killed", "injured", "detained", "abducted", "kidnapped", "captured", "died"})
_WHOLE = frozenset("dead killed victims wounded injured casualties arrested detained abducted deceased slain".split())


@dataclass(slots=True)
class Casualty:
    """One reported figure; ``part_of`` is the index of the figure it is counted in."""

    kind: str
    figure: Figure
    who_first: int
    who_last: int
    sentence: int
    reason: str
    force: Mention | None = None
    part_of: int | None = None
    is_negated: bool = False
    is_total: bool = False
    is_joined: bool = False
    person: Mention | None = None
    extra: dict[str, object] = field(default_factory=dict)

    def who(self, document: Document) -> str:
        """The words for the people, without the figure."""
        return document.words(self.who_first, self.who_last)


def describe(
    document: Document,
    names: Names,
    casualty: Casualty,
    sentence: Sentence,
    previous: Casualty | None,
    earlier: Casualty | None = None,
) -> None:
    """Fill who they are, to which force they belong, and in which figure they are counted."""
    while casualty.who_first < casualty.who_last and document.low(casualty.who_first) in _NOT_WHO | _HARMED | {
        "of",
        "the",
        "them",
        "whom",
    }:
        casualty.who_first += 1
    inside = [names.at[at] for at in range(casualty.who_first, casualty.who_last) if at in names.at]
    for kind in ("FORCE", "GENERIC"):
        casualty.force = casualty.force or next((mention for mention in inside if mention.kind == kind), None)
    tail = [document.low(at) for at in range(casualty.who_last, min(sentence.last, casualty.who_last + 8))]
    casualty.is_total = "total" in tail or "altogether" in tail
    _note_whole(document, names, casualty, sentence, previous, earlier)


def _note_whole(
    document: Document,
    names: Names,
    casualty: Casualty,
    sentence: Sentence,
    previous: Casualty | None,
    earlier: Casualty | None,
) -> None:
    """Note the figure in which these people are counted: "including", "of them", "of the dead", "among them"."""
    last = casualty.figure.last
    whole = counted_in(document, casualty.figure, casualty.who_last)
    if whole == "them" and earlier is not None and earlier is not casualty:
        casualty.extra["part_of"] = earlier
        return
    if whole and whole != "them":
        casualty.extra["part_of_kind"] = True
        return
    before = {document.low(casualty.figure.first - 1), document.low(casualty.figure.first - 2)}
    is_part = before & {"including", "among", "includes"} or (
        document.low(last) == "of" and document.low(last + 1) in {"them", "whom"}
    )
    if document.low(last) == "of" and document.low(last + 1) in {"the", "those"} and document.low(last + 2) in _WHOLE:
        casualty.extra["part_of_kind"] = True
        if document.low(last + 3) in {"were", "was"}:
            casualty.who_first = last + 4
            casualty.who_last = noun_phrase(document, names, casualty.who_first, sentence.last)
    if is_part and previous is not None:
        casualty.extra["part_of"] = previous
        if document.low(last) == "of":
            casualty.who_first = last + 2
            casualty.who_last = noun_phrase(document, names, casualty.who_first, sentence.last)
