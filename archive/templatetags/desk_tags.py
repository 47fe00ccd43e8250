"""The desk on the first page of the curators' site."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from archive.admin.desk import last_runs, lines_for, recent_changes

register = template.Library()


@register.inclusion_tag("admin/_desk.html", takes_context=True)
def desk(context: RequestContext) -> dict[str, Any]:
    return {"groups": list(lines_for(context["request"].user))}


@register.inclusion_tag("admin/_recent.html", takes_context=True)
def recent(context: RequestContext) -> dict[str, Any]:
    user = context["request"].user
    runs = last_runs() if user.has_perm("archive.view_ingestrun") else []
    return {"changes": recent_changes(user), "runs": runs}
