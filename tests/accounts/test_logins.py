"""Logins with passwords that nobody chose."""

import stat

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError

from tracker.accounts.logins import Login, keep, make_login
from tracker.accounts.models import User
from tracker.accounts.policy import Role, Verb, may


@pytest.mark.django_db
def test_a_made_login_works_and_has_its_roles():
    login = make_login("amal", Role.EDITOR, full_name="Amal Haddad")

    user = authenticate(username="amal", password=login.password)

    assert user.is_staff
    assert str(user) == "Amal Haddad"
    assert may(user, Verb.EDIT)
    assert not may(user, Verb.BREAK_GLASS)


@pytest.mark.django_db
def test_passwords_differ_and_are_long():
    passwords = {make_login(f"editor{number}", Role.EDITOR).password for number in range(3)}

    assert len(passwords) == 3
    assert min(map(len, passwords)) >= 16


@pytest.mark.django_db
def test_a_name_that_is_taken_is_refused_and_nothing_changes():
    first = make_login("amal", Role.EDITOR)

    with pytest.raises(ValueError, match="already a user “amal”"):
        make_login("amal", Role.CHIEF)

    assert authenticate(username="amal", password=first.password)


def test_kept_logins_are_private_and_replaced(tmp_path):
    path = tmp_path / "demo"
    path.write_text("old")
    path.chmod(0o644)

    keep([Login("amal", "secret", "Editor")], path)

    assert path.read_text() == "amal / secret   (Editor)\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.django_db
def test_the_first_administrator_is_chief_and_administrator_but_no_superuser(capsys):
    call_command("create_administrator", skip_checks=True)

    user = User.objects.get(username="admin")
    password = capsys.readouterr().out.split(" / ")[1].split()[0]
    assert authenticate(username="admin", password=password) == user
    assert may(user, Verb.MACHINERY)
    assert may(user, Verb.BREAK_GLASS)
    assert user.has_perm("accounts.add_user")
    assert not user.is_superuser


@pytest.mark.django_db
def test_a_second_administrator_of_the_same_name_is_refused():
    call_command("create_administrator", username="maria", skip_checks=True)

    with pytest.raises(CommandError, match="already a user “maria”"):
        call_command("create_administrator", username="maria", skip_checks=True)

    assert User.objects.count() == 1
