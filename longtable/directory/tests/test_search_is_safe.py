"""What must hold whatever is typed and whatever stands in the directory."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.directory.actions.indexing import index, touch
from longtable.directory.models import Listing, OrganizationEntry, Service
from longtable.directory.search.questions import all_of, understand
from longtable.directory.selectors.search import Question, find
from longtable.directory.tests.directory_of import service

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

NASTY = [
    'food" OR "x',
    "food'; DROP TABLE directory_listing; --",
    "NEAR(food pantry, 5)",
    "words : food",
    "food*  AND NOT (",
    "^food -box + {a b}",
    "§n§food",
    "\0food\0",
    "🍎🥕",
    "ﷺ غذاء مجاني",
    "\u202efood\u202c",
    "食物 食べ物 อาหาร",
    "a" * 10_000,
    "food " * 3_000,
    "'''''\"\"\"\"\\\\",
    "%s %(x)s {0}",
    "½ ﬁsh ² ⅷ",
    "| & ! <-> :*",
    "in in in near en cerca de",
    "\ud83d",
]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    service("Pantry", "Food for everybody", at=(35.0, -79.0))
    for question in (
        Question(words=typed),
        Question(near=typed),
        Question(needs=(typed,)),
        Question(language=typed),
        Question(words="food", point=(float("nan"), float("inf"))),
        Question(words="food", miles=-1.0, point=(91.0, 500.0)),
        Question(words="food", age=float("inf")),
    ):
        assert len(find(question, now=NOW, language="es").results) <= 1
        assert find(question, now=NOW, language="es", page=10**9, per_page=5).results == []


class TestTypedWords(TestCase):
    """Hypothesis types."""

    @FEW
    @given(st.text(max_size=60), st.text(max_size=30), st.booleans())
    def test_any_text_is_answered(self, words: str, near: str, open_now: bool) -> None:
        found = find(Question(words, near, open_now=open_now), now=NOW, language="en")
        assert found.total >= len(found.results)


MOMENTS = st.sampled_from([None, NOW])


class TestWhatIsHidden(TestCase):
    """Generated directories: who is published, whose entry is, what was merged into what."""

    @FEW
    @given(
        st.lists(st.tuples(MOMENTS, st.booleans()), min_size=1, max_size=3),
        st.lists(st.tuples(MOMENTS, st.integers(0, 3), st.booleans()), min_size=1, max_size=6),
    )
    def test_only_what_is_published_is_found(
        self,
        entries: Sequence[tuple[datetime | None, bool]],
        services: Sequence[tuple[datetime | None, int, bool]],
    ) -> None:
        kept = [self._entry(number, *each) for number, each in enumerate(entries)]
        made = [
            Service.objects.create(
                name=LocalizedText.of(en=f"Pantry {number}"),
                published_at=published,
                organization=kept[owner] if owner < len(kept) else None,
            )
            for number, (published, owner, _) in enumerate(services)
        ]
        for each, (_, _, is_merged) in zip(made[1:], services[1:], strict=True):
            if is_merged:
                Service.objects.filter(pk=each.pk).update(merged_into=made[0], survivor=made[0])
        index(each.pk for each in made)
        self._check(made)
        # Everybody draws back without a word to the search, and then with one.
        Service.objects.filter(pk=made[0].pk).update(published_at=None)
        self._check(made)
        OrganizationEntry.objects.update(published_at=None)
        for each in kept:
            touch(organization_id=each.pk)
        touch(service_ids=[made[0].pk])
        self._check(made)
        assert set(Listing.objects.values_list("service", flat=True)) <= self._visible()

    def _entry(self, number: int, published: datetime | None, is_merged: bool) -> OrganizationEntry:
        name = f"Keeper {number}"
        organization = Organization.objects.create(name=name, kind=Organization.Kind.COMMUNITY)
        if is_merged:
            organization.merged_into = Organization.objects.order_by("created_at").exclude(name=name).first()
            organization.save()
        return OrganizationEntry.objects.create(organization=organization, published_at=published)

    def _visible(self) -> set[object]:
        return set(Service.objects.published().values_list("pk", flat=True))

    def _check(self, made: Sequence[Service]) -> None:
        found = find(Question("pantry"), now=timezone.now(), language="en")
        shown = {result.service.pk for result in found.results}
        assert shown <= self._visible()
        assert found.total >= len(shown)


CORPUS = {
    "a": ("Despensa de alimentos", "Cajas de comida los viernes"),
    "b": ("Food pantry", "Boxes on Fridays, also for families with babies"),
    "c": ("Clínica de niños", "Vacunas y citas en español"),
    "d": ("Nurses at school", "Vaccines; 2nd Tuesday. Covid-19 too"),
    "e": ("Ayuda para pagar la luz", "Recibos de luz y de agua"),
    "f": ("Warm clothes", "Coats, shoes & blankets (no cost)"),
}
ASKED = {
    "food": "ab",
    "comida": "ab",
    "niños": "bc",  # babies are children
    "nino": "bc",
    "vaccines": "cd",
    "light bill": "e",
    "clothing": "f",
    "covid 19": "d",
    "19": "d",
    "español": "c",
    "cloth": "f",
    "blanket": "f",
    "friday boxes": "b",
    "xylophone": "",
}


@pytest.mark.django_db
def test_both_engines_find_what_stands_in_this_table() -> None:
    """Runs on SQLite here and on PostgreSQL in its own run: the same table is right for both."""
    keys = {service(name, says).pk: key for key, (name, says) in CORPUS.items()}
    found = {
        words: "".join(
            sorted(
                keys[pk]
                for pk in Listing.objects.filter(words__has=all_of(understand(words).groups)).values_list(
                    "service", flat=True
                )
            )
        )
        for words in ASKED
    }
    assert found == ASKED, connection.vendor
