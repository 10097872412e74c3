import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0005_undo'),
    ]

    operations = [
        migrations.AddField(
            model_name='resource',
            name='place_agreed',
            field=models.BooleanField(default=False, editable=False, help_text='two people agreed to show the place of what shelters people'),
        ),
        migrations.CreateModel(
            name='Unhiding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visibility', models.CharField(blank=True, choices=[('hidden', 'Hidden'), ('city', 'City only'), ('public', 'Public')], help_text='of the address', max_length=6)),
                ('city', models.CharField(blank=True, help_text='of a place that shelters people', max_length=100)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('proposed_by', models.CharField(max_length=150)),
                ('proposed_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('confirmed', 'confirmed'), ('withdrawn', 'withdrawn')], max_length=9)),
                ('decided_by', models.CharField(blank=True, max_length=150)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('alone', models.BooleanField(default=False, help_text='nobody else was there to confirm it')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unhidings', to='referrals.resource')),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('resource',), name='unhiding_one_open'), models.CheckConstraint(condition=models.Q(('visibility__in', ['city', 'public']), models.Q(('visibility', ''), models.Q(('city', ''), _negated=True)), _connector='OR'), name='unhiding_shows_something'), models.CheckConstraint(condition=models.Q(('proposed_by', ''), _negated=True), name='unhiding_says_who'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by', ''), ('outcome', '')), models.Q(('decided_at__isnull', False), ('outcome__in', ['confirmed', 'withdrawn']), models.Q(('decided_by', ''), _negated=True)), _connector='OR'), name='unhiding_decided_says_who'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'confirmed'), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), ('alone', True), _connector='OR'), name='unhiding_takes_two')],
            },
        ),
    ]
