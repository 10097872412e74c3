"""One-time links by which people come in, and who did what to whose access."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody may do. Each is one of Django's groups."""

    PROVIDER = "provider", _("Provider")
    CURATOR = "curator", _("Curator")
    ADMINISTRATOR = "administrator", _("Administrator")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, now: datetime) -> Self:
        """Those that still work."""
        living = Q(person__isnull=True) | Q(person__is_active=True)
        return self.filter(living, outcome="", expires_at__gt=now)


class Invitation(models.Model):
    """A one-time link: for somebody new in a role, or for a `person` whose access it renews. Of it a hash is kept."""

    class Outcome(models.TextChoices):
        USED = "used", _("used")
        REVOKED = "revoked", _("revoked")

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    role = models.CharField(max_length=13, choices=Role, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    label = models.CharField(max_length=80, blank=True, help_text=_("whom it is meant for"))
    invited_by = models.CharField(max_length=150)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="invitation_says_who", condition=~Q(invited_by="")),
            models.CheckConstraint(
                name="invitation_to_a_role_or_for_a_person",
                condition=Q(role__in=["provider", "curator", "administrator"], person__isnull=True)
                | Q(role="", person__isnull=False),
            ),
            models.CheckConstraint(name="invitation_ends", condition=Q(expires_at__gt=F("invited_at"))),
            models.CheckConstraint(
                name="invitation_ended_says_who",
                condition=Q(outcome="", ended_by="", ended_at__isnull=True)
                | (Q(outcome__in=["used", "revoked"], ended_at__isnull=False) & ~Q(ended_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"invited by {self.invited_by}"


class PersonChange(models.Model):
    """One line of the history of people. People are named as they were: nobody's line goes with them."""

    class Action(models.TextChoices):
        INVITED = "invited", _("Invited somebody")
        REVOKED = "revoked", _("Revoked an invitation")
        JOINED = "joined", _("Joined")
        ROLE = "role", _("Changed the role")
        DEACTIVATED = "deactivated", _("Deactivated")
        REACTIVATED = "reactivated", _("Reactivated")
        RESET = "reset", _("Reset the access")
        RENEWED = "renewed", _("Chose a new passphrase")
        ENROLLED = "enrolled", _("Set up an authenticator")
        CODES = "codes", _("Made new recovery codes")
        RECOVERED = "recovered", _("Used a recovery code")
        DROPPED = "dropped", _("Took the authenticator away")
        SIGNED_OUT = "signed-out", _("Signed out everywhere else")

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=11, choices=Action)
    person = models.CharField(max_length=150, blank=True, help_text=_("nobody yet, of an invitation"))
    before = models.CharField(max_length=13, choices=Role, blank=True)
    after = models.CharField(max_length=13, choices=Role, blank=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="person_change_says_who", condition=~Q(by="")),
            models.CheckConstraint(
                name="person_change_says_whose", condition=Q(action__in=["invited", "revoked"]) | ~Q(person="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} by {self.by}"
