"""Tells what people dropped from what the workbench dropped of itself."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def tell(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Mark the reviews of positions that ended: what closed them names itself in their notes."""
    reviews = apps.get_model('tasks', 'Note').objects.filter(
        what='dropped', token__endswith='-review'
    )
    ended = apps.get_model('tasks', 'Task').objects.filter(
        state='dropped', source_key__startswith='position:', pk__in=reviews.values('task')
    )
    ended.update(by_program=True)


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='task',
            name='by_program',
            field=models.BooleanField(db_comment='Whether the workbench dropped it, because what it was about is no more', db_default=False, default=False),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
