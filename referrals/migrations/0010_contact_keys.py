import django.db.models.deletion
from django.db import migrations, models

from referrals.matching import keys

AT_ONCE = 500


def remember(apps, schema_editor):
    """The keys of every record there is."""
    Resource, ContactKey = (apps.get_model("referrals", name) for name in ("Resource", "ContactKey"))
    rows = Resource.objects.defer("released").select_related("organization")
    whole = rows.prefetch_related("organization__aliases", "phones", "links", "emails", "states")
    found = []
    for one in whole.iterator(AT_ONCE):
        found += [ContactKey(resource=one, key=key.text, weight=key.weight) for key in keys(_record(one))]
        if len(found) > AT_ONCE:
            ContactKey.objects.bulk_create(found)
            found = []
    ContactKey.objects.bulk_create(found)


def _record(one):
    return {
        "name": one.name,
        "aliases": [alias.name for alias in one.organization.aliases.all() if alias.name != one.organization.name],
        "base_state": one.base_state,
        "states": [row.state for row in one.states.all()],
        "phones": [{"number": row.number} for row in one.phones.all()],
        "links": [{"url": row.url} for row in one.links.all()],
        "emails": [{"address": row.address} for row in one.emails.all()],
    }


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0009_due'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=160)),
                ('weight', models.PositiveSmallIntegerField()),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='referrals.resource')),
            ],
            options={
                'indexes': [models.Index(fields=['key', 'resource', 'weight'], name='contact_key')],
                'constraints': [models.UniqueConstraint(fields=('resource', 'key'), name='contact_key_once')],
            },
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
