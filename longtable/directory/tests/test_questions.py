"""How often people who ask the example in their own words find help among the first three answers."""

import tomllib
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from longtable.core.access import Actor
from longtable.core.imports import run_import
from longtable.directory.actions.indexing import index
from longtable.directory.models import Service
from longtable.directory.selectors.search import Question, find
from longtable.places.imports import PackImporter
from longtable.places.packs import read_pack
from longtable.web.demo.cast import invite_cast
from longtable.web.demo.directory import open_directory
from longtable.web.demo.story import STORY

LABELLED = Path(__file__).with_name("questions.toml")
AT_LEAST = 0.9


@pytest.mark.slow
@pytest.mark.django_db
def test_nine_of_ten_find_help_among_the_first_three(settings: Settings) -> None:
    settings.STATE = "nc"
    run_import(by=Actor.system("tests"), importer=PackImporter(read_pack("nc")))
    open_directory(invite_cast(tomllib.loads(STORY.read_text(encoding="utf-8"))))
    index(Service.objects.values_list("pk", flat=True))
    labelled = tomllib.loads(LABELLED.read_text(encoding="utf-8"))["questions"]
    found = {words: first(words) for words in labelled}
    missed = {words: found[words] for words, right in labelled.items() if not {*found[words]} & {*right}}
    share = 1 - len(missed) / len(labelled)
    assert share >= AT_LEAST, f"{share:.2f} of {len(labelled)}; missed: {missed}"


def first(words: str, count: int = 3) -> list[str]:
    """English names of the first services that are found."""
    found = find(Question(words), now=timezone.now(), language="en", per_page=count)
    return [str(result.service.name) for result in found.results]
