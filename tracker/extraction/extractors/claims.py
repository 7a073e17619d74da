"""Who says what: quotations, indirect speech and denials with their speakers."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from tracker.extraction.extractors.claim_spans import Cue, content, cut, stands_before
from tracker.extraction.extractors.claim_words import DENIALS, FOLLOWING, LIKELY, POSSIBLE, SAYING_VERBS
from tracker.extraction.extractors.dates import DateMention
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.speakers import Speaker, after_cue, as_named_before, before_cue, opening

_NOUNS_TOO = frozenset(
    {"claims", "reports", "report", "estimates", "states", "put", "gave", "stated", "estimated", "blames", "says"}
)
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "be", "being", "reportedly"})
_PUT_OBJECTS = frozenset("number toll figure total count losses casualties dead wounded injured strength".split())
_EMPTY = frozenset(
    {"the claim", "the claims", "the report", "the reports", "the accusation", "the accusations", "the allegations"}
)


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


def find_claims(document: Document, names: Names, dates: list[DateMention]) -> list[Claim]:
    """Every claim in reading order."""
    dated = {mention.first: mention for mention in dates}
    claims: list[Claim] = []
    for number, sentence in enumerate(document.sentences):
        cues = _cues(document, names, sentence, claims[-1] if claims else None)
        for at, cue in enumerate(cues):
            following = cues[at + 1] if at + 1 < len(cues) else None
            cue.speaker = as_named_before(document, cue.speaker, [claim.speaker for claim in claims[-4:]])
            claim = _claim(document, names, sentence, number, cue, cues[:at], following)
            if claim is not None:
                claim.said_on = _said_on(document, sentence, cue, claim, dated)
                claim.hedge = _hedge(document, claim)
                claims.append(claim)
        if not cues and claims:
            goes_on = _goes_on(document, sentence, number, claims[-1])
            claims += [goes_on] if goes_on else []
    return claims


def _goes_on(document: Document, sentence: Sentence, number: int, previous: Claim) -> Claim | None:
    """The second half of a split quotation: '"We left," said X. "We will be back."'."""
    quote = document.quote_at(document.tokens[sentence.first].start)
    said_last = previous.sentence == number - 1 and previous.kind == "quote"
    if quote is None or not said_last or quote[0] != document.tokens[sentence.first].start:
        return None
    before = document.sentences[number - 1]
    ends_with_speaker = document.tokens[before.last - 1].start > previous.end
    if before.paragraph != sentence.paragraph or not ends_with_speaker or quote[1] - quote[0] < 12:
        return None
    if document.tokens[sentence.last - 1].end > quote[1] + 2:
        return None
    return Claim(previous.speaker, previous.cue, quote[0], quote[1], "quote", number)


def _cues(document: Document, names: Names, sentence: Sentence, previous: Claim | None) -> list[Cue]:
    found: list[Cue] = []
    recent = (
        previous.speaker if previous and document.tokens[sentence.first].sentence - previous.sentence <= 2 else None
    )
    for index in range(sentence.first, sentence.last):
        token = document.tokens[index]
        low = token.low
        if low == "according" and document.low(index + 1) == "to":
            speaker = after_cue(document, names, index + 2, sentence.last)
            if speaker:
                found.append(Cue(index, speaker, index, speaker.last))
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
    document: Document, names: Names, sentence: Sentence, index: int, found: list[Cue], recent: Speaker | None
) -> Cue | None:
    low, before = document.low(index), document.low(index - 1)
    if before in _PASSIVE or before in {"the", "a", "an", "of", "this", "to", "as", "no"}:
        return None
    if low == "put" and not {document.low(index + step) for step in range(1, 6)} & _PUT_OBJECTS:
        return None
    if low in {"blamed", "blames", "gave", "accused", "accuses"}:
        return None
    if low in FOLLOWING or (found and before in {"and", "but"}):
        speaker = found[-1].speaker if found else _subject(document, names, sentence, index) or recent
        if not found and document.low(sentence.first) in {"a", "an", "the"}:
            speaker = opening(document, names, sentence, index) or speaker
        return Cue(index, speaker, index - (before in {",", "and", "but"}), index + 1) if speaker else None
    if before in {"”", '"', ",", "»"} and index > sentence.first:
        speaker = after_cue(document, names, index + 1, sentence.last)
        behind = names.at.get(index + 1)
        is_person = low in {"said", "says"} and behind is not None and behind.kind == "PERSON"
        if speaker and (before != "," or is_person or document.text[document.tokens[index - 2].start] in '"”’'):
            return Cue(index, speaker, index, speaker.last)
    speaker = before_cue(document, names, sentence, index, recent, strict=low in _NOUNS_TOO)
    if speaker is None and before == "," and index > sentence.first + 3:
        speaker = after_cue(document, names, index + 1, sentence.last)
        return Cue(index, speaker, index, speaker.last) if speaker else None
    return Cue(index, speaker, speaker.first, index + 1) if speaker else None


def _subject(document: Document, names: Names, sentence: Sentence, before: int) -> Speaker | None:
    """The first force, body or person of the sentence outside its quotations."""
    for index in range(sentence.first, before):
        mention = names.at.get(index)
        if document.quote_at(document.tokens[index].start):
            continue
        if mention and (mention.kind in {"FORCE", "ORG", "PERSON", "GENERIC"} or mention.is_state_name):
            return Speaker(document.words(mention.first, mention.last), mention.first, mention.last, mention)
    return None


def _claim(
    document: Document,
    names: Names,
    sentence: Sentence,
    number: int,
    cue: Cue,
    earlier: list[Cue],
    following: Cue | None,
) -> Claim | None:
    """The words asserted: a quotation, the clause behind the verb, or what stands before it."""
    low = document.low(cue.index)
    limit = following.clause_first if following and following.clause_first > cue.index else sentence.last
    floor = max([sentence.first, *(other.after for other in earlier)])
    has_before = stands_before(document, names, cue, floor, limit, low)
    if earlier and has_before and document.low(earlier[-1].index) in SAYING_VERBS and low != "according":
        has_before = False
    if low != "according" and not has_before:
        limit = cut(document, sentence, cue, limit)
    span = content(document, names, sentence, cue, limit, floor if has_before else None)
    if span is None or span[1] - span[0] < 6 or document.text[span[0] : span[1]].lower() in _EMPTY:
        return None
    is_quote = document.text[span[0]] in '“"„«' and (document.quote_at(span[0]) or span)[1] >= span[1] - 1
    kind = "denial" if low in DENIALS else "quote" if is_quote else "indirect"
    return Claim(cue.speaker, cue.index, span[0], span[1], kind, number)


def _said_on(
    document: Document, sentence: Sentence, cue: Cue, claim: Claim, dated: dict[int, DateMention]
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
