"""Organizations and the names they go by."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Organization(models.Model):
    """A body that runs one or more resources. By default a resource belongs to its namesake."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=250)
    name_key = models.CharField(max_length=250, db_index=True, editable=False, help_text=_("name as compared"))

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="organization_has_a_name", condition=~models.Q(name="")),
            models.UniqueConstraint(fields=["name"], name="organization_once"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganizationAlias(models.Model):
    """Another name: an acronym, a former name, the way people say it."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=250)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="alias_once"),
            models.CheckConstraint(name="alias_has_a_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
