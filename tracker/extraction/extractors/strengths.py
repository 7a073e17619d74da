"""How strong a force is, and where: troops stationed, not harmed."""

from dataclasses import dataclass

from tracker.extraction.extractors import casualty_words as words
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.harm import noun_phrase
from tracker.extraction.extractors.mentions import Mention
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.numbers import Figure


@dataclass(slots=True)
class Strength:
    """One figure of troops at one place."""

    figure: Figure
    last: int
    who: str
    force: Mention | None
    place: Mention | None
    sentence: int


def find_strengths(document: Document, names: Names, figures: list[Figure]) -> list[Strength]:
    """Troop figures among those that are not figures of harm."""
    found: list[Strength] = []
    for figure in figures:
        number = document.tokens[figure.first].sentence
        sentence = document.sentences[number]
        last = noun_phrase(document, names, figure.last, sentence.last)
        counts_troops = any(_is_troops(document, at) for at in range(figure.last, last))
        previous = found[-1] if found and found[-1].sentence == number else None
        goes_on = previous is not None and last == figure.last and document.low(figure.first - 1) in {"and", ","}
        if not ((counts_troops and _is_stationed(document, sentence)) or (goes_on and document.low(last) == "in")):
            continue
        if document.low(figure.first - 1) in {"the", "those", "these"} or (previous and figure.first < previous.last):
            continue
        force = _force(document, names, sentence, figure, last) or (previous.force if previous else None)
        who = document.words(figure.last, last)
        if previous is not None and goes_on:
            who, force = previous.who, previous.force
        elif force is not None and not any(at in names.at and names.at[at] is force for at in range(figure.last, last)):
            who = force.text(document)
        found.append(Strength(figure, max(last, figure.last), who, force, _place(names, sentence, last), number))
    return found


def _is_troops(document: Document, at: int) -> bool:
    return document.low(at) in words.TROOPS or (document.low(at) == "members" and document.low(at - 1) == "service")


def _is_stationed(document: Document, sentence: Sentence) -> bool:
    return any(document.low(at) in words.STATIONING for at in range(sentence.first, sentence.last))


def _force(document: Document, names: Names, sentence: Sentence, figure: Figure, last: int) -> Mention | None:
    """The force counted: inside the phrase when it is named there, else the subject."""
    inside = [names.at[at] for at in range(figure.last, last) if at in names.at]
    named = next((mention for mention in inside if mention.kind == "FORCE" or mention.last - mention.first > 1), None)
    if named:
        return named
    for at in range(figure.first - 1, sentence.first - 1, -1):
        mention = names.at.get(at)
        if mention and (mention.kind in {"FORCE"} or mention.is_state_name):
            return mention
    return inside[0] if inside else None


def _place(names: Names, sentence: Sentence, last: int) -> Mention | None:
    for at in range(last, min(sentence.last, last + 14)):
        mention = names.at.get(at)
        if mention and mention.kind in {"LOCATION", "REGION"}:
            following = names.at.get(mention.last + 1)
            owned = (
                following is not None
                and following.kind == "LOCATION"
                and mention.is_state_name
                and following.first <= mention.last + 1
            )
            return following if owned else mention
    return None
