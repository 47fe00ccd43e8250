"""Withdrawing an article, and publishing it again."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.withdrawal import take_back, withdraw

PERMISSION = "archive.withdraw_article"


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For the archive itself: readers never see it."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
    )
    notice = forms.CharField(
        label=gettext_lazy("Public notice"),
        help_text=gettext_lazy("Stands at the address of the article from now on, in place of its text."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
    )


def withdraw_view(article_admin: admin.ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """A form with reason and notice; of a withdrawn article both, and a button that takes it back."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    article = article_admin.get_object(request, unquote(object_id))
    if article is None:
        raise Http404("There is no such article.")
    form = WithdrawalForm(request.POST if "withdraw" in request.POST else None)
    if "take_back" in request.POST and article.withdrawn_at:
        take_back(article)
        done = _("The article is published again.")
    elif not article.withdrawn_at and form.is_valid():
        withdraw(article, request.user, **form.cleaned_data)
        done = _("The article is withdrawn. Its address tells readers the notice.")
    else:
        context = admin.site.each_context(request) | {"article": article, "form": form, "title": _("Withdrawal")}
        return render(request, "admin/archive/article/withdraw.html", context)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("admin:archive_article_change", args=[article.pk]))
