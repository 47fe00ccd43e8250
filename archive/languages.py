"""What languages are called."""

from functools import lru_cache

from django.utils.translation import get_language_info


@lru_cache(maxsize=200)
def english_name(code: str) -> str:
    """The English name of an ISO 639-1 language; empty where nobody named the code."""
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return ""
