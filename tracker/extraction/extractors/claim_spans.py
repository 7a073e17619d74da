"""Where the words asserted stand: a quotation, the clause behind the verb, or what stands before the speaker."""

from dataclasses import dataclass

from tracker.extraction.extractors.claim_words import FOLLOWING
from tracker.extraction.extractors.document import Document, Sentence, Span
from tracker.extraction.extractors.mentions import TITLES
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.speakers import Speaker

_ADVERBIALS = frozenset(
    {"in", "on", "at", "during", "late", "earlier", "today", "yesterday", "to", "here", "after"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_CONTRASTS = frozenset({"but", "although", "though", "while", "whereas"})
_PARTICIPLES = frozenset(
    "identifying naming citing quoting accusing blaming calling describing referring urging".split()
)
_OTHER_ACTS = frozenset(
    "blamed accused called urged vowed condemned demanded promised dismissed rejected denied".split()
)
_EDGES = ",;:–—- \n\t"


@dataclass(slots=True)
class Cue:
    """One saying verb; content is sought before or after it."""

    index: int
    speaker: Speaker
    clause_first: int
    after: int


def content(
    document: Document, names: Names, sentence: Sentence, cue: Cue, limit: int, floor: int | None
) -> Span | None:
    """Where the words asserted stand; ``floor`` is where they start when they stand before the speaker."""
    tokens, is_according = document.tokens, document.low(cue.index) == "according"
    that = None if is_according else _that(document, cue, limit)
    end = _end(document, limit)
    if not is_according and _is_inserted(document, cue, limit):
        return _trim(document, tokens[sentence.first].start, end)
    if that is not None:
        return _trim(document, tokens[that].end, end)
    if is_according and floor is None:
        return _trim(document, tokens[cue.after - 1].end, end)
    if floor is not None and document.low(cue.index) not in FOLLOWING:
        span = _trim(document, tokens[floor].start, tokens[cue.clause_first].start)
        quote = document.quote_at(span[0])
        return quote if quote and quote[1] <= tokens[cue.clause_first].start else span
    first = _skip_adverbials(document, names, cue.after, limit)
    return _trim(document, tokens[first].start, end) if first < limit else None


def _is_inserted(document: Document, cue: Cue, limit: int) -> bool:
    """ "It was likely, the services added, that ...": the speaker stands inside what is said."""
    commas = document.low(cue.after) == "," and document.low(cue.clause_first - 1) == ","
    return (
        commas
        and limit - cue.after > 4
        and document.low(cue.after + 1) not in {"adding", "saying", "but", "and", "while"}
        and not _goes_on_about_speaker(document, cue)
    )


def _goes_on_about_speaker(document: Document, cue: Cue) -> bool:
    """ "..., said X, director at Y", "..., the army said, identifying them": what follows is no longer what is said."""
    behind = [document.low(at) for at in range(cue.after + 1, cue.after + 5)]
    is_inverted = cue.clause_first == cue.index
    about = behind[0] in {"a", "an", "the", "who", "which"} or bool(set(behind) & TITLES)
    return document.low(cue.after) == "," and (behind[0] in _PARTICIPLES or (is_inverted and about))


def _that(document: Document, cue: Cue, limit: int) -> int | None:
    """The "that" of the verb, past a date or the person told."""
    if document.low(cue.after) in {"it", "they", "he", "she", "there", "this", "these", "its", "their"}:
        return None
    return next((at for at in range(cue.after, min(cue.after + 9, limit)) if document.low(at) == "that"), None)


def stands_before(document: Document, names: Names, cue: Cue, floor: int, limit: int, low: str) -> bool:
    """Whether what is asserted stands before the speaker ("..., medics said")."""
    length = cue.clause_first - floor
    if length < 3 or document.low(cue.clause_first - 1) in {"that", "which", "while", "as", "but", "and"}:
        return False
    if document.quote_at(document.tokens[cue.clause_first - 1].start) or document.low(cue.clause_first - 1) in {
        "”",
        '"',
    }:
        return True
    is_inverted = cue.clause_first == cue.index and cue.after > cue.index + 1
    if low == "according" or is_inverted:
        return True
    if length > 4 and document.low(cue.clause_first - 1) == "," and _goes_on_about_speaker(document, cue):
        return True
    rest = limit - cue.after
    closes = document.low(cue.after) in _ADVERBIALS or cue.after in names.dated or low in {"told", "tells"}
    return rest <= 3 or (closes and length > 4)


def cut(document: Document, sentence: Sentence, cue: Cue, limit: int) -> int:
    """Where the reporter's own words go on: ", but", ", a claim", the comma after "Although X said ..."."""
    opening = document.low(sentence.first)
    for at in range(cue.after, limit):
        if document.low(at) == "and" and document.low(at + 1) in _OTHER_ACTS:
            return at
        if document.low(at) != "," or document.quote_at(document.tokens[at].start):
            continue
        if opening in {"although", "though", "while", "after"} and cue.index - sentence.first < 8:
            return at
        if document.low(at + 1) in _CONTRASTS or (
            document.low(at + 1),
            document.low(at + 2),
        ) == (
            "a",
            "claim",
        ):
            return at
    return limit


def _end(document: Document, limit: int) -> int:
    return document.tokens[limit - 1].end


def _skip_adverbials(document: Document, names: Names, index: int, limit: int) -> int:
    """Skip whom and when: "told reporters", "said on Thursday", "said in a statement:"."""
    told = document.low(index - 1) in {"told", "tells", "warned"}
    at = index
    if told:
        mention = names.at.get(at)
        at = mention.last if mention else at + 1 + (document.low(at) in {"the", "a", "state", "local"})
    if document.low(at) in {"on", "in", "late", "earlier", "today", "yesterday", ":", ",", "monday", "tuesday"} or told:
        for probe in range(at, min(at + 14, limit)):
            if document.tokens[probe].text in {":", "“", '"', ","}:
                return probe + (document.tokens[probe].text in ":,")
    return at


def _trim(document: Document, start: int, end: int) -> Span:
    """Words without the marks and spaces around them, quotation marks kept in pairs."""
    text = document.text
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES + ".":
        end -= 1
    if end > start and text[end - 1] in '”"' and document.quote_at(start) is None:
        inner = document.quote_at(end - 1)
        if inner is None or inner[0] < start:
            end -= 1
    return start, end
