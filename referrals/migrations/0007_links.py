
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0006_unhiding'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=500)),
                ('checked_on', models.DateField()),
                ('outcome', models.CharField(choices=[('moved', 'moved for good'), ('gone', 'gone'), ('failing', 'failing'), ('refused', 'not asked'), ('works', 'works')], max_length=7)),
                ('status', models.PositiveSmallIntegerField(blank=True, help_text='of the last answer', null=True)),
                ('reason', models.CharField(blank=True, choices=[('not-web', 'it is no web address (http or https)'), ('port', 'it names a port other than 80 and 443'), ('credentials', 'it holds a user name or password'), ('private', 'it leads to an address that is not on the public internet'), ('no-name', 'no server has this name'), ('no-answer', 'the server does not answer'), ('slow', 'the server takes too long'), ('certificate', 'its certificate is not valid'), ('unreadable', 'the answer cannot be read'), ('redirects', 'it redirects too often'), ('error', 'the server answers with an error')], max_length=11)),
                ('moved_to', models.CharField(blank=True, max_length=500)),
                ('failures', models.PositiveIntegerField(default=0, help_text='checks in a row that found it failing or gone')),
                ('failing_since', models.DateField(blank=True, null=True)),
                ('settled', models.BooleanField(default=False, help_text='a curator saw this and keeps the address as it is')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='link_checks', to='referrals.resource')),
            ],
            options={
                'ordering': ['checked_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('resource', 'url'), name='link_check_once'), models.CheckConstraint(condition=models.Q(('outcome__in', ['moved', 'gone', 'failing', 'refused', 'works'])), name='link_check_outcome_listed'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'moved'), models.Q(('moved_to', ''), _negated=True)), models.Q(models.Q(('outcome', 'moved'), _negated=True), ('moved_to', '')), _connector='OR'), name='link_check_moved_says_where'), models.CheckConstraint(condition=models.Q(models.Q(('failing_since__isnull', False), ('failures__gt', 0), ('outcome__in', ['gone', 'failing'])), models.Q(models.Q(('outcome__in', ['gone', 'failing']), _negated=True), ('failing_since__isnull', True), ('failures', 0)), _connector='OR'), name='link_check_failing_says_since_when')],
            },
        ),
    ]
