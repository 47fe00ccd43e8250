"""The groups of the four roles. Permissions are otherwise made after all migrations, which is too late for them."""

from django.db import migrations

from archive.roles import make_groups


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0011_trash_and_withdrawal'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('axes', '0010_accessattemptexpiration'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop, elidable=True)]
