"""What became of a body since it was spoken of, noted on its record: shown beside what was said before."""

from typing import Any

from django.db import transaction

from referrals.models import Resource, Succession

from .changes import changing

Kind = Succession.Kind


def relate(
    resource: Resource, *, by: str, kind: str, was: str = "", since: str = "", successor: Resource | None = None,
    why: str = "", seen: int | None = None,
) -> Resource:  # fmt: skip
    """Note a new name, a new operator, or a successor. Raises ValueError with a sentence if it does not say which."""
    if kind == Kind.SUPERSEDED and (successor is None or successor.pk == resource.pk):
        raise ValueError("Choose another record, which stands in its place now.")
    if kind != Kind.SUPERSEDED and not was:
        raise ValueError("Say what the former name or operator was.")
    row: dict[str, Any] = {"kind": kind, "since": since}
    row |= {"successor": successor} if kind == Kind.SUPERSEDED else {"was": was}
    with changing(resource, action="relate", by=by, why=why, standing_only=True, seen=seen):
        Succession.objects.create(resource=resource, **row)
    return resource


def unrelate(succession: Succession, *, by: str, why: str = "", seen: int | None = None) -> Resource:
    """Take a note of that kind out."""
    resource = succession.resource
    with changing(resource, action="unrelate", by=by, why=why, standing_only=True, seen=seen):
        succession.delete()
    return resource


@transaction.atomic
def put_back(resource: Resource, rows: list[dict[str, Any]]) -> None:
    """Make the notes of a record those of the history. A successor that is gone is left out."""
    resource.successions.all().delete()
    for row in rows:
        successor = Resource.objects.for_curators().filter(slug=row["successor"]).first()
        if row["kind"] != Kind.SUPERSEDED or successor:
            Succession.objects.create(resource=resource, **row | {"successor": successor})
