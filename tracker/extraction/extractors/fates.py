"""What became of a person: killed, wounded, captured, by the words around the name."""

from dataclasses import dataclass

from tracker.extraction.extractors.casualties import casualties_in
from tracker.extraction.extractors.casualty_words import ACTIVE, AUXILIARIES, KIND_OF, PEOPLE, PERSON_NOUNS
from tracker.extraction.extractors.counted import Casualty
from tracker.extraction.extractors.document import Document, Sentence, Span
from tracker.extraction.extractors.mentions import TITLES, Mention
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.persons import SAYING
from tracker.extraction.extractors.voice import BE

_NAMED = frozenset(
    "them they dead men victims killed deceased suspects arrested slain two three four victim body bodies corpses "
    "wounded injured".split()
)
_NAMING = frozenset({"named", "identified", "identifying", "naming"})
_LIST_CUES = frozenset({"killed", "dead", "wounded", "captured", "arrested", "detained", "abducted"})
_RECENT = 12
_STATUS = {
    "killed": "killed",
    "wounded": "wounded",
    "captured": "captured",
    "abducted": "abducted",
    "held": "detained",
    "missing": "missing",
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a person, the words that say so, and what they say of force and role."""

    status: str | None
    span: Span
    force: Mention | None = None
    role: tuple[int, int] | None = None


def read_status(
    document: Document, sentence: Sentence, mention: Mention, casualties: list[Casualty]
) -> tuple[str | None, Span | None]:
    """The fate told in the sentence: object or subject of a verb of harm, or a list of the dead."""
    for index in casualties_in(casualties, document.tokens[mention.first].sentence):
        casualty = casualties[index]
        if casualty.is_negated:
            continue
        is_behind = casualty.who_last <= mention.first
        if casualty.person is mention or (is_behind and _is_apposed(document, casualty, mention)):
            span = document.span(max(sentence.first, casualty.figure.first - 1), mention.last)
            return _STATUS.get(casualty.kind), span
    verb = _object_of(document, sentence, mention)
    if verb is not None:
        return _STATUS.get(KIND_OF.get(document.low(verb), "")), document.span(verb, mention.last)
    listed = _listed(document, sentence, mention)
    return (_STATUS.get(KIND_OF.get(listed[0], "")), listed[1]) if listed else (None, None)


def named_later(
    document: Document, names: Names, sentence: Sentence, mention: Mention, casualties: list[Casualty]
) -> Fate | None:
    """The fate of somebody whom another sentence, or the words before, tell of without the name."""
    return _identified(document, names, sentence, mention, casualties) or _introduced(
        document, sentence, mention, casualties
    )


def _identified(
    document: Document, names: Names, sentence: Sentence, mention: Mention, casualties: list[Casualty]
) -> Fate | None:
    """ "It named them as A, B and C", "the slain militants were identified as D": those counted just before."""
    at = next((at for at in range(sentence.first, mention.first - 1) if document.low(at) in _NAMING), None)
    if at is None:
        return None
    behind = [document.low(step) for step in range(at + 1, min(at + 6, mention.first))]
    if not {"as", ":"} & set(behind):
        return None
    span = document.span(at, mention.last)
    window = range(max(sentence.first, at - 6), at)
    about = [document.low(step) for step in window]
    force = next((names.at[step] for step in reversed(window) if _is_force(names.at.get(step))), None)
    harmed = next((word for word in about if word in KIND_OF), "")
    counted = _counted_before(document, mention, casualties)
    last = casualties_in(casualties, document.tokens[at].sentence).stop
    before = [each for each in casualties[max(0, last - _RECENT) : last] if not each.is_negated]
    same = next((each for each in reversed(before) if _is_same(document, each, about)), None)
    if same is None and set(about + behind) & _NAMED and counted:
        same = counted[-1]
    kind = KIND_OF.get(harmed, same.kind if same else "")
    if not kind:
        return None
    return Fate(_STATUS.get(kind), span, force or (same.force if same else None))


def _introduced(document: Document, sentence: Sentence, mention: Mention, casualties: list[Casualty]) -> Fate | None:
    """ "Gunmen shot dead a nurse. Luz Bueno, 38, headed ...": the victim of the sentence before, named with an age."""
    last = mention.last
    has_age = document.low(last) == "," and document.low(last + 1).isdigit() and document.low(last + 2) == ","
    number = document.tokens[mention.first].sentence
    if not has_age or mention.first != sentence.first or document.low(last + 3) in SAYING | AUXILIARIES:
        return None
    alone = [casualties[index] for index in casualties_in(casualties, number - 1)]
    if len(alone) != 1 or alone[0].person is not None or alone[0].reason != "one person":
        return None
    only = alone[0]
    return Fate(_STATUS.get(only.kind), document.span(*_words_of(only)), only.force, _words_of(only))


def _words_of(casualty: Casualty) -> tuple[int, int]:
    return casualty.who_first, casualty.who_last


def _counted_before(document: Document, mention: Mention, casualties: list[Casualty]) -> list[Casualty]:
    number = document.tokens[mention.first].sentence
    recent = [index for back in range(number - 2, number + 1) for index in casualties_in(casualties, back)]
    return [casualties[index] for index in recent if not casualties[index].is_negated]


def _is_same(document: Document, casualty: Casualty, about: list[str]) -> bool:
    """Whether the words before "was identified" speak of those counted: "the soldier", "the three officers"."""
    who = {word.rstrip("s") for word in casualty.who(document).lower().split()}
    people = {word.rstrip("s") for word in about if word in PEOPLE | PERSON_NOUNS}
    return bool(who & people)


def _is_force(mention: Mention | None) -> bool:
    return mention is not None and mention.kind in {"FORCE", "GENERIC"}


def _object_of(document: Document, sentence: Sentence, mention: Mention) -> int | None:
    """The verb in "killed the ringleader, X": the name stands beside the object."""
    noun = mention.first - 2
    if document.low(mention.first - 1) != "," or document.low(noun) not in PERSON_NOUNS | TITLES:
        return None
    verb = next(
        (at for at in range(noun - 1, max(sentence.first, noun - 6) - 1, -1) if document.low(at) in ACTIVE), None
    )
    between = {document.low(at) for at in range((verb or noun) + 1, noun)}
    is_passive = verb is not None and _is_done_to(document, verb)
    return None if is_passive or between & {",", "said", "by", "and", "who", "in"} else verb


def _is_done_to(document: Document, verb: int) -> bool:
    """Whether "was" or "been" stands before a verb, an adverb between them skipped."""
    before = verb - 1 - (document.low(verb - 1) in {"also", "reportedly", "later", "allegedly"})
    return document.low(before) in BE


def _is_apposed(document: Document, casualty: Casualty, mention: Mention) -> bool:
    """ "killed eight fighters, among them a commander known as X", "capturing a commander, Col. X"."""
    between = [document.low(at) for at in range(casualty.who_last, mention.first)]
    if not between or between == [","]:
        return True
    return (
        between[0] == ","
        and bool({"among", "including"} & set(between[:3]))
        and not {"who", "said", ".", "were", "was", "when"} & set(between)
    ) or _is_list_of_names(document, casualty.who_last, mention.first)


def _is_list_of_names(document: Document, first: int, last: int) -> bool:
    """ "two soldiers, Naik A B (32) and Sepoy": only names, ages, commas and "and" stand between."""
    tokens = document.tokens[first:last]
    marks = {",", "and", "(", ")"}
    return tokens[0].text == "," and all(
        token.is_capital or token.low in marks or token.text.isdigit() for token in tokens
    )


def _listed(document: Document, sentence: Sentence, mention: Mention) -> tuple[str, Span] | None:
    """ "the four men killed were A, ..., B, ...": everybody of the list shares the fate."""
    for at in range(sentence.first, mention.first):
        low = document.low(at)
        after = document.low(at + 1)
        if (
            low in _LIST_CUES
            and after in {"were", "was", "are", "included", "include", ":", "as"}
            and document.low(at - 1) not in AUXILIARIES - {"others"}
        ):
            between = {document.low(step) for step in range(at + 2, mention.first)}
            if not between & {"said", "told", "announced", "claimed", "by"}:
                return low, document.span(max(sentence.first, at - 3), at + 2)
    return None
