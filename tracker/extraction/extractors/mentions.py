"""What a mention is, and the words that tell one kind of name from another."""

from dataclasses import dataclass, field

from tracker.extraction.extractors.document import Document, Span

FORCE_HEADS = frozenset(
    "army armies military navy troops troop soldiers soldier forces force servicemen serviceman "
    "servicewomen marines marine paratroopers police policemen officers gendarmes gendarmerie rebels "
    "rebel guerrillas guerrilla militia militias militiamen fighters insurgents insurgent separatists "
    "militants militant gunmen commandos airmen sailors peacekeepers paramilitaries warplanes "
    "aircraft jets troopers mercenaries extremists terrorists jihadists warships".split()
)
FORCE_MODIFIERS = frozenset(
    "security special armed ground government coalition border air national federal defence defense "
    "riot military army naval presidential regular allied joint local counter-terrorism "
    "counterterrorism elite paramilitary police coast guard opposition separatist nationalist "
    "islamist rebel guerrilla militia pro-government anti-government peacekeeping occupation ethnic "
    "muslim christian jihadist insurgent regime air-force state tribal democratic service fighter "
    "attack".split()
)
STATE_BODIES = (
    ("general", "staff"),
    ("defence", "ministry"),
    ("defense", "ministry"),
    ("interior", "ministry"),
    ("foreign", "ministry"),
    ("health", "ministry"),
    ("information", "ministry"),
    ("justice", "ministry"),
    ("ministry",),
    ("government",),
    ("parliament",),
    ("intelligence", "services"),
    ("intelligence", "service"),
    ("intelligence", "agency"),
    ("intelligence",),
    ("military", "intelligence", "agency"),
    ("military", "intelligence"),
    ("security", "services"),
    ("security", "service"),
    ("national", "guard"),
    ("coast", "guard"),
    ("air", "force"),
    ("armed", "forces"),
    ("authorities",),
    ("cabinet",),
    ("embassy",),
    ("supreme", "court"),
    ("state", "media"),
    ("state", "television"),
    ("junta",),
    ("officials",),
)
FORCE_BODIES = frozenset({"general staff", "national guard", "air force", "armed forces", "coast guard", "junta"})
NAMED_FORCE_HEADS = frozenset(
    "army forces force brigade brigades division regiment battalion corps militia front command guard guards movement "
    "squadron squad company battery platoon unit troops fleet jihad alliance coalition rebels resistance commandos "
    "fighters insurgents cartel gang army's legion group column police constabulary gendarmerie rifles".split()
)
ORG_HEADS = frozenset(
    "ministry government committee council commission organization organisation agency union party "
    "university hospital institute association federation court parliament assembly department office "
    "bureau authority foundation company corporation bank times post news voice network observatory "
    "society congress senate league service services center centre college school fund programme "
    "program project staff academy secretariat embassy trust club administration clinic church "
    "mission television radio watch monitor watchdog conference cabinet tribunal board nations "
    "chamber courier herald tribune gazette chronicle journal".split()
)
UNSTRUCTURED = frozenset({"group", "company", "unit", "movement", "front", "resistance", "column", "gang", "squad"})
RANKS = frozenset(
    "gen gen. general lt lt. lieutenant col col. colonel maj maj. major capt capt. captain sgt sgt. "
    "sergeant cpl cpl. corporal brig brig. brigadier adm adm. admiral marshal cmdr cmdr. commander "
    "brig-gen brig-gen. maj-gen maj-gen. lt-gen lt-gen. lt-col lt-col. spc spc. pvt pvt. private "
    "commodore chief staff field vice rear air warrant officer specialist dr dr. mr mr. mrs mrs. ms "
    "ms. prof prof. professor sir lord rev rev. sheikh sheik shaikh ayatollah imam mullah maulana "
    "archbishop bishop father pope king queen prince princess emir sultan judge sen. rep. gov. hon. "
    "ambassador naik havildar subedar sepoy jawan lance constable inspector superintendent class "
    "subaltern risaldar".split()
)
CIVIL_RANKS = frozenset(
    "dr dr. mr mr. mrs mrs. ms ms. prof prof. professor sir lord rev rev. sheikh sheik shaikh ayatollah imam mullah "
    "maulana commander chief emir".split()
)
TIED = ("-run", "-linked", "-backed", "-affiliated", "-aligned", "-allied", "-led", "-held", "-controlled")
STARTS_RANK = RANKS - {
    "class",
    "staff",
    "field",
    "vice",
    "rear",
    "air",
    "warrant",
    "officer",
    "chief",
    "private",
    "specialist",
    "commander",
}
TITLES = frozenset(
    "president minister secretary spokesman spokeswoman spokesperson governor mayor chancellor "
    "premier senator chairman chairwoman commander chief leader director deputy prime foreign defence "
    "defense interior envoy commissioner congressman representative coordinator officer general "
    "ambassador administrator analyst warlord rebel resident journalist activist lawyer negotiator "
    "adviser advisor head founder emir king prince head chief-of-staff under-secretary ex-president "
    "vice-president vice colonel captain major lieutenant sergeant strongman doctor dissident "
    "candidate official politician lawmaker aide politburo speaker dictator co-founder militant "
    "cleric boss secretary-general financier ombudsman ombudswoman ringleader researcher mediator mediators "
    "facilitator recruiter guerrilla operative mastermind bombmaker prosecutor economist expert professor scholar "
    "councillor councilor superintendent inspector chairperson commander-general director-general attorney-general "
    "inspector-general second-in-command pastor bishop photographer correspondent reporter surgeon co-ordinator "
    "coordinators negotiators smuggler trader nurse teacher farmer activists journalists commanders leaders".split()
)
COMPASS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern north-east north-west south-east "
    "south-west north-eastern north-western south-eastern south-western".split()
)
PARTICLES = frozenset("al el bin ibn bint abu umm abd de da dos del della van von der den la le ul ur ould ag".split())
SITE_HEADS = frozenset(
    "town city village settlement province district governorate region state county township capital "
    "camp airport port area island peninsula valley mountains river lake suburb neighbourhood "
    "neighborhood crossing base hamlet municipality oblast department territory enclave strip hub "
    "commune prefecture municipality stronghold".split()
)
NAMED_SITE_HEADS = frozenset(
    "province district governorate region state county township island islands peninsula valley "
    "mountains river lake airport square street strip desert gulf sea ocean bay strait heights camp "
    "dam crossing bridge oblast city highlands delta mosque prison airbase base field station port "
    "road cape hills mountain border".split()
)


@dataclass(slots=True)
class Mention:
    """One name in the text; tokens ``first`` to ``last`` (exclusive), ``key`` names who or what it is."""

    first: int
    last: int
    kind: str
    key: str
    reason: str
    score: float = 0.8
    country_code: str = ""
    force_kind: str = ""
    branch: str = ""
    rank_last: int = 0
    is_state_name: bool = False
    value: object = None
    extra: dict[str, object] = field(default_factory=dict)

    def span(self, document: Document) -> Span:
        """Its character offsets."""
        return document.span(self.first, self.last)

    def text(self, document: Document) -> str:
        """Its words as written."""
        return document.words(self.first, self.last)
