"""The tables of docs/policy.md, as what they expect."""

from pathlib import Path

_PAGE = (Path(__file__).resolve().parent.parent.parent / "docs/policy.md").read_text(encoding="utf-8")


def _table(heading):
    """The rows of the table under a heading, by their first cell; each a dict by the table's header."""
    section = _PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if line.startswith("|")]
    header, _, *rows = lines
    return {row[0].strip("`"): dict(zip(header, row, strict=True)) for row in rows}


ROLES_AND_VERBS = _table("Roles and verbs")
STEPS = _table("Steps and situations")
NAMING = _table("Naming a person")
PAGES = _table("Other pages")
ROLES = list(next(iter(ROLES_AND_VERBS.values())))[2:]
SITUATIONS = list(next(iter(STEPS.values())))[2:]
NAMING_SITUATIONS = list(next(iter(NAMING.values())))[2:]


def has_verb(role, verb):
    """Whether the table gives the verb to the role; a role that is none has no verb."""
    return ROLES_AND_VERBS[verb].get(role) == "yes"


def expects(table, role, step, situation):
    """Whether somebody with this role carries the step out in this situation."""
    row = table[step]
    return row[situation] == "yes" and has_verb(role, row["Verb"].strip("`"))
