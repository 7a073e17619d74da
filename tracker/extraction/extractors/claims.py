"""Who says what: quotations, indirect speech and denials with their speakers."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from tracker.extraction.extractors.claim_words import DENIALS, FOLLOWING, LIKELY, POSSIBLE, SAYING_VERBS
from tracker.extraction.extractors.dates import DateMention
from tracker.extraction.extractors.document import Document, Sentence, Span
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.speakers import Speaker, after_cue, before_cue

_NOUNS_TOO = frozenset(
    {"claims", "reports", "report", "estimates", "states", "put", "gave", "stated", "estimated", "blames", "says"}
)
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "be", "being", "reportedly"})
_PUT_OBJECTS = frozenset({"number", "toll", "figure", "total", "count"})
_EMPTY = frozenset(
    {"the claim", "the claims", "the report", "the reports", "the accusation", "the accusations", "the allegations"}
)
_ADVERBIALS = frozenset(
    {"in", "on", "at", "during", "late", "earlier", "today", "yesterday", "to", "here", "after"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_EDGES = ",;:–—- \n\t"


@dataclass(slots=True)
class Claim:
    """What somebody asserts; ``start`` and ``end`` are the words asserted."""

    speaker: Speaker
    cue: int
    start: int
    end: int
    kind: str
    sentence: int
    said_on: DateMention | None = None
    hedge: str = "asserted"

    def covers(self, offset: int) -> bool:
        """Whether a character stands within the words asserted."""
        return self.start <= offset < self.end


@dataclass(slots=True)
class _Cue:
    """One saying verb; content is sought before or after it."""

    index: int
    speaker: Speaker
    clause_first: int
    after: int


def find_claims(document: Document, names: Names, dates: list[DateMention]) -> list[Claim]:
    """Every claim in reading order."""
    dated = {mention.first: mention for mention in dates}
    claims: list[Claim] = []
    for number, sentence in enumerate(document.sentences):
        cues = _cues(document, names, sentence, claims[-1] if claims else None)
        for at, cue in enumerate(cues):
            following = cues[at + 1] if at + 1 < len(cues) else None
            claim = _claim(document, names, sentence, number, cue, cues[:at], following)
            if claim is not None:
                claim.said_on = _said_on(document, sentence, cue, claim, dated)
                claim.hedge = _hedge(document, claim)
                claims.append(claim)
    return claims


def _cues(document: Document, names: Names, sentence: Sentence, previous: Claim | None) -> list[_Cue]:
    found: list[_Cue] = []
    recent = (
        previous.speaker if previous and document.tokens[sentence.first].sentence - previous.sentence <= 2 else None
    )
    for index in range(sentence.first, sentence.last):
        token = document.tokens[index]
        low = token.low
        if low == "according" and document.low(index + 1) == "to":
            speaker = after_cue(document, names, index + 2, sentence.last)
            if speaker:
                found.append(_Cue(index, speaker, index, speaker.last))
            continue
        if low not in SAYING_VERBS and low not in FOLLOWING:
            continue
        quote = document.quote_at(token.start)
        if quote and quote[1] - quote[0] > 25:
            continue
        cue = _cue(document, names, sentence, index, found, recent)
        if cue is not None:
            found.append(cue)
            recent = cue.speaker
    return found


def _cue(
    document: Document, names: Names, sentence: Sentence, index: int, found: list[_Cue], recent: Speaker | None
) -> _Cue | None:
    low, before = document.low(index), document.low(index - 1)
    if before in _PASSIVE or before in {"the", "a", "an", "of", "this", "to", "as", "no"}:
        return None
    if low == "put" and not {document.low(index + 2), document.low(index + 1), document.low(index + 3)} & _PUT_OBJECTS:
        return None
    if low in {"blamed", "blames", "gave", "accused", "accuses"}:
        return None
    if low in FOLLOWING or (found and before in {"and", "but"}):
        speaker = found[-1].speaker if found else _subject(document, names, sentence, index) or recent
        return _Cue(index, speaker, index - (before in {",", "and", "but"}), index + 1) if speaker else None
    if before in {"”", '"', ",", "»"} and index > sentence.first:
        speaker = after_cue(document, names, index + 1, sentence.last)
        if speaker and (before != "," or document.text[document.tokens[index - 2].start] in '"”’'):
            return _Cue(index, speaker, index, speaker.last)
    speaker = before_cue(document, names, sentence, index, recent, strict=low in _NOUNS_TOO)
    return _Cue(index, speaker, speaker.first, index + 1) if speaker else None


def _subject(document: Document, names: Names, sentence: Sentence, before: int) -> Speaker | None:
    """The first force, body or person of the sentence."""
    for index in range(sentence.first, before):
        mention = names.at.get(index)
        if mention and (mention.kind in {"FORCE", "ORG", "PERSON", "GENERIC"} or mention.is_state_name):
            return Speaker(document.words(mention.first, mention.last), mention.first, mention.last, mention)
    return None


def _claim(
    document: Document,
    names: Names,
    sentence: Sentence,
    number: int,
    cue: _Cue,
    earlier: list[_Cue],
    following: _Cue | None,
) -> Claim | None:
    """The words asserted: a quotation, the clause behind the verb, or what stands before it."""
    low = document.low(cue.index)
    limit = following.clause_first if following and following.clause_first > cue.index else sentence.last
    floor = max([sentence.first, *(other.after for other in earlier)])
    has_before = _stands_before(document, names, cue, floor, limit, low)
    if earlier and has_before and document.low(earlier[-1].index) in SAYING_VERBS and low != "according":
        has_before = False
    if low != "according" and not has_before:
        limit = _cut(document, sentence, cue, limit)
    span = _content(document, names, sentence, cue, limit, floor if has_before else None)
    if span is None or span[1] - span[0] < 6 or document.text[span[0] : span[1]].lower() in _EMPTY:
        return None
    is_quote = document.text[span[0]] in '“"„«' and (document.quote_at(span[0]) or span)[1] >= span[1] - 1
    kind = "denial" if low in DENIALS else "quote" if is_quote else "indirect"
    return Claim(cue.speaker, cue.index, span[0], span[1], kind, number)


def _content(
    document: Document, names: Names, sentence: Sentence, cue: _Cue, limit: int, floor: int | None
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


def _is_inserted(document: Document, cue: _Cue, limit: int) -> bool:
    """ "It was likely, the services added, that ...": the speaker stands inside what is said."""
    commas = document.low(cue.after) == "," and document.low(cue.clause_first - 1) == ","
    return (
        commas
        and limit - cue.after > 4
        and document.low(cue.after + 1) not in {"adding", "saying", "but", "and", "while"}
    )


def _that(document: Document, cue: _Cue, limit: int) -> int | None:
    """The "that" of the verb, past a date or the person told."""
    if document.low(cue.after) in {"it", "they", "he", "she", "there", "this", "these", "its", "their"}:
        return None
    return next((at for at in range(cue.after, min(cue.after + 9, limit)) if document.low(at) == "that"), None)


def _stands_before(document: Document, names: Names, cue: _Cue, floor: int, limit: int, low: str) -> bool:
    """Whether what is asserted stands before the speaker ("..., medics said")."""
    length = cue.clause_first - floor
    if length < 3 or document.low(cue.clause_first - 1) in {"that", "which", "while", "as", "but", "and"}:
        return False
    if document.quote_at(document.tokens[cue.clause_first - 1].start) or document.low(cue.clause_first - 1) in {
        "”",
        '"',
    }:
        return True
    if low == "according":
        return True
    rest = limit - cue.after
    closes = document.low(cue.after) in _ADVERBIALS or cue.after in names.dated or low in {"told", "tells"}
    return rest <= 3 or (closes and length > 4)


def _cut(document: Document, sentence: Sentence, cue: _Cue, limit: int) -> int:
    """Where the reporter's own words go on: ", but", ", a claim", the comma after "Although X said ..."."""
    opening = document.low(sentence.first)
    for at in range(cue.after, limit):
        if document.low(at) != "," or document.quote_at(document.tokens[at].start):
            continue
        if opening in {"although", "though", "while", "after"} and cue.index - sentence.first < 8:
            return at
        if document.low(at + 1) in {"but", "although", "though"} or (document.low(at + 1), document.low(at + 2)) == (
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


def _said_on(
    document: Document, sentence: Sentence, cue: _Cue, claim: Claim, dated: dict[int, DateMention]
) -> DateMention | None:
    """The date that belongs to the speaking, not to what is said."""
    first, last = cue.clause_first, min(sentence.last, cue.after + 12)
    for index in range(max(first, cue.index - 5), last):
        if index in dated and not claim.covers(document.tokens[index].start):
            return dated[index]
    opening = dated.get(sentence.first)
    if opening and opening.last + 1 >= cue.clause_first and not claim.covers(document.tokens[sentence.first].start):
        return opening
    return None


def _hedge(document: Document, claim: Claim) -> str:
    """How sure the speaker is, by the first words of the claim."""
    first = document.token_at(claim.start)
    words = {document.low(at) for at in range(first, first + 8)} | {document.low(claim.cue)}
    if words & LIKELY:
        return "likely"
    return "possible" if words & POSSIBLE else "asserted"


def claims_in(claims: list[Claim], sentence: int) -> list[Claim]:
    """The claims of one sentence, from all claims in reading order."""
    first = bisect_left(claims, sentence, key=_sentence_of)
    return claims[first : bisect_right(claims, sentence, key=_sentence_of)]


def claim_of(claims: list[Claim], sentence: int, offset: int) -> Claim | None:
    """The narrowest claim of a sentence that covers a character."""
    covering = [claim for claim in claims_in(claims, sentence) if claim.covers(offset)]
    return min(covering, key=lambda claim: claim.end - claim.start, default=None)


def _sentence_of(claim: Claim) -> int:
    return claim.sentence
