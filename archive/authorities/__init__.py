"""Authority files in and out: `people.yaml`, `series.yaml`, `events.yaml`, `sources.yaml` of a folder."""

from archive.authorities.loading import AuthorityError, load_authorities
from archive.authorities.writing import export_authorities

__all__ = ["AuthorityError", "export_authorities", "load_authorities"]
