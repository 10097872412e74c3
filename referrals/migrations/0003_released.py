from django.db import migrations, models


def mark_the_present(apps, schema_editor):
    """The number of the last change gets a stamp, which nothing that follows the directory has seen yet."""
    Revision = apps.get_model("referrals", "Revision")
    for revision in Revision.objects.all():
        revision.stamp = "0003"
        revision.save(update_fields=["stamp"])
        apps.get_model("referrals", "RevisionMark").objects.create(number=revision.value, stamp=revision.stamp)


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0002_translations'),
    ]

    operations = [
        migrations.CreateModel(
            name='RevisionMark',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('stamp', models.CharField(max_length=16)),
            ],
        ),
        migrations.AddField(
            model_name='revision',
            name='stamp',
            field=models.CharField(default='', max_length=16),
            preserve_default=False,
        ),
        migrations.RunPython(mark_the_present, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='resource',
            name='search_names',
        ),
        migrations.RemoveField(
            model_name='resource',
            name='search_text',
        ),
        migrations.AddField(
            model_name='resource',
            name='released',
            field=models.JSONField(editable=False, help_text='what may leave, as the release gate decided; none unless published', null=True),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(('released__isnull', True), ('curation', 'published'), _connector='OR'), name='resource_released_is_published'),
        ),
    ]
