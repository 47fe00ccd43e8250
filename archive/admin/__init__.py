"""The curators' site: one module per record, found when `archive.urls` looks through the installed apps."""

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin import (
    accessions,
    appearances,
    articles,
    authorships,
    board,
    corrections,
    coverages,
    duplicates,
    events,
    likenesses,
    merging,
    people,
    runs,
    sources,
    suggestions,
    uploads,
    users,
)

__all__ = [
    "accessions",
    "appearances",
    "articles",
    "authorships",
    "board",
    "corrections",
    "coverages",
    "duplicates",
    "events",
    "likenesses",
    "merging",
    "people",
    "runs",
    "sources",
    "suggestions",
    "uploads",
    "users",
]

admin.site.site_header = settings.SITE_NAME
admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("The desk")
