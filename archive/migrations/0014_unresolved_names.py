import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.state import StateApps

from archive.roles import make_groups


def rows_of_names(apps: StateApps, schema_editor: object) -> None:
    """What each article kept in a list of its own, as rows: one for all of an article's places of the same words."""
    Article, UnresolvedName = (apps.get_model('archive', name) for name in ('Article', 'UnresolvedName'))
    articles = Article.objects.exclude(unresolved=[]).order_by('pk').values_list('pk', 'unresolved')
    for key, names in articles.iterator(chunk_size=500):
        rows = {}
        for name in names:
            row = rows.setdefault(name['text'][:300], UnresolvedName(article_id=key, text=name['text'][:300]))
            row.spans = sorted([*row.spans, *name['spans']])
            row.candidates = sorted({*row.candidates, *name['candidates']})
        UnresolvedName.objects.bulk_create(rows.values())


def names_of_rows(apps: StateApps, schema_editor: object) -> None:
    Article, UnresolvedName = (apps.get_model('archive', name) for name in ('Article', 'UnresolvedName'))
    for row in UnresolvedName.objects.filter(judgement='proposed').select_related('article').order_by('text'):
        row.article.refresh_from_db(fields=['unresolved'])
        row.article.unresolved.append({'text': row.text, 'spans': row.spans, 'candidates': row.candidates})
        row.article.save(update_fields=['unresolved'])


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0013_merges'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalUnresolvedName',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('history_agent', models.CharField(blank=True, choices=[('curator', 'a curator'), ('ingest', 'the machine'), ('authorities', 'the authority files'), ('other', 'a program of the archive')], max_length=11)),
                ('judgement', models.CharField(choices=[('proposed', 'proposed'), ('confirmed', 'confirmed'), ('rejected', 'rejected')], default='proposed', max_length=9)),
                ('judgement_reason', models.CharField(blank=True, max_length=500)),
                ('text', models.CharField(max_length=300, verbose_name='words')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('article', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='archive.article')),
                ('history_run', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='archive.ingestrun')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical unresolved name',
                'verbose_name_plural': 'historical unresolved names',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'default_permissions': (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='UnresolvedName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('judgement', models.CharField(choices=[('proposed', 'proposed'), ('confirmed', 'confirmed'), ('rejected', 'rejected')], default='proposed', max_length=9)),
                ('judgement_reason', models.CharField(blank=True, max_length=500)),
                ('evidence', models.TextField(blank=True, help_text='The rule and the words this link rests on.')),
                ('text', models.CharField(max_length=300, verbose_name='words')),
                ('spans', models.JSONField(blank=True, default=list)),
                ('candidates', models.JSONField(blank=True, default=list)),
                ('article', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='unresolved_names', to='archive.article')),
            ],
            options={
                'verbose_name': 'unresolved name',
                'verbose_name_plural': 'unresolved names',
                'ordering': ['article', 'text'],
            },
        ),
        migrations.RunPython(rows_of_names, names_of_rows, elidable=True),
        migrations.RemoveField(
            model_name='article',
            name='unresolved',
        ),
        migrations.AlterField(
            model_name='appearance',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='appearances', to='archive.article'),
        ),
        migrations.AlterField(
            model_name='appearance',
            name='judgement',
            field=models.CharField(choices=[('proposed', 'proposed'), ('confirmed', 'confirmed'), ('rejected', 'rejected')], default='proposed', max_length=9),
        ),
        migrations.AlterField(
            model_name='authorship',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='authorships', to='archive.article'),
        ),
        migrations.AlterField(
            model_name='authorship',
            name='judgement',
            field=models.CharField(choices=[('proposed', 'proposed'), ('confirmed', 'confirmed'), ('rejected', 'rejected')], default='proposed', max_length=9),
        ),
        migrations.AlterField(
            model_name='coverage',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='coverages', to='archive.article'),
        ),
        migrations.AlterField(
            model_name='coverage',
            name='judgement',
            field=models.CharField(choices=[('proposed', 'proposed'), ('confirmed', 'confirmed'), ('rejected', 'rejected')], default='proposed', max_length=9),
        ),
        migrations.AlterField(
            model_name='duplicate',
            name='judgement',
            field=models.CharField(choices=[('proposed', 'proposed'), ('confirmed', 'confirmed'), ('rejected', 'rejected')], default='proposed', max_length=9),
        ),
        migrations.AddIndex(
            model_name='appearance',
            index=models.Index(fields=['judgement', 'article'], name='appearance_judged_by_article'),
        ),
        migrations.AddIndex(
            model_name='appearance',
            index=models.Index(fields=['judgement', 'person', 'article'], name='appearance_judged_by_person'),
        ),
        migrations.AddIndex(
            model_name='authorship',
            index=models.Index(fields=['judgement', 'article'], name='authorship_judged_by_article'),
        ),
        migrations.AddIndex(
            model_name='authorship',
            index=models.Index(fields=['judgement', 'name', 'article'], name='authorship_judged_by_name'),
        ),
        migrations.AddIndex(
            model_name='coverage',
            index=models.Index(fields=['judgement', 'article'], name='coverage_judged_by_article'),
        ),
        migrations.AddIndex(
            model_name='coverage',
            index=models.Index(fields=['judgement', 'event', 'article'], name='coverage_judged_by_event'),
        ),
        migrations.AddIndex(
            model_name='duplicate',
            index=models.Index(fields=['judgement'], name='duplicate_by_judgement'),
        ),
        migrations.AddIndex(
            model_name='unresolvedname',
            index=models.Index(fields=['judgement', 'article'], name='name_judged_by_article'),
        ),
        migrations.AddIndex(
            model_name='unresolvedname',
            index=models.Index(fields=['judgement', 'text', 'article'], name='name_judged_by_text'),
        ),
        migrations.AddConstraint(
            model_name='unresolvedname',
            constraint=models.UniqueConstraint(fields=('article', 'text'), name='unresolved_name_unique'),
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop, elidable=True),
    ]
