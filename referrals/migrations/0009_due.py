from datetime import date, timedelta

from django.db import migrations, models

HALF_A_YEAR, YEAR, NEVER = timedelta(days=184), timedelta(days=366), date.min
AT_ONCE = 500


def say_when(apps, schema_editor):
    """Of every record that is released: when it is due, and how much people lean on it, as curation keeps it."""
    Resource = apps.get_model("referrals", "Resource")
    rows = []
    for one in Resource.objects.filter(released__isnull=False).only("released", "kind", "verified_on").iterator(AT_ONCE):
        if not any(one.released.get(ways) for ways in ("phones", "links", "emails")):
            continue
        oftener = one.kind in {"hotline", "shelter-program"}
        one.due_on = one.verified_on + (HALF_A_YEAR if oftener else YEAR) if one.verified_on else NEVER
        one.leaned_on = 1000 * oftener + min(len(one.released.get("evidence", [])), 999)
        rows.append(one)
    Resource.objects.bulk_update(rows, ["due_on", "leaned_on"], batch_size=AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0008_reports'),
    ]

    operations = [
        migrations.AddField(
            model_name='resource',
            name='due_on',
            field=models.DateField(editable=False, help_text='when it is to be verified; see curation.due', null=True),
        ),
        migrations.AddField(
            model_name='resource',
            name='leaned_on',
            field=models.PositiveSmallIntegerField(default=0, editable=False, help_text='the more, the sooner'),
        ),
        migrations.AddField(
            model_name='resource',
            name='tried',
            field=models.PositiveSmallIntegerField(default=0, editable=False, help_text='how often nobody was reached since the last verification'),
        ),
        migrations.AddField(
            model_name='resource',
            name='tried_on',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='resource',
            name='tried_outcome',
            field=models.CharField(blank=True, choices=[('no-answer', 'nobody answered'), ('call-back', 'asked to try another time'), ('not-in-service', 'the number or address does not work'), ('somebody-else', 'somebody else answers there')], editable=False, max_length=14),
        ),
        migrations.RunPython(say_when, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='resource',
            index=models.Index(fields=['curation', '-leaned_on', 'due_on', 'name', 'id'], name='resource_due'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('tried', 0), ('tried_on__isnull', True), ('tried_outcome', '')), models.Q(('tried__gt', 0), ('tried_on__isnull', False), ('tried_outcome__in', ['no-answer', 'call-back', 'not-in-service', 'somebody-else'])), _connector='OR'), name='resource_tried_says_when_and_what'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('released__isnull', False), _connector='OR'), name='resource_due_is_released'),
        ),
    ]
