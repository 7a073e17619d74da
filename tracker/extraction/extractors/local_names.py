"""Names and acronyms that one text introduces itself."""

from dataclasses import dataclass, field, replace

from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.mentions import Mention


@dataclass(slots=True)
class LocalNames:
    """Names that this text itself introduces, such as an acronym in brackets."""

    acronyms: dict[str, Mention] = field(default_factory=dict)
    names: dict[str, Mention] = field(default_factory=dict)


def introduce(document: Document, mention: Mention, local: LocalNames) -> None:
    """Remember the acronym that follows a name in brackets."""
    tokens = document.tokens
    at = mention.last
    if at + 1 >= len(tokens) or tokens[at].text != "(":
        return
    at += document.low(at + 1) in {"the", "“", '"'}
    word = tokens[at + 1].text if at + 1 < len(tokens) else ""
    is_acronym = 2 <= len(word) <= 9 and sum(map(str.isupper, word)) >= 2
    if (is_acronym or (len(word) > 3 and word[0].isupper())) and document.low(at + 2) in {
        ")",
        "”",
        ",",
        "or",
        ";",
        '"',
    }:
        local.acronyms.setdefault(word, mention)


def local_at(document: Document, index: int, local: LocalNames) -> Mention | None:
    """An acronym that this text has introduced."""
    word = document.tokens[index].text
    named = local.names.get(word)
    if named is not None:
        last = index + named.last - named.first
        if document.words(index, min(last, len(document.tokens))) == named.key:
            again = replace(named, first=index, last=last, reason="named before in the text")
            return again
    owner = local.acronyms.get(word)
    if owner is None:
        return None
    return Mention(
        index,
        index + 1,
        owner.kind,
        owner.key,
        "acronym from the text",
        0.9,
        owner.country_code,
        owner.force_kind,
        owner.branch,
    )


def merge_command(document: Document, owner: Mention, mention: Mention) -> Mention:
    """ "US military's Middle East Command": one name, of the command."""
    mention.first = owner.first
    mention.reason += ", with its owner"
    mention.country_code = mention.country_code or owner.country_code
    return mention
