"""What every page's template may use."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.models.addresses import address_of


class NavigationEntry(NamedTuple):
    """One link of the main navigation; `current` is the value of aria-current, empty where the reader is elsewhere."""

    label: Any  # lazily translated
    url: str
    current: str


# label, route of the list, routes of the pages below it
SECTIONS = (
    (_("Summits"), "event-list", ("event-detail",)),
    (_("People"), "person-list", ("person-detail",)),
    (_("Sources"), "source-list", ("source-detail",)),
    (_("Articles"), "article-list", ("article-detail",)),
    (_("Timeline"), "timeline", ("timeline-decade", "timeline-year", "timeline-month")),
    (_("Compare"), "compare", ()),
    (_("About"), "about", ()),
)

SHOWN_OTHERWISE = ("sort",)  # parameters of a page that is the same in whatever order


def site(request: HttpRequest) -> dict[str, object]:
    navigation = main_navigation(request)
    return {
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "canonical_path": canonical_path(request),
        "contact_email": settings.CONTACT_EMAIL,
        "main_navigation": navigation,
        # a page that knows a title of its own says it instead
        "share_title": next((entry.label for entry in navigation if entry.current == "page"), ""),
    }


def main_navigation(request: HttpRequest) -> list[NavigationEntry]:
    """The links of the masthead; a page below a list marks its list (`true`), the list itself is the `page`."""
    match = getattr(request, "resolver_match", None)
    here = match.url_name if match else ""
    return [
        NavigationEntry(label, address_of(route), "page" if here == route else "true" if here in below else "")
        for label, route, below in SECTIONS
    ]


def canonical_path(request: HttpRequest) -> str:
    """The address of a page without what only changes how it is shown; a record's page knows its own."""
    kept = request.GET.copy()
    for name in SHOWN_OTHERWISE:
        kept.pop(name, None)
    if kept.get("page") == "1":
        del kept["page"]
    return f"{request.path}?{kept.urlencode()}" if kept else request.path
