from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Haystack finds `search_indexes.py` by looking into installed apps; this one has no models."""

    name = "archive.search"
    label = "archive_search"
    verbose_name = "Search"
