from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0012_invitations'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='evidence',
            name='evidence_once_per_resource',
        ),
        migrations.AddField(
            model_name='evidence',
            name='held',
            field=models.BooleanField(default=False, help_text='never released: where it stands waits for review, or what carried it was redacted'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(condition=models.Q(('held', False)), fields=('resource', 'link_path', 'quote_sha256'), name='evidence_once_per_resource'),
        ),
    ]
