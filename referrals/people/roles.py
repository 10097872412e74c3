"""Who may do what: roles are Django's groups."""

import secrets
from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet

from referrals.models import PersonChange
from referrals.models.people import Role

PROVIDER, CURATOR, ADMINISTRATOR = Role.PROVIDER.value, Role.CURATOR.value, Role.ADMINISTRATOR.value
ROLES = (PROVIDER, CURATOR, ADMINISTRATOR)
DECIDING = (CURATOR, ADMINISTRATOR)
TAKES_AWAY = (PersonChange.Action.DEACTIVATED, PersonChange.Action.ROLE)
OF_ADMINISTRATORS = ("invitation", "personchange", "signin", "recoverycode")  # tables that curators never see


def ensure_roles() -> None:
    """Make the groups. Curators see and change the directory and the forum; people and settings are for
    administrators, who may do everything."""
    for role in ROLES:
        Group.objects.get_or_create(name=role)
    ours = Permission.objects.filter(content_type__app_label__in=["referrals", "forum"])
    may = ours.exclude(codename__startswith="delete").exclude(content_type__model__in=OF_ADMINISTRATORS)
    Group.objects.get(name=CURATOR).permissions.set(may)
    Group.objects.get(name=ADMINISTRATOR).permissions.set(Permission.objects.all())


def add_person(name: str, role: str, password: str) -> User:
    """A new person in a role."""
    user = get_user_model().objects.create_user(name, password=password)
    set_role(user, role)
    return user


def set_role(user: User, role: str) -> None:
    """Put somebody into one role and out of the others. Curators and administrators may enter the admin."""
    user.groups.remove(*Group.objects.filter(name__in=ROLES))
    user.groups.add(Group.objects.get(name=role))
    user.is_staff, user.is_superuser = role != PROVIDER, role == ADMINISTRATOR
    user.save(update_fields=["is_staff", "is_superuser"])


def role_of(user: User) -> str:
    """The highest that somebody has; whoever has none is a provider."""
    names = {group.name for group in user.groups.all()}
    if user.is_superuser or ADMINISTRATOR in names:
        return ADMINISTRATOR
    return CURATOR if CURATOR in names else PROVIDER


def deciders() -> QuerySet[User]:
    """Everybody who may decide at the desk today: curators and administrators. Whoever was deactivated may not;
    whoever was invited may as soon as they joined."""
    return _in(DECIDING)


def administrators() -> QuerySet[User]:
    """Everybody who may decide about people today."""
    return _in((ADMINISTRATOR,))


def _in(roles: tuple[str, ...]) -> QuerySet[User]:
    within = Q(is_superuser=True) | Q(groups__name__in=roles)
    return get_user_model().objects.filter(within, is_active=True).distinct()


def decides_alone(name: str) -> bool:
    """Whether there is nobody else who may decide."""
    return not deciders().exclude(username=name).exists()


def alone_since(name: str) -> datetime | None:
    """Since when there is nobody else who may decide; nothing if there is somebody.

    Whoever takes the last other person's role away is alone from then on, not from before.
    """
    if not decides_alone(name):
        return None
    taken = PersonChange.objects.filter(action__in=TAKES_AWAY, before__in=DECIDING)
    last = taken.exclude(after__in=DECIDING).order_by("-at").values_list("at", flat=True).first()
    return last or datetime.min.replace(tzinfo=UTC)


def demo_people() -> dict[str, str]:
    """{name: password} of one person in each role, made only while nobody exists; else nothing."""
    if get_user_model().objects.exists():
        return {}
    passwords = {role: secrets.token_urlsafe(12) for role in ROLES}
    for role, password in passwords.items():
        add_person(role, role, password)
    return passwords
