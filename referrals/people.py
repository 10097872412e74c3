"""Who may do what: roles are Django's groups."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

PROVIDER, CURATOR, ADMINISTRATOR = "provider", "curator", "administrator"
ROLES = (PROVIDER, CURATOR, ADMINISTRATOR)


def ensure_roles() -> None:
    """Make the groups. Curators see and change the directory and the forum; people and settings are for
    administrators, who may do everything."""
    for role in ROLES:
        Group.objects.get_or_create(name=role)
    ours = Permission.objects.filter(content_type__app_label__in=["referrals", "forum"])
    Group.objects.get(name=CURATOR).permissions.set(ours.exclude(codename__startswith="delete"))


def add_person(name: str, role: str, password: str):
    """A new person in a role. Curators and administrators may enter the admin."""
    user = get_user_model().objects.create_user(
        name, password=password, is_staff=role != PROVIDER, is_superuser=role == ADMINISTRATOR
    )
    user.groups.add(Group.objects.get(name=role))
    return user


def deciders() -> QuerySet:
    """Everybody who may decide at the desk today: curators and administrators."""
    roles = Q(is_superuser=True) | Q(groups__name__in=[CURATOR, ADMINISTRATOR])
    return get_user_model().objects.filter(roles, is_active=True).distinct()


def decides_alone(name: str) -> bool:
    """Whether there is nobody else who may decide."""
    return not deciders().exclude(username=name).exists()


def demo_people() -> dict[str, str]:
    """{name: password} of one person in each role, made only while nobody exists; else nothing."""
    if get_user_model().objects.exists():
        return {}
    passwords = {role: secrets.token_urlsafe(12) for role in ROLES}
    for role, password in passwords.items():
        add_person(role, role, password)
    return passwords
