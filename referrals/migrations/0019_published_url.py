from django.db import migrations, models

AT_ONCE = 500
WEB_ADDRESS = r'^https?://[^\s<>\"]+\Z'


def keep_what_is_no_address(apps, schema_editor):
    """What was kept as an address and is none moves to the curators' note: nobody can follow it, and nothing is lost."""
    Resource = apps.get_model("referrals", "Resource")
    changed = []
    others = Resource.objects.exclude(published_url="").exclude(published_url__regex=WEB_ADDRESS)
    for one in others.iterator(AT_ONCE):
        one.note = f"{one.note}\n\nWhere it was published, as it was kept: {one.published_url}".strip()
        one.published_url = ""
        if one.released:
            one.released["published_url"] = ""
        changed.append(one)
    Resource.objects.bulk_update(changed, ["note", "published_url", "released"], batch_size=AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ("referrals", "0018_sign_ins"),
    ]

    operations = [
        migrations.RunPython(keep_what_is_no_address, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_url", ""), ("published_url__regex", WEB_ADDRESS), _connector="OR"
                ),
                name="resource_published_url_is_http",
                violation_error_message="That is no web address. Write it like https://example.org/help.",
            ),
        ),
    ]
