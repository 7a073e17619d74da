"""The shape of a topic's document."""

from tracker.syndication.api.serializers.shape import Term, TopicRef, day, head_fields, link, ref_fields, shape, text

Party = shape(
    "TopicParty",
    "A force that is a party to the topic.",
    {**ref_fields(), "kind": Term(), "side": text("A, B, C or none.")},
)
TopicId = shape(
    "TopicId",
    "What somebody else calls the topic.",
    {
        "scheme": Term(),
        "value": text(),
        "register": Term(help_text="UCDP numbers conflicts and dyads apart."),
        "url": link("Its page there, where there is one.", null=True),
    },
)
Topic = shape(
    "Topic",
    "A conflict, dyad, campaign, theatre or theme. Its events are found with /events/?topic=.",
    {
        **head_fields("topic"),
        "name": text(),
        "topic_kind": Term(),
        "summary": text(),
        "starts_on": day(),
        "ends_on": day(),
        "parent": TopicRef(allow_null=True, help_text="The wider topic."),
        "parties": Party(many=True),
        "external_ids": TopicId(many=True),
    },
)
