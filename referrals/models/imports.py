"""A file on its way into the directory: how it is read, how far the work is, and what becomes of each row."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .resources import Resource


class ImportQuerySet(models.QuerySet["Import"]):
    def at_work(self) -> Self:
        return self.filter(state__in=["checking", "landing", "leaving"])


class Import(models.Model):
    """One file. Its bytes lie in the data directory until it is in, or thrown away."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Columns to be said")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked: nothing written yet")
        LANDING = "landing", _("Being written")
        LIVE = "live", _("In the directory")
        LEAVING = "leaving", _("Being taken back")
        UNDONE = "undone", _("Taken back")
        THROWN = "thrown", _("Thrown away")

    file = models.CharField(max_length=200, help_text=_("as it was called"))
    kind = models.CharField(max_length=4, choices=[("csv", "CSV"), ("xlsx", "XLSX"), ("hsds", "HSDS")])
    source = models.CharField(max_length=80, blank=True, help_text=_("whose list it is; names its records for ever"))
    layout = models.JSONField(default=dict, help_text=_("which column and which value means what"))
    publish = models.BooleanField(default=False, help_text=_("what keeps every rule and is like nothing here"))
    state = models.CharField(max_length=8, choices=State, default=State.UPLOADED)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0, help_text=_("rows that the work in hand has behind it"))
    trouble = models.TextField(blank=True, help_text=_("why the work ended, in a sentence"))
    live_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="import_says_who", condition=~Q(by="")),
            models.CheckConstraint(
                name="import_state_listed",
                condition=Q(
                    state__in=["uploaded", "checking", "checked", "landing", "live", "leaving", "undone", "thrown"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.file


class ImportRow(models.Model):
    """A row of the file, read and compared, and what becomes of it."""

    class Outcome(models.TextChoices):
        REFUSED = "refused", _("Cannot be read")
        PUBLISH = "publish", _("New: published")
        REVIEW = "review", _("New: to review")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("Unchanged")
        TURNED_DOWN = "turned", _("Turned down before: stays so")

    batch = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField()
    key = models.CharField(max_length=300)
    outcome = models.CharField(max_length=7, choices=Outcome)
    values = models.JSONField(null=True, help_text=_("the record; nothing once it is in"))
    beside = models.JSONField(null=True, help_text=_("what an HSDS service says that no record holds"))
    notes = models.JSONField(default=list, help_text=_("why it is refused or waits: [[field, sentence]]"))
    near = models.JSONField(default=list, help_text=_("records it may be: [[slug, name, score, reasons]]"))
    resource = models.ForeignKey(Resource, models.SET_NULL, null=True, blank=True, related_name="+")
    released = models.JSONField(null=True, help_text=_("what the gate lets out of the record, until it is in"))
    due_on = models.DateField(null=True, help_text=_("when it is to be verified, until it is in"))

    class Meta:
        ordering = ["line", "id"]
        indexes = [models.Index(fields=["batch", "outcome", "line"], name="import_row_outcome")]
        constraints = [models.UniqueConstraint(fields=["batch", "key"], name="import_row_once")]

    def __str__(self) -> str:
        return f"{self.line}: {self.key}"
