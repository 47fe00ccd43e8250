"""What languages are called."""

from functools import lru_cache

from django.utils.translation import get_language, get_language_info


def language_name(code: str) -> str:
    """The name of an ISO 639-1 language in the language of the page; empty where nobody named the code."""
    return _named(code, get_language())


@lru_cache(maxsize=2000)
def _named(code: str, _language: str | None) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return ""
