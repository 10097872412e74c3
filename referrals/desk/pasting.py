"""Paste anything: a page of text, an e-mail, a list; what it names goes into the review queue."""

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from referrals import pasting
from referrals.importing import cells, values
from referrals.importing.problems import Unexpected
from referrals.models import Pasted
from referrals.models.pasted import KEPT, LONGEST

from .access import curators_only
from .telling import Words, beside

PAGE = 30
SHOWN = ("kind", "phones", "emails", "links", "states", "coverage", "terms")


class PasteForm(forms.Form):
    """The text, and where it is from."""

    text = forms.CharField(
        label=gettext_lazy("The text"), max_length=LONGEST, strip=False, widget=forms.Textarea({"rows": 12}),
        help_text=gettext_lazy("A page, an e-mail, a list. Take out what is about a person you help."),
        error_messages={
            "required": gettext_lazy("Paste a text."),
            "max_length": gettext_lazy("The text has %(show_value)d characters; at most %(limit_value)d."),
        },
    )  # fmt: skip
    label = forms.CharField(
        label=gettext_lazy("Where it is from"), max_length=100,
        help_text=gettext_lazy("Such as: e-mail of the state coalition"),
    )  # fmt: skip
    said_on = forms.CharField(
        label=gettext_lazy("Written on"), max_length=10, required=False,
        help_text=gettext_lazy("2015, 2015-01 or 2015-01-21, as far as it is known"),
    )  # fmt: skip
    link = forms.CharField(label=gettext_lazy("Web address"), max_length=500, required=False)

    def clean_text(self) -> str:
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError(_("Paste a text."))
        return self.cleaned_data["text"].replace("\x00", "")

    def clean_said_on(self) -> str:
        return self._read("said_on", cells.day, _("Write the day like 2015, 2015-01 or 2015-01-21."))

    def clean_link(self) -> str:
        return self._read(
            "link", values.web_address, _("That is no web address. Write it like https://example.org/help.")
        )

    def _read(self, field: str, convert, wrong: str) -> str:
        typed = self.cleaned_data[field].strip()
        try:
            return convert(typed) if typed else ""
        except Unexpected:
            raise forms.ValidationError(wrong) from None


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """The form, and the texts of which something is not decided yet."""
    now = timezone.now()
    pasting.forget(now)
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = pasting.keep(**form.cleaned_data, by=request.user.get_username(), now=now)
        return redirect("desk:pasted", kept.pk)
    page = Paginator(Pasted.objects.defer("text"), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "days": KEPT.days}
    return render(request, "desk/paste.html", context, status=422 if form.errors else 200)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def pasted(request: HttpRequest, pk: int) -> HttpResponse:
    """One text with what it names marked; by POST, what is ticked goes to review, or the text is thrown away."""
    one = get_object_or_404(Pasted, pk=pk)
    if request.method == "POST":
        return _thrown(request, one) if "throw" in request.POST else _sent(request, one)
    found = pasting.found(one)
    words = Words.now(get_language() or "")
    told = [(each, list(beside(words, {name: each.values[name] for name in SHOWN}, {}))) for each in found]
    context = {"pasted": one, "told": told, "pieces": list(_numbered(one, found))}
    return render(request, "desk/pasted.html", context)


def _numbered(one: Pasted, found: list[pasting.Found]) -> Iterator[tuple[str, int, bool]]:
    """(text, number of the candidate it names or 0, whether it is the first such place) of the whole text."""
    numbers = {each.key: number for number, each in enumerate(found, start=1)}
    seen: set[str] = set()
    for text, key in pasting.pieces(one, found):
        yield text, numbers.get(key, 0), key not in seen
        seen.add(key)


def _sent(request: HttpRequest, one: Pasted) -> HttpResponse:
    chosen = request.POST.getlist("chosen")
    if not chosen:
        messages.error(request, _("Nothing was sent: tick what should be reviewed."))
        return redirect("desk:pasted", one.pk)
    sent = pasting.send(one, chosen, by=request.user.get_username())
    waits = sum(each.created for each in sent)
    told = ngettext("%(n)s suggestion is in the queue.", "%(n)s suggestions are in the queue.", waits) % {"n": waits}
    messages.success(request, told)
    if silent := len(sent) - waits:
        told = ngettext("%(n)s was known or turned down before.", "%(n)s were known or turned down before.", silent)
        messages.info(request, told % {"n": silent})
    return redirect("desk:review")


def _thrown(request: HttpRequest, one: Pasted) -> HttpResponse:
    one.delete()
    messages.success(request, _("The text is deleted. What was sent to review stays there."))
    return redirect("desk:paste")
