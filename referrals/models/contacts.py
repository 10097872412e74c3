"""Ways to reach a resource. A doubtful one is kept for curators and withheld from everyone else."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.vocabulary import PhoneUse, State, Visibility

from .resources import WEB_ADDRESS, Resource

# E.164, or a short code such as 988, 211, 711 or 233733.
# \Z is the end on both databases: on SQLite, which asks Python, $ would let a line break follow.
PHONE_NUMBER = r"^(\+[1-9][0-9]{6,14}|[0-9]{3,6})\Z"


class Phone(models.Model):
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="phones")
    number = models.CharField(max_length=16, help_text=_("E.164, such as +18883737888, or a short code such as 988"))
    extension = models.CharField(max_length=12, blank=True)
    menu_key = models.CharField(max_length=4, blank=True, help_text=_("key to press once connected"))
    keyword = models.CharField(max_length=30, blank=True, help_text=_("word to text to the number"))
    use = models.CharField(max_length=10, choices=PhoneUse, default=PhoneUse.VOICE)
    label = models.CharField(max_length=120, blank=True)
    audience = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    primary = models.BooleanField(default=False)
    doubtful = models.BooleanField(default=False)

    class Meta:
        ordering = ["-primary", "id"]
        constraints = [
            models.CheckConstraint(name="phone_number_is_e164_or_short", condition=Q(number__regex=PHONE_NUMBER)),
            models.CheckConstraint(name="phone_extension_is_digits", condition=Q(extension__regex=r"^[0-9]*\Z")),
            models.CheckConstraint(name="phone_menu_key_is_a_key", condition=Q(menu_key__regex=r"^[0-9*#]*\Z")),
            models.CheckConstraint(name="phone_use_listed", condition=Q(use__in=PhoneUse.values)),
            models.CheckConstraint(name="phone_keyword_only_for_texts", condition=Q(keyword="") | Q(use="text")),
            models.UniqueConstraint(
                fields=["resource", "number", "extension", "use", "keyword"], name="phone_once_per_resource"
            ),
            models.UniqueConstraint(
                fields=["resource"], condition=Q(primary=True), name="phone_one_primary_per_resource"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} x{self.extension}" if self.extension else self.number


class Link(models.Model):
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="links")
    url = models.CharField(_("web address"), max_length=500)
    label = models.CharField(max_length=120, blank=True)
    doubtful = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="link_is_http", condition=Q(url__regex=WEB_ADDRESS)),
            models.UniqueConstraint(fields=["resource", "url"], name="link_once_per_resource"),
        ]

    def __str__(self) -> str:
        return self.url


class Email(models.Model):
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="emails")
    address = models.CharField(_("e-mail address"), max_length=254)
    label = models.CharField(max_length=120, blank=True)
    doubtful = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("e-mail")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="email_is_an_address", condition=Q(address__regex=r"^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+\Z")
            ),
            models.UniqueConstraint(fields=["resource", "address"], name="email_once_per_resource"),
        ]

    def __str__(self) -> str:
        return self.address


class Address(models.Model):
    """Where a resource is. A table of its own, so that no default query, dump or serializer carries it."""

    resource = models.OneToOneField(Resource, models.CASCADE, related_name="address")
    visibility = models.CharField(max_length=6, choices=Visibility, default=Visibility.HIDDEN)
    street = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, choices=State, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)

    class Meta:
        verbose_name_plural = _("addresses")
        constraints = [
            models.CheckConstraint(name="address_visibility_listed", condition=Q(visibility__in=Visibility.values)),
            models.CheckConstraint(name="address_state_listed", condition=Q(state="") | Q(state__in=State.values)),
        ]

    def __str__(self) -> str:
        # Never the place: this text may reach a list, a log or a message.
        return f"address ({self.get_visibility_display()})"
