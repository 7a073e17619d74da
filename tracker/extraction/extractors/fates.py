"""What became of a person: killed, wounded, captured, by the words around the name."""

from tracker.extraction.extractors.casualties import casualties_in
from tracker.extraction.extractors.casualty_words import ACTIVE, AUXILIARIES, KIND_OF, PERSON_NOUNS
from tracker.extraction.extractors.counted import Casualty
from tracker.extraction.extractors.document import Document, Sentence, Span
from tracker.extraction.extractors.mentions import TITLES, Mention

_NAMED = frozenset("them they dead men victims killed deceased suspects arrested slain two three four".split())
_LIST_CUES = frozenset({"killed", "dead", "wounded", "captured", "arrested", "detained", "abducted"})
_STATUS = {
    "killed": "killed",
    "wounded": "wounded",
    "captured": "captured",
    "abducted": "abducted",
    "held": "detained",
    "missing": "missing",
}


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
    if listed:
        return _STATUS.get(KIND_OF.get(listed[0], "")), listed[1]
    named = _named_dead(document, sentence, mention, casualties)
    return (_STATUS.get(named[0]), named[1]) if named else (None, None)


def _object_of(document: Document, sentence: Sentence, mention: Mention) -> int | None:
    """The verb in "killed the ringleader, X": the name stands beside the object."""
    noun = mention.first - 2
    if document.low(mention.first - 1) != "," or document.low(noun) not in PERSON_NOUNS | TITLES:
        return None
    verb = next(
        (at for at in range(noun - 1, max(sentence.first, noun - 6) - 1, -1) if document.low(at) in ACTIVE), None
    )
    between = {document.low(at) for at in range((verb or noun) + 1, noun)}
    is_passive = verb is not None and document.low(verb - 1) in AUXILIARIES
    return None if is_passive or between & {",", "said", "by", "and", "who", "in"} else verb


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


def _named_dead(
    document: Document, sentence: Sentence, mention: Mention, casualties: list[Casualty]
) -> tuple[str, Span] | None:
    """ "It named them as A, B and C": they share the fate of those counted just before."""
    number = document.tokens[mention.first].sentence
    for at in range(sentence.first, mention.first - 1):
        if document.low(at) in {"named", "identified"}:
            behind = [document.low(step) for step in range(at + 1, min(at + 6, mention.first))]
            recent = [
                index
                for sentence_number in range(number - 2, number + 1)
                for index in casualties_in(casualties, sentence_number)
            ]
            counted = [casualties[index] for index in recent if not casualties[index].is_negated]
            behind += [document.low(step) for step in range(max(sentence.first, at - 4), at)]
            if set(behind) & _NAMED and {"as", ":"} & set(behind) and counted:
                return counted[-1].kind, document.span(at, mention.last)
    return None


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
