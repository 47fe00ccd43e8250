"""The public log of corrections, and the form with which a reader reports an error."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.db.models import CharField, F, QuerySet, Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView

from archive.logins import client_address
from archive.models import Article, Correction, ErrorReport
from archive.models.article import not_listed
from archive.reports import TooManyReportsError, receive
from archive.views.lists import Order, RecordListView

_CORRECTION, _WITHDRAWAL = "correction", "withdrawal"


class Entry(NamedTuple):
    """A line of the log: the day, the article, and what readers are told."""

    at: Any
    article: Article
    words: str
    is_withdrawal: bool


class CorrectionListView(RecordListView):
    """What was corrected and what was withdrawn, the newest first."""

    template_name = "corrections/list.html"
    context_object_name = "entries"
    orders = (Order("newest", gettext_lazy("newest first"), ("-at", "-key")),)

    def get_queryset(self) -> QuerySet[Any]:
        corrections = _keyed(Correction.objects.published(), "published_at", _CORRECTION)
        withdrawals = _keyed(Article.objects.withdrawn(), "withdrawn_at", _WITHDRAWAL)
        return corrections.union(withdrawals, all=True).order_by(*self.order.fields)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {self.context_object_name: _entries(list(context["page_obj"].object_list))}


def _keyed(records: QuerySet[Any], moment: str, kind: str) -> QuerySet[Any]:
    named = records.order_by().annotate(at=F(moment), kind=Value(kind, CharField()), key=F("pk"))
    return named.values_list("at", "kind", "key")


def _entries(rows: list[tuple[Any, str, int]]) -> list[Entry]:
    keys = {kind: [key for _at, of, key in rows if of == kind] for kind in (_CORRECTION, _WITHDRAWAL)}
    corrections = (
        Correction.objects.select_related("article").defer(*not_listed("article__")).in_bulk(keys[_CORRECTION])
    )
    withdrawn = Article.objects.listed("withdrawal_notice", "withdrawn_at").in_bulk(keys[_WITHDRAWAL])
    return [
        Entry(at, withdrawn[key], withdrawn[key].withdrawal_notice, True)
        if kind == _WITHDRAWAL
        else Entry(at, corrections[key].article, corrections[key].text, False)
        for at, kind, key in rows
    ]


class TrapField(forms.CharField):
    """A field that people do not see: whatever fills it in is a program."""

    is_trap = True

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "tabindex": "-1"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def validate(self, value: str) -> None:
        if value:
            raise forms.ValidationError(_("Leave this field empty: it tells programs from people."))


class ReportForm(forms.ModelForm):
    website = TrapField(label=gettext_lazy("Leave this empty"))

    class Meta:
        model = ErrorReport
        fields = ("message", "paragraph", "name", "email")
        labels = {
            "message": gettext_lazy("What is wrong?"),
            "paragraph": gettext_lazy("In which paragraph? (optional)"),
            "name": gettext_lazy("Your name (optional)"),
            "email": gettext_lazy("Your e-mail (optional)"),
        }
        help_texts = {
            "message": gettext_lazy("And what would be right, if you know; where one can read it."),
            "paragraph": gettext_lazy("The number beside it, such as 7. Empty: the article as a whole."),
            "email": gettext_lazy("Only in case a curator has a question."),
        }
        widgets = {
            "message": forms.Textarea(attrs={"rows": 6}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.article = article
        for name, bound in self.fields.items():
            bound.widget.attrs["class"] = "field field--area" if name == "message" else "field"

    def clean_paragraph(self) -> str:
        number = self.cleaned_data["paragraph"].strip().lstrip("#p")
        if number and number not in self.instance.article.paragraph_numbers:
            raise forms.ValidationError(_("The article has no paragraph of this number."))
        return number


class ReportCreateView(CreateView):
    """`?paragraph=7` fills in the paragraph. Nobody needs an account; what was typed is never lost."""

    form_class = ReportForm
    template_name = "corrections/report.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.article = get_object_or_404(Article.objects.published(), slug=kwargs["slug"])

    def get_initial(self) -> dict[str, Any]:
        return {"paragraph": self.request.GET.get("paragraph", "")[:20]}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"article": self.article}

    def get_success_url(self) -> str:
        return self.article.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"article": self.article}

    def form_valid(self, form: ReportForm) -> HttpResponse:
        try:
            receive(form.instance, client_address(self.request))
        except TooManyReportsError:
            form.add_error(None, _("Several reports came from here within an hour. Please send this one later."))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        messages.success(self.request, _("Thank you. A curator will read your report."))
        return HttpResponseRedirect(self.get_success_url())
