"""The shape of an event's document."""

from tracker.syndication.api.serializers.shape import (
    ExternalId,
    PlaceRef,
    Ref,
    Speaker,
    Term,
    TopicRef,
    day,
    degrees,
    either,
    figures,
    head_fields,
    identity,
    link,
    ref_fields,
    shape,
    text,
    texts,
    whole,
    wholes,
    yes,
)

When = shape(
    "When",
    "The days between which it happened, both included.",
    {
        "earliest": day(null=False),
        "latest": day(null=False),
        "precision": whole("1 the exact day … 5 more than a month (as in UCDP GED)."),
        "is_inferred": yes("Whether the desk inferred the date from what the sources say."),
        "local_time": text(null=True),
        "time_zone": text(null=True),
    },
)
Where = shape(
    "Where",
    "Where it happened. Coordinates are WGS 84 degrees, as exact as may be made public.",
    {
        "place": PlaceRef(allow_null=True),
        "as_worded": text("As the source has it.", null=True),
        "latitude": degrees(),
        "longitude": degrees(),
        "geo_precision": whole("1 the exact place … 7 somewhere abroad (as in UCDP GED).", null=True),
        "is_blurred": yes("Whether the place is shown less exactly than it is known, on purpose."),
    },
)
Tally = shape(
    "Tally",
    "The desk's figure for one outcome, standing, who and side. All null: not reported, which is not zero.",
    {
        "outcome": Term(),
        "standing": Term(),
        "who": Term(help_text="Only figures of “all” may be added up; the others are “of whom”."),
        "side": text("A, B, C or none."),
        "label": text(),
        "group": text("Words for the group.", null=True),
        **figures(),
        "is_at_least": yes("Whether the figure is open upwards."),
        "rule": Term(help_text="The rule that gave the figure."),
        "reason": text("Why the desk set the figure itself.", null=True),
        "claims": wholes("Positions of the claims used."),
    },
)
ClaimAbout = shape(
    "ClaimAbout",
    "What a claim is about, beside its figures.",
    {
        "force": Ref(allow_null=True),
        "person": either(
            "A person named in public, or the description of one who is not.",
            {"$ref": "#/components/schemas/Ref"},
            {
                "type": "object",
                "properties": {"description": {"type": "string"}},
                "required": ["description"],
            },
        ),
        "place": PlaceRef(allow_null=True),
    },
)
Claim = shape(
    "Claim",
    "What somebody asserts, kept beside what others assert.",
    {
        "position": whole("Place in the list, from 0."),
        "topic": Term(),
        "mode": Term(help_text="Quote, indirect or denial."),
        "hedge": Term(help_text="How sure the speaker says to be."),
        "link": Term(help_text="Whether the source or the desk ties it to this event."),
        "speaker": Speaker(),
        "outcome": Term(allow_null=True),
        "standing": Term(allow_null=True),
        "who": Term(allow_null=True),
        "side": text(null=True),
        **figures(),
        "is_approximate": yes(),
        "is_negated": yes(),
        "group": text("Words for the group.", null=True),
        "part_of": whole("Position of the claim of which these people are a part.", null=True),
        "perspective": Term(allow_null=True, help_text="Whether a party counts its own losses or the other side's."),
        "about": ClaimAbout(),
        "fate": Term(allow_null=True),
        "statement_kind": Term(allow_null=True),
        "words": texts("Direct speech, at most 300 characters each."),
        "paraphrase": text("In the desk's words.", null=True),
        "said_on": day(),
        "said_precision": whole(null=True),
        "source": whole("The `index` of one of the event's sources.", null=True),
    },
)
EventForce = shape(
    "EventForce",
    "A force in an event.",
    {**ref_fields(), "kind": Term(), "side": text("A, B, C or none."), "role": Term(), "certainty": Term()},
)
EventPerson = shape(
    "EventPerson",
    "A person named in an event.",
    {
        **ref_fields(),
        "side": text("A, B, C or none."),
        "role": Term(),
        "certainty": Term(),
        "title": text(null=True),
        "fate": Term(allow_null=True),
        "fate_note": text("The fate with who says it.", null=True),
    },
)
UnnamedPerson = shape(
    "UnnamedPerson",
    "A person whom the desk does not name.",
    {"description": text(), "side": text(), "role": Term(), "fate": Term(allow_null=True)},
)
Target = shape(
    "Target",
    "A thing that was hit.",
    {"kind": text(), "count": whole(null=True), "damage": text(null=True)},
)
Source = shape(
    "Source",
    "An article that the event rests on.",
    {
        "index": whole("From 1; claims point here."),
        "id": identity(null=True),
        "number": whole(null=True),
        "title": text(null=True),
        "outlet": text(null=True),
        "outlet_kind": Term(allow_null=True),
        "is_party": yes("Whether the outlet is a party's own voice."),
        "published_on": day(),
        "link": link("The article itself.", null=True),
        "url": text("Path of the desk's page about it.", null=True),
        "role": Term(),
    },
)
EventTie = shape(
    "EventTie",
    "How the event stands to another public event.",
    {
        "kind": Term(help_text="part_of, follows, retaliation_for or same_series. Never add a part to its whole."),
        "certainty": Term(),
        "event": Ref(),
    },
)
Event = shape(
    "Event",
    "One dated, located act, as published.",
    {
        **head_fields("event"),
        "title": text(),
        "summary": text(),
        "type": Term(),
        "means": texts("Weapons and other means."),
        "when": When(),
        "where": Where(),
        "further_places": PlaceRef(many=True),
        "clarity": whole("1 clear, 2 unclear (as in UCDP GED)."),
        "civilian_targeting": yes(),
        "grade": Term(help_text="How well attested it is that the event happened."),
        "is_sensitive": yes(),
        "topics": TopicRef(many=True, required=False),
        "links": EventTie(many=True, required=False),
        "external_ids": ExternalId(many=True, required=False),
        "tallies": Tally(many=True),
        "claims": Claim(many=True),
        "forces": EventForce(many=True),
        "persons": EventPerson(many=True),
        "unnamed_persons": UnnamedPerson(many=True),
        "targets": Target(many=True),
        "sources": Source(many=True),
        "source_count": whole("Outlets cited."),
        "independent_source_count": whole("Owners of outlets, and others on no side, that report it themselves."),
        "is_disputed": yes(),
        "verification": Term(
            help_text="“provisional” while the desk is still checking: figures and people are withheld; else “checked”."
        ),
    },
)
