"""The groups of the four roles. Permissions are otherwise made after all migrations, which is too late for them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from archive.roles import grant_roles


def make_groups(apps, schema_editor):
    for label in ("archive", "auth", "axes"):
        config = apps.get_app_config(label)
        config.models_module = True  # an app without one is passed over
        create_permissions(config, verbosity=0, apps=apps)
        config.models_module = None
    grant_roles(apps.get_model("auth", "Group").objects, apps.get_model("auth", "Permission").objects)


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0011_trash_and_withdrawal'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('axes', '0010_accessattemptexpiration'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
