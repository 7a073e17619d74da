"""The words that tell one count of people from another."""

from django.db import models


class Outcome(models.TextChoices):
    """What happened to the people counted. ``any`` stands only for "no casualties"."""

    KILLED = "killed", "Killed"
    WOUNDED = "wounded", "Wounded"
    MISSING = "missing", "Missing"
    CAPTURED = "captured", "Captured"
    ABDUCTED = "abducted", "Abducted"
    HELD = "held", "Held"
    DISPLACED = "displaced", "Displaced"
    ANY = "any", "Casualties of any kind"


class Standing(models.TextChoices):
    """Civilian or combatant, as claimed."""

    CIVILIAN = "civilian", "Civilian"
    COMBATANT = "combatant", "Combatant"
    UNKNOWN = "unknown", "Not stated"


class Group(models.TextChoices):
    """Of whom. Only ``all`` is ever added up; the rest is a part of it."""

    ALL = "all", "All"
    WOMEN = "women", "Women"
    MEN = "men", "Men"
    CHILDREN = "children", "Children"
    JOURNALISTS = "journalists", "Journalists"
    HEALTH_WORKERS = "health_workers", "Health workers"
    AID_WORKERS = "aid_workers", "Aid workers"
    LEADERS = "leaders", "Leaders"


class Perspective(models.TextChoices):
    """Whose losses a party counts. A party admits its own more reluctantly than it counts the enemy's."""

    OWN = "own", "A party, of its own losses"
    ENEMY = "enemy", "A party, of the other side's losses"


class Side(models.TextChoices):
    """The side of an event that somebody stands on."""

    A = "A", "Side A"
    B = "B", "Side B"
    C = "C", "Side C"
    NONE = "none", "No side"
