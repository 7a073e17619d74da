"""Words of harm and of people: what happened to whom."""

KIND_OF = {
    **dict.fromkeys(
        "killed kill kills killing dead died die dies dying slain eliminated neutralised neutralising "
        "neutralized neutralizing assassinated assassinating murdered murdering executed executing "
        "massacred perished beheaded bodies deaths corpses martyred fatalities drowned "
        "beheading slaughtered slaughtering butchered butchering lynched slaying".split(),
        "killed",
    ),
    **dict.fromkeys(
        "wounded wounding injured injuring injures wounds hurt injuries hospitalised hospitalized maimed".split(),
        "wounded",
    ),
    "missing": "missing",
    **dict.fromkeys("captured capturing captures".split(), "captured"),
    **dict.fromkeys("abducted abducting kidnapped kidnapping kidnaps abducts abductees".split(), "abducted"),
    **dict.fromkeys(
        "detained detaining arrested arresting imprisoned jailed apprehended apprehending nabbed".split(), "held"
    ),
    **dict.fromkeys("displaced displacing fled flee uprooted".split(), "displaced"),
}
INJURIES = frozenset({"injuries", "injury", "wounds", "burns"})
PARTICIPLES = frozenset("seen suspected accused believed trapped aboard gathered queued stationed dressed".split())
VERBS_OF_HARM = frozenset("sustained suffered received succumbed embraced attained apprehended taken held lost".split())
ACTIVE_PAIRS = {
    ("shot", "dead"): "killed",
    ("gunned", "down"): "killed",
    ("gunning", "down"): "killed",
    ("mowed", "down"): "killed",
    ("mowing", "down"): "killed",
    ("shooting", "dead"): "killed",
    ("to", "death"): "killed",
    ("picked", "up"): "held",
    ("rounded", "up"): "held",
    ("rounding", "up"): "held",
}
TO_DEATH = frozenset({"stabbed", "beaten", "hacked", "burned", "crushed", "trampled", "shot", "tortured", "lynched"})
TREATED = frozenset({"treated", "hospitalised", "hospitalized", "maimed"})
VERBS_OF_CLAUSES = frozenset(
    {"said", "says", "told", "killed", "wounded", "was", "were", "has", "had", "have", "who", "which", "that"}
)
ACTIVE = frozenset(
    "killed kill kills killing wounded wounding injured injuring injures captured capturing captures "
    "abducted abducting kidnapped kidnapping detained detaining arrested arresting displaced "
    "displacing assassinated assassinating murdered murdering executed executing massacred eliminated "
    "neutralised neutralized neutralising neutralizing apprehended apprehending nabbed executing martyred beheaded "
    "beheading slaughtered slaughtering butchered butchering lynched slaying maimed maiming".split()
)
AUXILIARIES = frozenset(
    "was were is are been be being had have has reportedly also feared confirmed either later then "
    "still reported believed presumed left found said to remain remained others more other".split()
)
PEOPLE = frozenset(
    "people persons civilians civilian men women children soldiers troops fighters militants rebels "
    "policemen officers members villagers residents protesters protestors demonstrators servicemen "
    "personnel workers journalists teachers students others leaders commanders passengers gunmen "
    "guerrillas insurgents peacekeepers refugees migrants prisoners hostages detainees boys girls "
    "infants babies medics doctors nurses patients worshippers pilgrims farmers herders fishermen "
    "miners settlers police guards victims bodies dead wounded casualties deaths injuries novices "
    "monks priests attackers bombers suspects terrorists jihadists militiamen separatists marines "
    "sailors airmen pilots crew families activists officials staff shoppers bystanders pedestrians "
    "mourners elders tribesmen combatants recruits cadets conscripts paramilitaries foreigners "
    "nationals citizens americans israelis palestinians iraqis syrians ukrainians russians afghans "
    "kurds turks lebanese passers-by shopkeepers traders drivers scouts families suspects youths teenagers pupils "
    "schoolchildren schoolgirls tourists travellers commuters sons daughters brothers sisters relatives operatives "
    "assailants insurgents commandos troopers firefighters paramedics rescuers volunteers inmates locals households "
    "smugglers contractors scholars lawmakers politicians judges lawyers preachers clerics survivors mercenaries "
    "returnees herdsmen loggers motorists bikers cyclists onlookers gendarmes individuals spies looters "
    "intruders kidnappers robbers sympathisers sympathizers accomplices".split()
)
PERSON_NOUNS = frozenset(
    "soldier policeman policewoman civilian man woman child boy girl commander journalist teacher "
    "driver officer leader fighter militant doctor nurse medic worker official guard protester "
    "student reporter cameraman villager farmer person peacekeeper marine pilot rebel baby priest "
    "mayor judge governor general colonel major captain bomber attacker gunman passenger serviceman "
    "deputy chief parent resident translator interpreter bystander toddler infant imam cleric trader shopkeeper pupil "
    "teenager youth pedestrian passer-by motorist guerrilla insurgent militant sergeant corporal lieutenant constable "
    "activist lawyer politician councillor councilor senator lawmaker paramedic volunteer firefighter herder "
    "fisherman miner contractor commando trooper gendarme paratrooper suspect assailant tourist refugee "
    "migrant detainee prisoner hostage sailor airman naik havildar sepoy subedar ringleader operative "
    "militiaman bodyguard tribesman survivor neighbour neighbor lecturer conscript herdsman motorcyclist "
    "schoolgirl schoolboy housewife mother father brother sister son daughter wife husband".split()
)
CIVILIANS = frozenset(
    "civilian civilians women children child woman girl girls boy boys villagers villager residents "
    "teachers teacher journalists journalist medics medic doctors doctor nurses students student "
    "protesters demonstrators displaced refugees migrants workers farmers herders passengers "
    "worshippers patients novices monks priests shoppers families infants babies mourners fishermen "
    "bystanders miners pilgrims reporter activists".split()
)
COMBATANTS = frozenset(
    "soldiers soldier troops fighters fighter militants militant rebels rebel servicemen gunmen "
    "guerrillas insurgents commander commanders peacekeepers marines militiamen terrorists jihadists "
    "separatists policemen officers police paratroopers members airmen sailors attackers conscripts "
    "combatants".split()
)
GROUP_OF = {
    "women": "women",
    "woman": "women",
    "men": "men",
    "children": "children",
    "child": "children",
    "boys": "children",
    "girls": "children",
    "infants": "children",
    "babies": "children",
    "girl": "children",
    "boy": "children",
    "toddler": "children",
    "journalists": "journalists",
    "journalist": "journalists",
    "reporter": "journalists",
    "reporters": "journalists",
    "cameraman": "journalists",
    "medics": "health_workers",
    "doctors": "health_workers",
    "nurses": "health_workers",
    "medic": "health_workers",
    "doctor": "health_workers",
    "paramedics": "health_workers",
    "leaders": "leaders",
    "leader": "leaders",
    "commanders": "leaders",
    "commander": "leaders",
}
THINGS = frozenset(
    "days day weeks week months month years year hours hour minutes times kilometres kilometers km "
    "miles metres meters feet drones missiles rockets bombs shells villages towns cities houses homes "
    "vehicles tanks strikes attacks airstrikes raids percent % dollars tons tonnes barrels points "
    "countries nations provinces districts buildings schools planes aircraft helicopters ships boats "
    "clashes battles rounds mortars explosions blasts targets positions checkpoints bases camps acres "
    "hectares pounds euros cents seats votes cases cars trucks trips occasions places locations sites "
    "areas tunnels operations incidents launchers weapons rifles mines animals cattle goats sheep "
    "systems system installations hogs pigs pm am a.m p.m sorties".split()
)
TROOPS = frozenset(
    "troops soldiers fighters personnel servicemen peacekeepers marines men militants rebels "
    "guerrillas insurgents policemen reservists mercenaries paratroopers conscripts militiamen "
    "combatants troops-strong jihadists gendarmes advisers advisors".split()
)
STATIONING = frozenset(
    "deploys deploy deployed deploying stationed stations sent sending remain remained remains based "
    "send dispatch sends dispatches "
    "has have maintains keeps numbering numbers number numbered fields fielded comprises consists "
    "contributes contributed mobilised mobilized massed assembled strong commands includes dispatched "
    "keeping maintaining maintained amassed gathered positioned there with".split()
)
