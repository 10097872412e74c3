import re

from django.db import migrations

AT_ONCE = 500
WORDS = {
    "hotline": "Helpline", "legal-services": "Legal office", "health-provider": "Clinic",
    "community-organization": "Community office", "state-organization": "State office",
    "government-agency": "Public office", "law-enforcement": "Public office",
}  # fmt: skip


def initials(name):
    """What a record was called where its name carried no acronym: LANCFU, or nothing."""
    words = re.findall(r"[A-Z][\w'’-]*", re.sub(r"\([^)]*\)|, Inc\b.*| - .*", "", name))
    return "".join(word[0] for word in words) if 3 <= len(words) <= 6 else ""


def say_whom_one_calls(apps, schema_editor):
    """Initials made by the program, and its bare "Office", become a plain word for the kind; acronyms that a name
    carries, but those of the police, and what a curator wrote, stay."""
    Resource = apps.get_model("referrals", "Resource")
    changed = []
    for one in Resource.objects.only("name", "kind", "discreet_name", "released").iterator(AT_ONCE):
        bare = one.discreet_name == "Office" and not initials(one.name)
        carried = f"({one.discreet_name})" in one.name or one.discreet_name == one.name
        made = bare or (one.discreet_name == initials(one.name) and not carried)
        police = one.kind == "law-enforcement" and one.discreet_name.isupper()  # an acronym tells too much
        if not (made or police):
            continue
        one.discreet_name = WORDS.get(one.kind, "Office")
        if one.released:
            one.released["discreet_name"] = one.discreet_name
        changed.append(one)
    Resource.objects.bulk_update(changed, ["discreet_name", "released"], batch_size=AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0015_successions'),
    ]

    operations = [
        migrations.RunPython(say_whom_one_calls, migrations.RunPython.noop),
    ]
