from django.db import migrations


class Migration(migrations.Migration):
    """The sequence behind licence numbers: no lock is shared by two who issue at once."""

    dependencies = [("licences", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="create sequence licences_licence_serial",
            reverse_sql="drop sequence licences_licence_serial",
        ),
    ]
