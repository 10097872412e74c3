"""Sessions, who led them, and their posts."""

from typing import Self

from django.db import models
from django.db.models import Count, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from referrals.vocabulary import Curation


class ThreadQuerySet(models.QuerySet["Thread"]):
    def public(self) -> Self:
        """Sessions whose posts a curator has read: no other post is ever shown."""
        return self.filter(reviewed_at__isnull=False)

    def waiting(self) -> Self:
        """Sessions that nobody but curators sees yet."""
        return self.filter(reviewed_at__isnull=True)

    def to_review(self) -> Self:
        """With how many places are flagged (`flagged`), and how many of these are `undecided`."""
        undecided = Q(posts__flags__decided__isnull=True)
        return self.annotate(
            flagged=Count("posts__flags", distinct=True),
            undecided=Count("posts__flags", filter=undecided, distinct=True),
        )

    def counted(self) -> Self:
        """With how many `questions` were asked, `answers` hosts gave, and `contacts` were named."""
        turn = Concat("posts__question", Value("."), "posts__turn", output_field=models.CharField())
        return self.annotate(
            questions=Count("posts", filter=Q(posts__kind="question"), distinct=True),
            answers=Count(turn, filter=Q(posts__role="host"), distinct=True),
            contacts=_contacts("posts__mentions"),
        )


class PostQuerySet(models.QuerySet["Post"]):
    def questions(self) -> Self:
        return self.filter(kind="question")

    def counted(self) -> Self:
        """Questions with how many `answers` hosts gave, `comments` others made, and `contacts` were named. What one
        person said in one go counts once, however many posts it took."""
        return self.annotate(
            answers=Count("replies__turn", filter=Q(replies__role="host"), distinct=True),
            comments=Count("replies__turn", filter=Q(replies__role="participant"), distinct=True),
            contacts=_contacts("replies__mentions"),
        )


def _contacts(mentions: str) -> Count:
    """How many published contacts are mentioned where everybody reads it."""
    resource = f"{mentions}__evidence__resource"
    named = {f"{resource}__curation": Curation.PUBLISHED, f"{mentions}__redacted": False}
    return Count(resource, filter=Q(**named), distinct=True)


class Thread(models.Model):
    """One session: a transcript as it was captured."""

    title = models.CharField(max_length=250)
    date = models.DateField()
    slug = models.SlugField(max_length=14, unique=True, help_text=_("its date; -2 for a second of the day"))
    source_name = models.CharField(max_length=200)
    source_url = models.CharField(max_length=500, blank=True)
    source = models.BinaryField(null=True, help_text=_("the file's bytes; nothing once purged"))
    sha256 = models.CharField(max_length=64, unique=True)
    encoding = models.CharField(max_length=20)
    layout = models.JSONField(default=list, help_text=_("what each stretch of the file is: [start, end, kind]"))
    unplaced = models.JSONField(default=list, help_text=_("lines that found no place: [line, text]"))
    imported_at = models.DateTimeField(auto_now_add=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=150, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-date", "slug"]
        constraints = [
            models.CheckConstraint(name="thread_has_a_title", condition=~Q(title="")),
            models.UniqueConstraint(fields=["title", "date"], name="thread_once"),
            models.CheckConstraint(
                name="thread_reviewed_says_who",
                condition=Q(reviewed_at__isnull=True, reviewed_by="")
                | (Q(reviewed_at__isnull=False) & ~Q(reviewed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date}: {self.title}"

    def get_absolute_url(self) -> str:
        return f"/forum/{self.slug}/"


class Host(models.Model):
    """A practitioner who led a session, and the label under which the posts stand."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="hosts")
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["thread", "position"], name="host_position_once")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A question, or a reply under one. Offsets count code points of `text` as captured."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        REPLY = "reply", _("reply")

    class Role(models.TextChoices):
        ASKER = "asker", _("person asking")
        HOST = "host", _("session host")
        PARTICIPANT = "participant", _("participant")

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    question = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    kind = models.CharField(max_length=8, choices=Kind)
    position = models.PositiveIntegerField(help_text=_("order in the file"))
    line = models.PositiveIntegerField(help_text=_("line of the file, counted from 1"))
    number = models.PositiveIntegerField(help_text=_("as printed; for a question, its place in the session"))
    author = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=11, choices=Role)
    host = models.ForeignKey(Host, models.SET_NULL, null=True, blank=True, related_name="posts")
    text = models.TextField()
    body_start = models.PositiveIntegerField(default=0, help_text=_("where the message begins after “Part 2:”"))
    series = models.PositiveSmallIntegerField(null=True, blank=True)
    part = models.PositiveSmallIntegerField(null=True, blank=True)
    turn = models.PositiveIntegerField(default=0, help_text=_("which turn under its question, in reading order"))
    turn_position = models.PositiveIntegerField(default=0, help_text=_("place within the turn"))

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["thread", "position"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "position"], name="post_position_once"),
            models.UniqueConstraint(
                fields=["question", "number"], condition=Q(kind="reply"), name="reply_number_once_per_question"
            ),
            models.CheckConstraint(
                name="post_is_a_question_or_has_one",
                condition=Q(kind="question", question__isnull=True, role="asker")
                | Q(kind="reply", question__isnull=False, role__in=["host", "participant"]),
            ),
            models.CheckConstraint(name="post_has_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    def get_absolute_url(self) -> str:
        if self.question is None:
            return f"/forum/{self.thread.slug}/{self.number}/"
        return f"/forum/{self.thread.slug}/{self.question.number}/#post-{self.number}"
