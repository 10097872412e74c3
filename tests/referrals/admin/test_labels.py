"""The admin in the language of the page, to the last field."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from django.utils.translation import override

from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def labels(request) -> dict[tuple[str, str], str]:
    """{(table, field): what it is called} of every form, row of a form, and column."""
    found = {}
    for model, shown in admin.site._registry.items():
        forms = [
            shown.get_form(request),
            *(one.get_formset(request).form for one in shown.get_inline_instances(request)),
        ]
        for form in forms:
            found |= {(form._meta.model.__name__, name): str(field.label) for name, field in form.base_fields.items()}
        for name in shown.get_list_display(request):
            found[model.__name__, f"{name} (column)"] = str(label_for_field(name, model, shown))
    return found


def test_every_field_and_column_has_a_name_in_spanish():
    request = RequestFactory().get("/admin/")
    signed_in("administrator")
    request.user = get_user_model().objects.get()
    with override("en"):
        english = labels(request)
    with override("es"):
        spanish = labels(request)
    assert len(english) > 80
    alike = {key: name for key, name in english.items() if spanish[key] == name}
    assert {name.lower() for name in alike.values()} == set(), alike
