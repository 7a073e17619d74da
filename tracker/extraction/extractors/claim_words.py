"""Words of speaking: which verbs report, and how sure they make the speaker."""

SAID = frozenset(
    "said says say saying told tells announced announces claimed claims stated states declared warned "
    "added adding confirmed reported reports insisted argued acknowledged admitted alleged estimated "
    "estimates explained noted wrote tweeted maintained revealed disclosed asserted testified "
    "recalled suggested vowed pledged predicted commented accused promised promises concluded assesses assessed "
    "conceded admits acknowledges recounted remarked affirms affirmed reiterated assured cautioned "
    "confirms insists notes adds explains argues warns "
    "reveals maintains alleges believe believes".split()
)
DENIALS = frozenset("denied denies denying rejected dismissed refuted disputed".split())
FOLLOWING = frozenset({"adding", "saying", "claiming", "warning", "noting", "stating", "insisting", "announcing"})
SAYING_VERBS = SAID | DENIALS | {"put", "blamed", "accuses", "blames", "gave"}
LIKELY = frozenset(
    {"likely", "probably", "believed", "believes", "thought", "expected", "presumed", "estimates", "estimated"}
)
POSSIBLE = frozenset({"possible", "possibly", "may", "might", "could", "perhaps", "appears", "apparently", "allegedly"})
SPEAKING_NOUNS = frozenset(
    "officials official sources source spokesman spokeswoman spokesperson witnesses witness residents "
    "medics police authorities diplomats doctors activists ministry minister statement report reports "
    "newspaper agency survivors villagers government monitor media analysts experts lawyers "
    "prosecutors rescuers administration army military navy rebels group groups services service "
    "governor mayor command commander coalition junta militants television radio president staff "
    "paramilitary survivor caller relatives relative eyewitness eyewitnesses neighbours neighbors negotiators leaflet "
    "communique communiqué pamphlet bystanders locals".split()
)
