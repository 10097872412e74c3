"""One table of facets: what a search address may ask. Pages, exports and live counts are all made from it."""

from datetime import date
from functools import cached_property, lru_cache
from typing import ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from referrals.facets import (
    ColumnFacet,
    CostFacet,
    Facet,
    ForumFacet,
    FreshnessFacet,
    LanguageFacet,
    NeedFacet,
    OpenFacet,
    StateFacet,
    VictimFacet,
    WithoutFacet,
    all_of,
    of_kind,
)
from referrals.models import Resource
from referrals.terms import Vocabulary
from referrals.vocabulary import Cost, Freshness, Kind, State


class ResourceFilter(django_filters.FilterSet):
    """The structured part of a search address. Unknown values are dropped beforehand, see `search.address`."""

    state = StateFacet(_("State"), State.choices)
    victim = VictimFacet(_("Victim type"))
    need = NeedFacet(_("Need"))
    kind = ColumnFacet(_("Kind of contact"), Kind.choices, field_name="kind")
    language = LanguageFacet(_("Language"))
    cost = CostFacet(_("Cost"), [c for c in Cost.choices if c[0] != Cost.UNKNOWN], field_name="cost")
    open = OpenFacet(_("Hours"), [("24-7", _("Open 24 hours, 7 days"))])
    freshness = FreshnessFacet(_("How current"), Freshness.choices)
    evidence = ForumFacet(_("Source"), [("forum", _("Named in a forum session"))])
    without = WithoutFacet(_("Leave out"))

    class Meta:
        model = Resource
        fields: ClassVar[list[str]] = []

    def __init__(
        self, data: QueryDict, *, vocabulary: Vocabulary, today: date, records: QuerySet[Resource] | None = None
    ) -> None:
        self.given, self.records = data, Resource.objects.released() if records is None else records
        super().__init__(data, queryset=self.records)
        self.vocabulary, self.today = vocabulary, today
        for name, facet in self.facets.items():
            facet.name, facet.vocabulary = name, vocabulary
        of_kind(self.facets, FreshnessFacet).today = today
        labels = {facet: [(t.slug, t.told) for t in vocabulary.of(facet)] for facet in ("victim", "need", "kind")}
        self.filters["victim"].extra["choices"] = labels["victim"]
        self.filters["need"].extra["choices"] = labels["need"]
        self.filters["without"].extra["choices"] = [*labels["kind"], *labels["need"], *labels["victim"]]
        self.filters["language"].extra["choices"] = [(one.bcp47, one.told) for one in vocabulary.languages]

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """{parameter: facet}."""
        return {name: facet for name, facet in self.filters.items() if isinstance(facet, Facet)}

    @property
    def chosen(self) -> dict[str, list[str]]:
        """{facet: values} of what was chosen, in the order of the facets."""
        return {name: self.given.getlist(name) for name in self.facets if self.given.getlist(name)}

    def known_without(self, *facets: str, instead: list[str] | None = None) -> QuerySet[Resource]:
        """Records known to fit all choices but those of `facets`; for a single one, `instead` may stand."""
        chosen = {name: values for name, values in self.chosen.items() if name not in facets}
        chosen |= {facets[0]: instead} if instead else {}
        return self.records.filter(all_of(self.facets[name].known(values) for name, values in chosen.items()))

    def only(self, facet: str) -> "ResourceFilter":
        """The choices of one facet, and nothing else."""
        data = QueryDict(mutable=True)
        data.setlist(facet, self.given.getlist(facet))
        return ResourceFilter(data, vocabulary=self.vocabulary, today=self.today, records=self.records)

    @property
    def known(self) -> Q:
        return all_of(self.facets[name].known(values) for name, values in self.chosen.items())

    @property
    def exact(self) -> Q:
        return all_of(self.facets[name].exact(values) for name, values in self.chosen.items())


@lru_cache(maxsize=4)
def facets_of(vocabulary: Vocabulary, today: date) -> dict[str, Facet]:
    """{parameter: facet} with the vocabulary's terms, for reading: one for all searches of a day."""
    return ResourceFilter(QueryDict(), vocabulary=vocabulary, today=today).facets
