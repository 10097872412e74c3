"""What records of one agency share, so that a near-duplicate is found without comparing all with all."""

from django.db import models

from .resources import Resource


class ContactKey(models.Model):
    """A key of a record as `matching.keys` makes them: never shown, kept by curation with each change."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=160)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key", "resource", "weight"], name="contact_key")]
        constraints = [models.UniqueConstraint(fields=["resource", "key"], name="contact_key_once")]

    def __str__(self) -> str:
        return self.key
