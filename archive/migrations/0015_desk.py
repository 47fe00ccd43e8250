"""What the desk counts, and the newest changes by people: indexes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0014_unresolved_names'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='accession',
            index=models.Index(condition=models.Q(('outcome', 'failed')), fields=['path'], name='accession_failed'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(models.Q(('trashed_at', None), _negated=True), models.Q(('withdrawn_at', None), _negated=True), _connector='OR'), fields=['id'], name='article_unpublished'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('trashed_at', None), ('withdrawn_at', None), ('is_reviewed', False), ('title_is_devised', True)), fields=['id'], name='article_devised'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('trashed_at', None), ('withdrawn_at', None), ('is_reviewed', False), models.Q(('published_earliest', None), ('published_latest', None), _connector='OR')), fields=['id'], name='article_undated'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('trashed_at', None), ('withdrawn_at', None), ('is_reviewed', False), ('published_latest__gt', models.F('published_earliest'))), fields=['published_earliest', 'published_latest'], name='article_span'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('trashed_at', None), ('withdrawn_at', None), ('is_reviewed', False), ('source', None)), fields=['source'], name='article_sourceless'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('trashed_at', None), ('withdrawn_at', None), ('has_differences', True)), fields=['id'], name='article_differs'),
        ),
        migrations.AddIndex(
            model_name='historicalappearance',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='appearance_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalarticle',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='article_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalauthorship',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='authorship_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalcoverage',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='coverage_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalduplicate',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='duplicate_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalevent',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='event_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicaleventalias',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='eventalias_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicaleventseries',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='eventseries_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalparticipation',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='participation_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalperson',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='person_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalpersonalias',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='personalias_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalpinnedpassage',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='pinnedpassage_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalsource',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='source_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalsourcealias',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='sourcealias_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicaltenure',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='tenure_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicaltopic',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='topic_by_people'),
        ),
        migrations.AddIndex(
            model_name='historicalunresolvedname',
            index=models.Index(condition=models.Q(('history_agent', 'curator')), fields=['history_date'], name='unresolvedname_by_people'),
        ),
    ]
