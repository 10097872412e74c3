"""What fields are called in the admin, so that it speaks the language of the page: models name theirs by their code.

Only what is shown is changed: migrations look at what a model was declared with.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LABELS: dict[str, "StrPromise"] = {
    "aliases": _("aliases"), "always open": _("always open"), "area": _("area"), "audience": _("audience"),
    "author": _("author"), "base state": _("state where it sits"), "bcp47": _("language code"), "city": _("city"),
    "code": _("code"), "contact may report": _("contact may report"), "cost": _("cost"), "coverage": _("coverage"),
    "curation": _("curation"), "date": _("date"), "definition": _("definition"), "description": _("description"),
    "discreet name": _("discreet name"), "doubtful": _("doubtful"), "eligibility": _("eligibility"),
    "endonym": _("its own name"), "extension": _("extension"), "facet": _("facet"), "group": _("group"),
    "hours": _("hours"), "hsds code": _("code in HSDS"), "in doubt": _("in doubt"),
    "interpretation": _("interpretation"),
    "keyword": _("keyword"), "kind": _("kind"), "label": _("label"), "languages": _("languages"), "list": _("list"),
    "mapping": _("mapping"), "may be": _("may be"), "menu key": _("menu key"), "name": _("name"), "note": _("note"),
    "number": _("number"), "organization": _("organization"), "parent": _("parent"), "part": _("part"),
    "position": _("position"), "post": _("post"), "postal code": _("postal code"), "primary": _("primary"),
    "published by": _("published by"), "published on": _("published on"), "published url": _("where it was published"),
    "question": _("question"), "relation": _("relation"), "resource": _("contact"), "retired": _("retired"),
    "reviewed at": _("reviewed at"), "reviewed by": _("reviewed by"), "role": _("role"), "section": _("section"),
    "serves any victim": _("serves any victim"), "slug": _("short name in addresses"), "sort": _("order"),
    "source": _("source"), "source name": _("name of the source"), "state": _("state"), "street": _("street"),
    "synonyms": _("synonyms"), "term": _("term"), "thread": _("session"), "tier": _("tier"), "title": _("title"),
    "translations": _("translations"), "use": _("use"), "verified on": _("verified on"),
    "visibility": _("visibility"), "weak synonyms": _("weak synonyms"),
}  # fmt: skip


def tell(models: Iterable[type[Model]]) -> None:
    """Let the fields of these models be called so."""
    for model in models:
        for field in model._meta.fields + model._meta.many_to_many:
            field.verbose_name = LABELS.get(str(field.verbose_name), field.verbose_name)
