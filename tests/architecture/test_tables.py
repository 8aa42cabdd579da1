"""Foreign keys and migrations: what an import linter cannot see."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, Model

from tests.architecture.house import named, product_files, ranks


def room_of(model: type[Model]) -> str:
    """Return ``wing.room`` of a model, or something that is no room of ours."""
    return ".".join(model.__module__.split(".")[1:3])


def foreign_keys() -> list[tuple[type[Model], Field, type[Model]]]:
    """Return every relation that one of our tables declares to another of our rooms."""
    declared = [
        (model, field, field.related_model)
        for model in apps.get_models()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]  # noqa: SLF001
        if field.is_relation
    ]
    ours = ranks()
    return [
        (model, field, target)
        for model, field, target in declared
        if {room_of(model), room_of(target)} <= set(ours) and room_of(model) != room_of(target)
    ]


def test_foreign_keys_point_down() -> None:
    rank = ranks()
    upwards = [
        f"{room_of(model)} {model.__name__}.{field.name} -> {room_of(target)}"
        for model, field, target in foreign_keys()
        if rank[room_of(model)] <= rank[room_of(target)]
    ]
    assert upwards == []


def test_no_model_is_looked_up_by_its_name() -> None:
    found = [
        named(file) for file in product_files() if re.search(r"\bget_model\(", file.read_text())
    ]
    assert found == [], "call the door of the room that owns the table"


def own_parents(loader: MigrationLoader, label: str, name: str) -> list[str]:
    """Return the migrations of the same room that this one stands on."""
    parents = loader.disk_migrations[label, name].dependencies
    return [parent for parent_label, parent in parents if parent_label == label]


def test_migrations_of_a_room_form_one_line() -> None:
    loader = MigrationLoader(None)
    labels = {room.rpartition(".")[2] for room in ranks()}
    parents = {
        key: own_parents(loader, *key) for key in sorted(loader.disk_migrations) if key[0] in labels
    }
    forks = [(label, p) for (label, _), found in parents.items() for p in found]
    assert [key for key, found in parents.items() if len(found) > 1] == []
    assert sorted(set(forks)) == sorted(forks)


@pytest.mark.django_db
def test_every_table_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
