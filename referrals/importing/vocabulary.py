"""The vocabulary's files into Term, Language and PmtTerm rows: all of it or nothing, and again changes nothing.

A term that left the files is retired, never deleted: records may carry it.
"""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import models, transaction
from django.db.models import Q

from referrals import curation
from referrals.models import Language, PmtTerm, Resource, Term

from .problems import Refused
from .vocabulary_files import Values, Vocabulary, pmt_key, read


@dataclass
class Loaded:
    """How many rows were added, changed and retired."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    touched: set[str] = field(default_factory=set)  # slugs and codes whose records are to be released again

    def __str__(self) -> str:
        if not (self.added or self.changed or self.retired):
            return "Vocabulary: nothing to change."
        return f"Vocabulary: {self.added} rows added, {self.changed} changed, {self.retired} terms retired."


def load(folder: Path) -> Loaded:
    """Make the rows say what the files in `folder` say; raises Refused with every problem, having written nothing."""
    vocabulary = read(folder)
    if vocabulary.problems:
        raise Refused(vocabulary.problems)
    with transaction.atomic():
        return write(vocabulary)


def write(vocabulary: Vocabulary) -> Loaded:
    """Add and change rows where they differ, and retire terms that are gone. Inside a transaction."""
    done = Loaded()
    pmt = {pmt_key(row): _save(PmtTerm, row, ("list", "code", "label"), done) for row in vocabulary.pmt}
    for row in vocabulary.languages:
        _save(Language, row, ("bcp47",), done)
    terms = {row["slug"]: _save(Term, _columns(row), ("slug",), done) for row in vocabulary.terms}
    for row in vocabulary.terms:
        _relate(terms[row["slug"]], terms.get(row["parent"]), {pmt[key].pk for key in row["pmt"]}, done)
    gone = Term.objects.current().exclude(slug__in=terms)
    done.touched |= set(gone.values_list("slug", flat=True))
    done.retired = gone.update(retired=True)
    if done.added or done.touched:
        carried = Q(terms__slug__in=done.touched) | Q(languages__bcp47__in=done.touched)
        curation.release_again(Resource.objects.filter(pk__in=Resource.objects.filter(carried).values("pk")))
    return done


def _columns(row: Values) -> Values:
    return {name: value for name, value in row.items() if name not in {"parent", "pmt"}} | {"retired": False}


def _save[M: models.Model](model: type[M], row: Values, key: tuple[str, ...], done: Loaded) -> M:
    kept = model._default_manager.filter(**{name: row[name] for name in key}).first()
    if kept is None:
        done.added += 1
        return model._default_manager.create(**row)
    if any(getattr(kept, name) != value for name, value in row.items()):
        done.changed += 1
        done.touched |= {row[name] for name in key}
        for name, value in row.items():
            setattr(kept, name, value)
        kept.save()
    return kept


def _relate(term: Term, parent: Term | None, pmt: set[int], done: Loaded) -> None:
    if term.parent_id != (parent and parent.pk):
        term.parent = parent
        done.touched.add(term.slug)
        term.save(update_fields=["parent"])
    if set(term.pmt.values_list("pk", flat=True)) != pmt:
        term.pmt.set(pmt)
