"""Words that name an act of conflict, and what makes a strike an air strike."""

# word -> (type, strength): 3 names the act itself, 2 needs no more, 1 only carries an act named elsewhere
TRIGGERS: dict[str, tuple[str, int]] = {}


def _enter(kind: str, strength: int, words: str) -> None:
    TRIGGERS.update(dict.fromkeys(words.split(), (kind, strength)))


_enter("chemical_attack", 3, "sarin chlorine chemical-weapons gassed")
_enter("sexual_violence", 3, "raped raping rape rapes gang-raped")
_enter("air_strike", 3, "airstrike airstrikes air-strike air-strikes bombed bombs bombing-raid strafed")
_enter("shelling", 3, "shelled shelling shellfire bombarded bombardment bombardments shells mortared rocketed")
_enter(
    "bombing",
    3,
    "bombing bombings exploded detonated detonating explosion explosions blast blasts explode explodes "
    "ied ieds vbied vbieds landmine",
)
_enter(
    "abduction", 3, "abducted abducting abduction abductions kidnapped kidnapping kidnappings kidnap hostage hostages"
)
_enter("raid", 3, "raid raids raided raiding stormed storming incursion")
_enter("raid", 1, "operation operations sweep")
_enter(
    "territory_change",
    3,
    "retook retaken retaking recaptured recapture recapturing overran overrun liberated liberating",
)
_enter("territory_change", 2, "captured capturing seized seizing captures seizes taken took capture occupied reclaimed")
_enter(
    "battle",
    3,
    "clash clashes clashed fighting battle battles battled battling fought firefight gunbattle gunfight "
    "skirmish skirmishes combat shootout shoot-out shootouts crossfire clashing skirmishing firefights gunbattles "
    "gunfights",
)
_enter(
    "battle",
    2,
    "repelled offensive assault assaults counteroffensive counterattack siege repulsed counterattacks repelling "
    "repulsing",
)
_enter(
    "attack",
    2,
    "attack attacks attacked attacking gunned assassinated assassinate assassination murdered massacre massacred "
    "ambush ambushed ambushes cleansing stabbed beat beaten beating tortured torture torturing shooting gunfire "
    "executed beheaded hacked slaughtered butchered lynched knifed waylaid assassinations executions beheadings",
)
_enter(
    "attack",
    1,
    "killed killing kills killings kill died death deaths wounded wounding injured slain shot executing beheading "
    "hacking slaughtering murdering gunning stabbing injuring",
)
_enter(
    "strike",
    2,
    "strike strikes struck striking hit hits hitting fired launched launching targeted targeting pounded landed",
)
_enter(
    "arrest",
    2,
    "arrested arresting arrest arrests detained detaining detention rounded jailed imprisoned extradited "
    "apprehended nabbed",
)
_enter(
    "protest",
    2,
    "protest protests protested protesting protesters protestors demonstration demonstrations demonstrated "
    "demonstrators rallied rally rallies marched blocked sit-in hunger-strike picketed boycott",
)
_enter("riot", 3, "riot riots rioted rioting rioters mob mobs")
_enter("looting", 2, "looted looting ransacked plundered pillaged")
_enter("arson", 2, "torched torching arson")
_enter("arms_seizure", 2, "confiscated confiscating")
_enter("withdrawal", 2, "withdrew withdrawn withdrawal withdraw withdrawing retreated retreat pulled")
_enter(
    "deployment",
    2,
    "deployed deploying deployment mobilised mobilized reinforcements reinforced strengthened bolstered massed "
    "mobilization mobilisation",
)
_enter("bombing", 1, "went")
_enter("displacement", 1, "displaced fled fleeing flee uprooted driven")
_enter("agreement", 2, "ceasefire cease-fire cease-fires ceasefires armistice truce accord treaty pact")
_enter("agreement", 1, "agreement deal")
_enter("arms_seizure", 1, "recovered intercepted intercepting unearthed discovered")
_enter("territory_change", 1, "surrendered abandoned entered fell")

AIR = frozenset(
    "air airstrike airstrikes drone drones uav uavs jet jets warplane warplanes aircraft "
    "plane planes helicopter helicopters fighter-jet gunship gunships bomber bombers "
    "aerial unmanned".split()
)
SHELLS = frozenset(
    "artillery shell shells mortar mortars rocket rockets missile missiles howitzer "
    "howitzers katyusha katyushas tank gunboats rounds multiple-rocket himars shelling".split()
)
BOMBS = frozenset(
    "car suicide roadside ied ieds bomb bombs vbied vbieds explosive explosives mine "
    "mines landmine landmines grenade grenades booby-trapped truck bomber bombers "
    "device devices".split()
)
GUNS = frozenset("gunmen gunman gunfire shooting machetes knives rifles guns".split())
DROPPED = frozenset({"guided", "glide", "aerial", "dropped"})
PLANTED = frozenset("bomb bombs grenade grenades ied landmine landmines explosives vbied mine mines explosive".split())
IN_PLURAL = frozenset({"bombs", "grenades", "explosives", "mines", "landmines"})
SEALED = frozenset({"signed", "reached", "brokered", "concluded"})
BROKEN = frozenset({"violating", "violated", "violation", "violations"})
PEACE = frozenset({"peace", "truce", "ceasefire", "cease-fire", "prisoner"})
ARMS = frozenset(
    "weapons weapon arms ammunition rifles rifle explosives pistols pistol guns grenades missiles warheads "
    "cartridges detonators launchers munitions firearms ak-47s ak-47 mortars rockets weaponry gunpowder".split()
)
LAND = frozenset(
    "town village city base settlement territory hill hills district airport post "
    "checkpoint stronghold position positions ground bridge area areas garrison province "
    "control camp island road outpost villages towns headquarters barracks part "
    "neighbourhood neighborhood crossing dam heights".split()
)
TARGETS = frozenset(
    "house houses home homes base bases camp camps market hospital clinic school schools mosque "
    "church temple monastery bridge depot depots warehouse warehouses building buildings compound "
    "port airport airfield airbase station refinery plant workshop factory convoy convoys checkpoint "
    "checkpoints headquarters barracks position positions tunnel tunnels vehicle vehicles ship ships "
    "vessel tanker bus truck residence embassy consulate office offices prison facility facilities "
    "dam pipeline substation grid village villages outpost outposts positions launcher launchers "
    "hideout hideouts cache caches university farm tower towers hotel patrol patrols shop shops mall bakery restaurant "
    "cafe café stadium lair shelters kindergarten orphanage ambulance ambulances train trains railway minibus "
    "minibuses tents apartment apartments block blocks palace shrine synagogue pagoda seminary madrasa centre center "
    "clinics hospitals markets mosques churches reservoir oilfield lorry lorries trucks pickup jeep car cars garrison "
    "land-rover buses nightclub hall".split()
)
WEAPONS = frozenset(
    "artillery shells shell mortar mortars rocket rockets missile missiles drone drones bomb bombs "
    "grenade grenades rifle rifles mine mines landmine landmines machetes knives gun guns jet jets "
    "warplane warplanes helicopter helicopters tank tanks ied ieds vbied vbieds howitzers airstrike "
    "gunfire explosives uav uavs bullets rounds machine-gun sarin chlorine warhead pistol pistols firearms "
    "ammunition projectile projectiles munitions firebomb firebombs howitzer kalashnikov kalashnikovs ak-47 ak-47s rpg "
    "rpgs machete knife swords arrows stones warships gunboats gunship gunships bullet katyusha katyushas "
    "torpedo".split()
)
WEAPON_MODIFIERS = frozenset(
    "attack ballistic cruise artillery car suicide roadside military fighter heavy armed kamikaze "
    "anti-tank guided glide cluster truck surface-to-air long-range precision-guided hand "
    "rocket-propelled machine remotely improvised explosive mortar rocket drone tank barrel chemical "
    "incendiary thermobaric shahed hypersonic barrel".split()
)
MILITARY = frozenset(
    {
        "troops",
        "forces",
        "soldiers",
        "army",
        "reservists",
        "military",
        "police",
        "peacekeepers",
        "warships",
        "brigade",
        "battalion",
        "units",
    }
)
ELSEWHERE = {
    "battle": frozenset({"zones", "global", "legal", "court"}),
    "siege": frozenset({"state"}),
    "protest": frozenset({"lodged", "official", "formal"}),
    "ceasefire": BROKEN,
    "cease-fire": BROKEN,
    "attack": frozenset({"cyber", "heart"}),
    "attacks": frozenset({"cyber", "heart"}),
    "fight": frozenset({"against"}),
    "fire": frozenset({"forest", "wildfire"}),
    "strike": frozenset({"lightning"}),
}
STANCES = frozenset(
    (
        "demanded demanding rejected rejects vetoed threatened threatens opposed urged "
        "condemned suing pressuring urges condemns allegation allegations"
    ).split()
)
HYPOTHETICAL = frozenset(
    "will would could might may if should threatened threatens threaten threatening plan plans "
    "planned planning warned urged urge calls called demand demanded demands vowed ready prepared "
    "wants avoid prevent prevented forestall preparing risk fear fears unless possible condemned "
    "investigate investigating investigation alleged ahead potential against-violence".split()
)
STOPPING = frozenset("halt halting end ending stop stopping cease quell curb".split())
HABITUAL = frozenset(
    {"continue", "continues", "often", "regularly", "routinely", "sporadically", "usually", "frequently", "since"}
)
LASTING = frozenset({"remain", "remains", "deploys", "deploy", "includes", "consists", "controls"})
