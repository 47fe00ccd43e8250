"""Words for people in every language. No table is touched: labels, help and choices are not in the database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.state import ProjectState


class Words(migrations.SeparateDatabaseAndState):
    """Changes of the state alone, after which the models are made anew once: after each of them takes half a minute."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        vars(state).pop("apps", None)
        super().state_forwards(app_label, state)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0015_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Words(
            state_operations=[
                migrations.AlterModelOptions(
                    name="accession",
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "verbose_name": "accession",
                        "verbose_name_plural": "accessions",
                    },
                ),
                migrations.AlterModelOptions(
                    name="appearance",
                    options={
                        "ordering": ["article", "person__sort_name"],
                        "verbose_name": "appearance",
                        "verbose_name_plural": "appearances",
                    },
                ),
                migrations.AlterModelOptions(
                    name="article",
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "permissions": [("withdraw_article", "Can withdraw article")],
                        "verbose_name": "article",
                        "verbose_name_plural": "articles",
                    },
                ),
                migrations.AlterModelOptions(
                    name="authorship",
                    options={
                        "ordering": ["article", "position"],
                        "verbose_name": "authorship",
                        "verbose_name_plural": "authorships",
                    },
                ),
                migrations.AlterModelOptions(
                    name="coverage",
                    options={
                        "ordering": ["article", "-role", "event__start"],
                        "verbose_name": "coverage",
                        "verbose_name_plural": "coverages",
                    },
                ),
                migrations.AlterModelOptions(
                    name="duplicate",
                    options={
                        "ordering": ["-similarity", "pk"],
                        "verbose_name": "duplicate",
                        "verbose_name_plural": "duplicates",
                    },
                ),
                migrations.AlterModelOptions(
                    name="event",
                    options={
                        "ordering": ["start", "name"],
                        "permissions": [("merge_event", "Can merge event")],
                        "verbose_name": "event",
                        "verbose_name_plural": "events",
                    },
                ),
                migrations.AlterModelOptions(
                    name="eventalias",
                    options={"ordering": ["text"], "verbose_name": "event alias", "verbose_name_plural": "aliases"},
                ),
                migrations.AlterModelOptions(
                    name="eventseries",
                    options={
                        "ordering": ["name"],
                        "verbose_name": "event series",
                        "verbose_name_plural": "event series",
                    },
                ),
                migrations.AlterModelOptions(
                    name="ingestrun",
                    options={
                        "ordering": ["-started_at", "-pk"],
                        "verbose_name": "ingest run",
                        "verbose_name_plural": "ingest runs",
                    },
                ),
                migrations.AlterModelOptions(
                    name="participation",
                    options={
                        "ordering": ["person__sort_name"],
                        "verbose_name": "participation",
                        "verbose_name_plural": "participations",
                    },
                ),
                migrations.AlterModelOptions(
                    name="person",
                    options={
                        "ordering": ["sort_name", "pk"],
                        "permissions": [("merge_person", "Can merge person")],
                        "verbose_name": "person",
                        "verbose_name_plural": "people",
                    },
                ),
                migrations.AlterModelOptions(
                    name="personalias",
                    options={
                        "ordering": ["kind", "text"],
                        "verbose_name": "person alias",
                        "verbose_name_plural": "aliases",
                    },
                ),
                migrations.AlterModelOptions(
                    name="source",
                    options={
                        "ordering": ["name", "pk"],
                        "permissions": [("merge_source", "Can merge source")],
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                    },
                ),
                migrations.AlterModelOptions(
                    name="sourcealias",
                    options={"ordering": ["text"], "verbose_name": "source alias", "verbose_name_plural": "aliases"},
                ),
                migrations.AlterModelOptions(
                    name="suggestion",
                    options={
                        "ordering": ["-article_count", "name"],
                        "verbose_name": "suggestion",
                        "verbose_name_plural": "suggestions",
                    },
                ),
                migrations.AlterModelOptions(
                    name="tenure",
                    options={
                        "ordering": ["held", "office"],
                        "verbose_name": "tenure",
                        "verbose_name_plural": "tenures",
                    },
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="article",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accessions",
                        to="archive.article",
                        verbose_name="article",
                    ),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="captured_at",
                    field=models.DateTimeField(blank=True, null=True, verbose_name="captured at"),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="created_at",
                    field=models.DateTimeField(auto_now_add=True, verbose_name="created at"),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="encoding",
                    field=models.CharField(blank=True, max_length=40, verbose_name="encoding"),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="gazetteer_version",
                    field=models.CharField(blank=True, max_length=64, verbose_name="gazetteer version"),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="is_current",
                    field=models.BooleanField(
                        default=False, help_text="The article is read from this accession.", verbose_name="is current"
                    ),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="outcome",
                    field=models.CharField(
                        choices=[
                            ("created", "created"),
                            ("updated", "updated"),
                            ("unchanged", "unchanged"),
                            ("failed", "failed"),
                        ],
                        max_length=9,
                        verbose_name="outcome",
                    ),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="path",
                    field=models.CharField(
                        help_text="Relative to the path that was given to ingest.", max_length=1000, verbose_name="path"
                    ),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="reason",
                    field=models.CharField(blank=True, max_length=1000, verbose_name="reason"),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="rules_version",
                    field=models.CharField(blank=True, max_length=40, verbose_name="rules version"),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="run",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accessions",
                        to="archive.ingestrun",
                        verbose_name="run",
                    ),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="size",
                    field=models.PositiveBigIntegerField(
                        blank=True, help_text="Bytes.", null=True, verbose_name="size"
                    ),
                ),
                migrations.AlterField(
                    model_name="accession",
                    name="url",
                    field=models.URLField(
                        blank=True,
                        help_text="Where a page of a web archive was captured.",
                        max_length=2000,
                        verbose_name="url",
                    ),
                ),
                migrations.AlterField(
                    model_name="appearance",
                    name="evidence",
                    field=models.TextField(
                        blank=True, help_text="The rule and the words this link rests on.", verbose_name="evidence"
                    ),
                ),
                migrations.AlterField(
                    model_name="appearance",
                    name="judgement",
                    field=models.CharField(
                        choices=[("proposed", "proposed"), ("confirmed", "confirmed"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=9,
                        verbose_name="judgement",
                    ),
                ),
                migrations.AlterField(
                    model_name="appearance",
                    name="judgement_reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="judgement reason"),
                ),
                migrations.AlterField(
                    model_name="appearance",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="archive.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AlterField(
                    model_name="appearance",
                    name="role",
                    field=models.CharField(
                        choices=[("subject", "subject"), ("mentioned", "mentioned")],
                        default="mentioned",
                        max_length=9,
                        verbose_name="role",
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="body",
                    field=models.TextField(verbose_name="body"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="has_differences",
                    field=models.BooleanField(db_index=True, default=False, verbose_name="has differences"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="language",
                    field=models.CharField(
                        blank=True,
                        help_text="ISO 639-1 code; empty where unknown.",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="published_basis",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("stated", "stated in the text"),
                            ("inferred", "inferred from the text"),
                            ("sidecar", "from the sidecar"),
                            ("curator", "set by a curator"),
                        ],
                        max_length=10,
                        verbose_name="published basis",
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="published_evidence",
                    field=models.TextField(blank=True, verbose_name="published evidence"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="republisher",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="republished_articles",
                        to="archive.source",
                        verbose_name="republisher",
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="rights",
                    field=models.CharField(blank=True, max_length=500, verbose_name="rights"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="slug",
                    field=models.SlugField(max_length=80, unique=True, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="source",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="archive.source",
                        verbose_name="source",
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="source_as_printed",
                    field=models.CharField(blank=True, max_length=500, verbose_name="source as printed"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="title",
                    field=models.CharField(max_length=1000, verbose_name="title"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="title_is_devised",
                    field=models.BooleanField(default=False, verbose_name="title is devised"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="updated_at",
                    field=models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="url",
                    field=models.URLField(blank=True, max_length=2000, verbose_name="url"),
                ),
                migrations.AlterField(
                    model_name="authorship",
                    name="evidence",
                    field=models.TextField(
                        blank=True, help_text="The rule and the words this link rests on.", verbose_name="evidence"
                    ),
                ),
                migrations.AlterField(
                    model_name="authorship",
                    name="judgement",
                    field=models.CharField(
                        choices=[("proposed", "proposed"), ("confirmed", "confirmed"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=9,
                        verbose_name="judgement",
                    ),
                ),
                migrations.AlterField(
                    model_name="authorship",
                    name="judgement_reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="judgement reason"),
                ),
                migrations.AlterField(
                    model_name="authorship",
                    name="name",
                    field=models.CharField(max_length=300, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="authorship",
                    name="name_as_printed",
                    field=models.CharField(blank=True, max_length=300, verbose_name="name as printed"),
                ),
                migrations.AlterField(
                    model_name="authorship",
                    name="person",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorships",
                        to="archive.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AlterField(
                    model_name="authorship",
                    name="position",
                    field=models.PositiveSmallIntegerField(default=1, verbose_name="position"),
                ),
                migrations.AlterField(
                    model_name="coverage",
                    name="event",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverages",
                        to="archive.event",
                        verbose_name="event",
                    ),
                ),
                migrations.AlterField(
                    model_name="coverage",
                    name="evidence",
                    field=models.TextField(
                        blank=True, help_text="The rule and the words this link rests on.", verbose_name="evidence"
                    ),
                ),
                migrations.AlterField(
                    model_name="coverage",
                    name="judgement",
                    field=models.CharField(
                        choices=[("proposed", "proposed"), ("confirmed", "confirmed"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=9,
                        verbose_name="judgement",
                    ),
                ),
                migrations.AlterField(
                    model_name="coverage",
                    name="judgement_reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="judgement reason"),
                ),
                migrations.AlterField(
                    model_name="coverage",
                    name="phase",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("before", "before"),
                            ("during", "during"),
                            ("after", "after"),
                            ("undetermined", "undetermined"),
                        ],
                        max_length=12,
                        verbose_name="phase",
                    ),
                ),
                migrations.AlterField(
                    model_name="coverage",
                    name="phase_evidence",
                    field=models.TextField(blank=True, verbose_name="phase evidence"),
                ),
                migrations.AlterField(
                    model_name="coverage",
                    name="role",
                    field=models.CharField(
                        choices=[("subject", "subject"), ("background", "background")],
                        default="background",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                migrations.AlterField(
                    model_name="duplicate",
                    name="evidence",
                    field=models.TextField(
                        blank=True, help_text="The rule and the words this link rests on.", verbose_name="evidence"
                    ),
                ),
                migrations.AlterField(
                    model_name="duplicate",
                    name="first",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duplicates_after",
                        to="archive.article",
                        verbose_name="first",
                    ),
                ),
                migrations.AlterField(
                    model_name="duplicate",
                    name="judgement",
                    field=models.CharField(
                        choices=[("proposed", "proposed"), ("confirmed", "confirmed"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=9,
                        verbose_name="judgement",
                    ),
                ),
                migrations.AlterField(
                    model_name="duplicate",
                    name="judgement_reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="judgement reason"),
                ),
                migrations.AlterField(
                    model_name="duplicate",
                    name="second",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duplicates_before",
                        to="archive.article",
                        verbose_name="second",
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="country",
                    field=models.CharField(
                        blank=True, help_text="ISO 3166 code of the host country.", max_length=4, verbose_name="country"
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="end",
                    field=models.DateField(blank=True, null=True, verbose_name="end"),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="host",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted_events",
                        to="archive.person",
                        verbose_name="host",
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="name",
                    field=models.CharField(max_length=300, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="note",
                    field=models.TextField(blank=True, verbose_name="note"),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="number",
                    field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number"),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="parent",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="archive.event",
                        verbose_name="parent",
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="place",
                    field=models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="place_aliases",
                    field=models.JSONField(blank=True, default=list, verbose_name="place aliases"),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="series",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="archive.eventseries",
                        verbose_name="series",
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="short_name",
                    field=models.CharField(
                        help_text="Place and year, as on a label: “Da Nang 2017”.",
                        max_length=100,
                        verbose_name="short name",
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="slug",
                    field=models.SlugField(max_length=100, unique=True, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="start",
                    field=models.DateField(blank=True, null=True, verbose_name="start"),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="status",
                    field=models.CharField(
                        choices=[("planned", "planned"), ("held", "held"), ("cancelled", "cancelled")],
                        default="held",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="updated_at",
                    field=models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                migrations.AlterField(
                    model_name="eventalias",
                    name="language",
                    field=models.CharField(blank=True, max_length=8, verbose_name="language"),
                ),
                migrations.AlterField(
                    model_name="eventalias",
                    name="text",
                    field=models.CharField(max_length=300, verbose_name="text"),
                ),
                migrations.AlterField(
                    model_name="eventseries",
                    name="aliases",
                    field=models.JSONField(
                        blank=True, default=list, help_text="What names the series in text.", verbose_name="aliases"
                    ),
                ),
                migrations.AlterField(
                    model_name="eventseries",
                    name="full_name",
                    field=models.CharField(blank=True, max_length=200, verbose_name="full name"),
                ),
                migrations.AlterField(
                    model_name="eventseries",
                    name="members",
                    field=models.JSONField(
                        blank=True,
                        default=list,
                        help_text="For a bilateral series: two country codes.",
                        verbose_name="members",
                    ),
                ),
                migrations.AlterField(
                    model_name="eventseries",
                    name="name",
                    field=models.CharField(max_length=100, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="eventseries",
                    name="slug",
                    field=models.SlugField(max_length=60, unique=True, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="historicalappearance",
                    name="judgement",
                    field=models.CharField(
                        choices=[("proposed", "proposed"), ("confirmed", "confirmed"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=9,
                        verbose_name="judgement",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalappearance",
                    name="judgement_reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="judgement reason"),
                ),
                migrations.AlterField(
                    model_name="historicalappearance",
                    name="person",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalappearance",
                    name="role",
                    field=models.CharField(
                        choices=[("subject", "subject"), ("mentioned", "mentioned")],
                        default="mentioned",
                        max_length=9,
                        verbose_name="role",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="language",
                    field=models.CharField(
                        blank=True,
                        help_text="ISO 639-1 code; empty where unknown.",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="published_basis",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("stated", "stated in the text"),
                            ("inferred", "inferred from the text"),
                            ("sidecar", "from the sidecar"),
                            ("curator", "set by a curator"),
                        ],
                        max_length=10,
                        verbose_name="published basis",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="published_evidence",
                    field=models.TextField(blank=True, verbose_name="published evidence"),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="republisher",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.source",
                        verbose_name="republisher",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="rights",
                    field=models.CharField(blank=True, max_length=500, verbose_name="rights"),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="slug",
                    field=models.SlugField(db_index=False, max_length=80, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="source",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.source",
                        verbose_name="source",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="source_as_printed",
                    field=models.CharField(blank=True, max_length=500, verbose_name="source as printed"),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="title",
                    field=models.CharField(max_length=1000, verbose_name="title"),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="title_is_devised",
                    field=models.BooleanField(default=False, verbose_name="title is devised"),
                ),
                migrations.AlterField(
                    model_name="historicalarticle",
                    name="url",
                    field=models.URLField(blank=True, max_length=2000, verbose_name="url"),
                ),
                migrations.AlterField(
                    model_name="historicalauthorship",
                    name="judgement",
                    field=models.CharField(
                        choices=[("proposed", "proposed"), ("confirmed", "confirmed"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=9,
                        verbose_name="judgement",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalauthorship",
                    name="judgement_reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="judgement reason"),
                ),
                migrations.AlterField(
                    model_name="historicalauthorship",
                    name="name",
                    field=models.CharField(max_length=300, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="historicalauthorship",
                    name="name_as_printed",
                    field=models.CharField(blank=True, max_length=300, verbose_name="name as printed"),
                ),
                migrations.AlterField(
                    model_name="historicalauthorship",
                    name="person",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalauthorship",
                    name="position",
                    field=models.PositiveSmallIntegerField(default=1, verbose_name="position"),
                ),
                migrations.AlterField(
                    model_name="historicalcoverage",
                    name="event",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.event",
                        verbose_name="event",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalcoverage",
                    name="judgement",
                    field=models.CharField(
                        choices=[("proposed", "proposed"), ("confirmed", "confirmed"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=9,
                        verbose_name="judgement",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalcoverage",
                    name="judgement_reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="judgement reason"),
                ),
                migrations.AlterField(
                    model_name="historicalcoverage",
                    name="phase",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("before", "before"),
                            ("during", "during"),
                            ("after", "after"),
                            ("undetermined", "undetermined"),
                        ],
                        max_length=12,
                        verbose_name="phase",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalcoverage",
                    name="role",
                    field=models.CharField(
                        choices=[("subject", "subject"), ("background", "background")],
                        default="background",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalduplicate",
                    name="first",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.article",
                        verbose_name="first",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalduplicate",
                    name="judgement",
                    field=models.CharField(
                        choices=[("proposed", "proposed"), ("confirmed", "confirmed"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=9,
                        verbose_name="judgement",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalduplicate",
                    name="judgement_reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="judgement reason"),
                ),
                migrations.AlterField(
                    model_name="historicalduplicate",
                    name="second",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.article",
                        verbose_name="second",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="country",
                    field=models.CharField(
                        blank=True, help_text="ISO 3166 code of the host country.", max_length=4, verbose_name="country"
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="end",
                    field=models.DateField(blank=True, null=True, verbose_name="end"),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="host",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.person",
                        verbose_name="host",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="name",
                    field=models.CharField(max_length=300, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="note",
                    field=models.TextField(blank=True, verbose_name="note"),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="number",
                    field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number"),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="parent",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.event",
                        verbose_name="parent",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="place",
                    field=models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="place_aliases",
                    field=models.JSONField(blank=True, default=list, verbose_name="place aliases"),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="series",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.eventseries",
                        verbose_name="series",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="short_name",
                    field=models.CharField(
                        help_text="Place and year, as on a label: “Da Nang 2017”.",
                        max_length=100,
                        verbose_name="short name",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="slug",
                    field=models.SlugField(db_index=False, max_length=100, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="start",
                    field=models.DateField(blank=True, null=True, verbose_name="start"),
                ),
                migrations.AlterField(
                    model_name="historicalevent",
                    name="status",
                    field=models.CharField(
                        choices=[("planned", "planned"), ("held", "held"), ("cancelled", "cancelled")],
                        default="held",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicaleventalias",
                    name="language",
                    field=models.CharField(blank=True, max_length=8, verbose_name="language"),
                ),
                migrations.AlterField(
                    model_name="historicaleventalias",
                    name="text",
                    field=models.CharField(max_length=300, verbose_name="text"),
                ),
                migrations.AlterField(
                    model_name="historicaleventseries",
                    name="aliases",
                    field=models.JSONField(
                        blank=True, default=list, help_text="What names the series in text.", verbose_name="aliases"
                    ),
                ),
                migrations.AlterField(
                    model_name="historicaleventseries",
                    name="full_name",
                    field=models.CharField(blank=True, max_length=200, verbose_name="full name"),
                ),
                migrations.AlterField(
                    model_name="historicaleventseries",
                    name="members",
                    field=models.JSONField(
                        blank=True,
                        default=list,
                        help_text="For a bilateral series: two country codes.",
                        verbose_name="members",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicaleventseries",
                    name="name",
                    field=models.CharField(max_length=100, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="historicaleventseries",
                    name="slug",
                    field=models.SlugField(db_index=False, max_length=60, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="historicalparticipation",
                    name="person",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalperson",
                    name="name",
                    field=models.CharField(max_length=300, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="historicalperson",
                    name="note",
                    field=models.TextField(blank=True, verbose_name="note"),
                ),
                migrations.AlterField(
                    model_name="historicalperson",
                    name="slug",
                    field=models.SlugField(db_index=False, max_length=100, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="historicalperson",
                    name="sort_name",
                    field=models.CharField(
                        help_text="As in a list: “Putin, Vladimir”, but “Xi Jinping”.",
                        max_length=300,
                        verbose_name="sort name",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalpersonalias",
                    name="kind",
                    field=models.CharField(
                        choices=[("full", "full name"), ("short", "name used alone after the full one")],
                        default="full",
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalpersonalias",
                    name="language",
                    field=models.CharField(blank=True, max_length=8, verbose_name="language"),
                ),
                migrations.AlterField(
                    model_name="historicalpersonalias",
                    name="text",
                    field=models.CharField(max_length=300, verbose_name="text"),
                ),
                migrations.AlterField(
                    model_name="historicalsource",
                    name="country",
                    field=models.CharField(
                        blank=True, help_text="ISO 3166 code.", max_length=4, verbose_name="country"
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalsource",
                    name="domains",
                    field=models.JSONField(
                        blank=True, default=list, help_text="Host names of its sites.", verbose_name="domains"
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalsource",
                    name="kind",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("newspaper", "newspaper"),
                            ("magazine", "magazine"),
                            ("agency", "news agency"),
                            ("broadcaster", "broadcaster"),
                            ("think-tank", "think tank"),
                            ("government", "government"),
                            ("website", "website"),
                            ("organisation", "organisation"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalsource",
                    name="language",
                    field=models.CharField(
                        blank=True, help_text="ISO 639-1 code.", max_length=8, verbose_name="language"
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalsource",
                    name="name",
                    field=models.CharField(max_length=300, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="historicalsource",
                    name="note",
                    field=models.TextField(blank=True, verbose_name="note"),
                ),
                migrations.AlterField(
                    model_name="historicalsource",
                    name="slug",
                    field=models.SlugField(db_index=False, max_length=100, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="historicalsourcealias",
                    name="language",
                    field=models.CharField(blank=True, max_length=8, verbose_name="language"),
                ),
                migrations.AlterField(
                    model_name="historicalsourcealias",
                    name="text",
                    field=models.CharField(max_length=300, verbose_name="text"),
                ),
                migrations.AlterField(
                    model_name="historicaltenure",
                    name="country",
                    field=models.CharField(
                        blank=True, help_text="ISO 3166 code, or EU, NATO, UN.", max_length=4, verbose_name="country"
                    ),
                ),
                migrations.AlterField(
                    model_name="historicaltenure",
                    name="held",
                    field=models.CharField(
                        help_text="EDTF interval; / without an end: unknown; /.. still held.",
                        max_length=40,
                        verbose_name="held",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicaltenure",
                    name="office",
                    field=models.CharField(max_length=300, verbose_name="office"),
                ),
                migrations.AlterField(
                    model_name="historicaltopic",
                    name="slug",
                    field=models.SlugField(db_index=False, max_length=60, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="historicalunresolvedname",
                    name="judgement",
                    field=models.CharField(
                        choices=[("proposed", "proposed"), ("confirmed", "confirmed"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=9,
                        verbose_name="judgement",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalunresolvedname",
                    name="judgement_reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="judgement reason"),
                ),
                migrations.AlterField(
                    model_name="ingestrun",
                    name="finished_at",
                    field=models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
                ),
                migrations.AlterField(
                    model_name="ingestrun",
                    name="gazetteer_version",
                    field=models.CharField(blank=True, max_length=64, verbose_name="gazetteer version"),
                ),
                migrations.AlterField(
                    model_name="ingestrun",
                    name="rules_version",
                    field=models.CharField(blank=True, max_length=40, verbose_name="rules version"),
                ),
                migrations.AlterField(
                    model_name="ingestrun",
                    name="started_at",
                    field=models.DateTimeField(auto_now_add=True, verbose_name="started at"),
                ),
                migrations.AlterField(
                    model_name="ingestrun",
                    name="user",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                migrations.AlterField(
                    model_name="participation",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="archive.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AlterField(
                    model_name="person",
                    name="name",
                    field=models.CharField(max_length=300, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="person",
                    name="note",
                    field=models.TextField(blank=True, verbose_name="note"),
                ),
                migrations.AlterField(
                    model_name="person",
                    name="slug",
                    field=models.SlugField(max_length=100, unique=True, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="person",
                    name="sort_name",
                    field=models.CharField(
                        help_text="As in a list: “Putin, Vladimir”, but “Xi Jinping”.",
                        max_length=300,
                        verbose_name="sort name",
                    ),
                ),
                migrations.AlterField(
                    model_name="person",
                    name="updated_at",
                    field=models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                migrations.AlterField(
                    model_name="personalias",
                    name="kind",
                    field=models.CharField(
                        choices=[("full", "full name"), ("short", "name used alone after the full one")],
                        default="full",
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                migrations.AlterField(
                    model_name="personalias",
                    name="language",
                    field=models.CharField(blank=True, max_length=8, verbose_name="language"),
                ),
                migrations.AlterField(
                    model_name="personalias",
                    name="text",
                    field=models.CharField(max_length=300, verbose_name="text"),
                ),
                migrations.AlterField(
                    model_name="source",
                    name="country",
                    field=models.CharField(
                        blank=True, help_text="ISO 3166 code.", max_length=4, verbose_name="country"
                    ),
                ),
                migrations.AlterField(
                    model_name="source",
                    name="domains",
                    field=models.JSONField(
                        blank=True, default=list, help_text="Host names of its sites.", verbose_name="domains"
                    ),
                ),
                migrations.AlterField(
                    model_name="source",
                    name="kind",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("newspaper", "newspaper"),
                            ("magazine", "magazine"),
                            ("agency", "news agency"),
                            ("broadcaster", "broadcaster"),
                            ("think-tank", "think tank"),
                            ("government", "government"),
                            ("website", "website"),
                            ("organisation", "organisation"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                migrations.AlterField(
                    model_name="source",
                    name="language",
                    field=models.CharField(
                        blank=True, help_text="ISO 639-1 code.", max_length=8, verbose_name="language"
                    ),
                ),
                migrations.AlterField(
                    model_name="source",
                    name="name",
                    field=models.CharField(max_length=300, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="source",
                    name="note",
                    field=models.TextField(blank=True, verbose_name="note"),
                ),
                migrations.AlterField(
                    model_name="source",
                    name="slug",
                    field=models.SlugField(max_length=100, unique=True, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="source",
                    name="updated_at",
                    field=models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                migrations.AlterField(
                    model_name="sourcealias",
                    name="language",
                    field=models.CharField(blank=True, max_length=8, verbose_name="language"),
                ),
                migrations.AlterField(
                    model_name="sourcealias",
                    name="text",
                    field=models.CharField(max_length=300, verbose_name="text"),
                ),
                migrations.AlterField(
                    model_name="suggestion",
                    name="counted_at",
                    field=models.DateTimeField(auto_now_add=True, verbose_name="counted at"),
                ),
                migrations.AlterField(
                    model_name="suggestion",
                    name="name",
                    field=models.CharField(max_length=200, unique=True, verbose_name="name"),
                ),
                migrations.AlterField(
                    model_name="tenure",
                    name="country",
                    field=models.CharField(
                        blank=True, help_text="ISO 3166 code, or EU, NATO, UN.", max_length=4, verbose_name="country"
                    ),
                ),
                migrations.AlterField(
                    model_name="tenure",
                    name="held",
                    field=models.CharField(
                        help_text="EDTF interval; / without an end: unknown; /.. still held.",
                        max_length=40,
                        verbose_name="held",
                    ),
                ),
                migrations.AlterField(
                    model_name="tenure",
                    name="office",
                    field=models.CharField(max_length=300, verbose_name="office"),
                ),
                migrations.AlterField(
                    model_name="topic",
                    name="slug",
                    field=models.SlugField(max_length=60, unique=True, verbose_name="slug"),
                ),
                migrations.AlterField(
                    model_name="unresolvedname",
                    name="evidence",
                    field=models.TextField(
                        blank=True, help_text="The rule and the words this link rests on.", verbose_name="evidence"
                    ),
                ),
                migrations.AlterField(
                    model_name="unresolvedname",
                    name="judgement",
                    field=models.CharField(
                        choices=[("proposed", "proposed"), ("confirmed", "confirmed"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=9,
                        verbose_name="judgement",
                    ),
                ),
                migrations.AlterField(
                    model_name="unresolvedname",
                    name="judgement_reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="judgement reason"),
                ),
            ]
        )
    ]
