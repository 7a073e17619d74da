"""A published event with everything a page can show: a raid in western Iraq, in words of our own."""

from datetime import date

from tests import published_parts as parts
from tests.published_factories import build_article, build_event, build_force, build_person, build_place
from tracker.published.models import PublishedEvent

LEADERS = (
    ("Ahmad Hamid Hussein Abd-al-Jalil al-Ithawi", "head of operations in Iraq"),
    ("Abu Hammam", "head of operations in western Iraq"),
    ("Abu-Ali al-Tunisi", "head of technical development"),
    ("Shakir Abud Ahmad al-Issawi", "head of military operations in western Iraq"),
)


def build_raid(**overrides) -> PublishedEvent:
    """The raid of 29 August 2024, with its forces, people, place and source."""
    region = build_place(name="Western Iraq", place_kind="region", compass="west", admin1=None, source="Desk")
    centcom = build_force(name="United States Central Command", country_code="US", country="United States")
    iraq = build_force(name="Iraqi security forces")
    group = build_force(
        name="Islamic State group",
        force_kind=parts.term("rebel", "Rebel group"),
        names=[parts.name("Islamic State group"), parts.name("IS", "acronym"), parts.name("داعش", "alias", "Arab")],
        country_code="",
        country=None,
    )
    leaders = [_leader(name, title, parts.ref(group)) for name, title in LEADERS]
    article = build_article(
        title="Four leaders reported killed in Iraq raid", quotes=["14 IS members were killed in total"]
    )
    document = {
        "title": "US and Iraqi forces raid Islamic State positions in western Iraq",
        "summary": "The US military says 14 members of the Islamic State group were killed, four of them leaders it "
        "names. Seven US soldiers were wounded. All figures come from one of the parties.\n\nThe raid was carried "
        "out together with Iraqi security forces. Iraqi intelligence services say that more than two months of "
        "surveillance came before it.",
        "when": {"is_inferred": True},
        "where": {"as_worded": "in the west of the country", "latitude": None, "longitude": None},
        "claims": _claims(parts.ref(group), [parts.ref(person) for person in leaders]),
        "tallies": [
            parts.tally("killed", (14, 14, 15), group="Islamic State members", claims=[0, 1]),
            parts.tally("killed", (4, 4, 4), who=parts.term("leaders"), label="Killed, leaders", claims=[2]),
            parts.tally("wounded", (7, 7, 7), side="A", group="US soldiers", label="Wounded, side A", claims=[3]),
        ],
        "targets": [{"kind": "reception houses", "count": 4, "damage": None}],
        "unnamed_persons": [
            {"description": "a field commander", "side": "B", "role": parts.term("target"), "fate": None}
        ],
        "sources": [
            parts.source(
                1, id=str(article.public_id), number=article.number, title=article.title, url=article.body["url"]
            )
        ],
        **overrides,
    }
    return build_event(
        earliest=date(2024, 8, 29),
        place=region,
        forces=((centcom, "initiator", "A"), (iraq, "partner", "A"), (group, "target", "B")),
        persons=tuple((person, "target", "B") for person in leaders),
        **document,
    )


def _leader(name, title, force):
    posting = {
        "title": title,
        "rank": None,
        "force": force,
        "area": None,
        "first_cited": "2024-09-13",
        "last_cited": "2024-09-13",
        "starts_on": None,
        "ends_on": None,
        "certainty": parts.term("alleged"),
    }
    return build_person(name=name, postings=[posting])


def _claims(group, leaders):
    centcom = parts.speaker("United States Central Command")
    intelligence = parts.speaker("Iraqi intelligence services")
    about = {"force": None, "person": leaders[0], "place": None}
    return [
        parts.casualties(
            0, "killed", 14, 14, speaker=centcom, mode=parts.term("quote"), group="IS members",
            words=["14 IS members were killed in total"], paraphrase=None,
        ),
        parts.casualties(1, "killed", 15, 15, speaker=centcom, said_on="2024-08-30", paraphrase="First gave 15 killed."),
        parts.casualties(2, "killed", 4, 4, speaker=centcom, who=parts.term("leaders"), part_of=0,
                         paraphrase="Names four of the dead as leaders."),
        parts.casualties(3, "wounded", 7, 7, speaker=parts.speaker("US military"), side="A", said_on="2024-08-31",
                         link=parts.term("inferred", "The desk's inference"),
                         paraphrase="Seven soldiers wounded in an operation in the west of the country."),
        parts.claim(4, "fate", speaker=centcom, about=about, fate=parts.term("killed"),
                    paraphrase="Counts him among the dead."),
        parts.claim(5, "statement", speaker=intelligence, hedge=parts.term("likely"), words=["high-ranking leaders"],
                    statement_kind=parts.term("assessment"), said_on="2024-08-31",
                    paraphrase="High-ranking leaders were likely among the dead."),
        parts.claim(6, "statement", speaker=parts.speaker("Gen. Erik Kurilla", kind="person", speaks_for=group | {
            "name": "United States Central Command"}), mode=parts.term("quote"), statement_kind=parts.term("aim"),
            words=["committed to ensuring the defeat"]),
    ]  # fmt: skip
