"""The database itself refuses to change a line of the audit log."""

from django.db import migrations

_SQLITE = """
CREATE TRIGGER auditentry_never_changed BEFORE UPDATE ON accounts_auditentry
BEGIN SELECT RAISE(ABORT, 'The audit log is only ever added to.'); END;
"""
_POSTGRESQL = """
CREATE FUNCTION auditentry_never_changed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'The audit log is only ever added to.'; END $$;
CREATE TRIGGER auditentry_never_changed BEFORE UPDATE OR DELETE ON accounts_auditentry
FOR EACH ROW EXECUTE FUNCTION auditentry_never_changed();
"""


def guard(apps, schema_editor):
    """PostgreSQL refuses DELETE, too; on SQLite a deletion is refused by the model alone."""
    schema_editor.execute(_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE)


def unguard(apps, schema_editor):
    """Take the guard away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER auditentry_never_changed ON accounts_auditentry")
        schema_editor.execute("DROP FUNCTION auditentry_never_changed()")
    else:
        schema_editor.execute("DROP TRIGGER auditentry_never_changed")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles_and_audit")]

    operations = [migrations.RunPython(guard, unguard)]
