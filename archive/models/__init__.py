from archive.models.accession import Accession, IngestChange, IngestRun
from archive.models.appearance import Appearance
from archive.models.article import Article, ArticleFormerSlug
from archive.models.authorship import Authorship
from archive.models.board import PinnedPassage, Topic
from archive.models.correction import Correction, ErrorReport
from archive.models.coverage import Coverage
from archive.models.duplicate import Duplicate, SignatureBand
from archive.models.event import Event, EventAlias, EventFormerSlug, EventSeries, Participation
from archive.models.judgement import Judgement
from archive.models.likeness import Likeness
from archive.models.marking_words import MarkingWords
from archive.models.merge import Merge, MergeChange
from archive.models.person import Person, PersonAlias, PersonFormerSlug, Tenure
from archive.models.source import Source, SourceAlias, SourceFormerSlug
from archive.models.suggestion import Suggestion
from archive.models.trash import RetiredSlug
from archive.models.unresolved_name import UnresolvedName
from archive.models.upload import Upload, UploadLine

__all__ = [
    "Accession",
    "Appearance",
    "Article",
    "ArticleFormerSlug",
    "Authorship",
    "Correction",
    "Coverage",
    "Duplicate",
    "ErrorReport",
    "Event",
    "EventAlias",
    "EventFormerSlug",
    "EventSeries",
    "IngestChange",
    "IngestRun",
    "Judgement",
    "Likeness",
    "MarkingWords",
    "Merge",
    "MergeChange",
    "Participation",
    "Person",
    "PersonAlias",
    "PersonFormerSlug",
    "PinnedPassage",
    "RetiredSlug",
    "SignatureBand",
    "Source",
    "SourceAlias",
    "SourceFormerSlug",
    "Suggestion",
    "Tenure",
    "Topic",
    "UnresolvedName",
    "Upload",
    "UploadLine",
]
