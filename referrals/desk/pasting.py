"""Paste anything, or choose a file: a page, an e-mail, a list; what it names goes into the review queue."""

from collections.abc import Callable, Iterator

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from referrals import documents, pasting, unread
from referrals.importing import cells, values
from referrals.importing.problems import Unexpected
from referrals.models import Pasted
from referrals.models.pasted import KEPT, LONGEST
from referrals.uploads import InMemory

from .access import curators_only
from .telling import Words, beside

PAGE = 30
SHOWN = ("kind", "phones", "emails", "links", "states", "coverage", "terms")


class PasteForm(forms.Form):
    """The text, pasted or out of a file, and where it is from."""

    text = forms.CharField(
        label=gettext_lazy("The text"), max_length=LONGEST, strip=False, widget=forms.Textarea({"rows": 12}),
        required=False,
        help_text=gettext_lazy("A page, an e-mail, a list. Take out what is about a person you help."),
        error_messages={
            "max_length": gettext_lazy("The text has %(show_value)d characters; at most %(limit_value)d."),
        },
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Or a file"), required=False, allow_empty_file=True,
        widget=forms.FileInput({"accept": ".txt,.html,.htm,.pdf,.docx"}),
        help_text=gettext_lazy("Text, HTML, PDF or DOCX. Its text is taken; the file itself is kept nowhere."),
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
        text: str = self.cleaned_data["text"]
        return text.replace("\x00", "")

    def clean_file(self) -> str:
        """The text of the file."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        try:
            text = documents.read(file.read()).unwrapped()
        except documents.Unreadable as error:
            raise forms.ValidationError(unread.why(error)) from None
        if len(text) > LONGEST:
            told = _("Its text has %(n)s characters; at most %(most)s. Save the part you need as a file.")
            raise forms.ValidationError(told % {"n": len(text), "most": LONGEST})
        return text

    def clean(self) -> dict[str, str]:
        """The text is what was pasted, or what the file says."""
        text, file = self.cleaned_data.get("text", ""), self.cleaned_data.pop("file", "")
        if self.errors.keys() & {"text", "file"}:
            return self.cleaned_data
        if text.strip() and file:
            self.add_error("file", _("Paste a text or choose a file, not both."))
        elif not text.strip() and not file:
            self.add_error("text", _("Paste a text, or choose a file."))
        return self.cleaned_data | {"text": file or text}

    def clean_said_on(self) -> str:
        return self._read("said_on", cells.day, _("Write the day like 2015, 2015-01 or 2015-01-21."))

    def clean_link(self) -> str:
        return self._read(
            "link", values.web_address, _("That is no web address. Write it like https://example.org/help.")
        )

    def _read(self, field: str, convert: Callable[[str], str], wrong: str) -> str:
        typed = self.cleaned_data[field].strip()
        try:
            return convert(typed) if typed else ""
        except Unexpected:
            raise forms.ValidationError(wrong) from None


@csrf_exempt  # what comes in is read, and its token checked, once it is said where files go
@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """The form, and the texts of which something is not decided yet. A file is held in memory until it is read."""
    request.upload_handlers = [InMemory(request, documents.LARGEST)]
    return _pasting(request)


@csrf_protect
def _pasting(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    pasting.forget(now)
    form = PasteForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
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
