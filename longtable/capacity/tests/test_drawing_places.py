"""Where more ask than there are places, they are drawn in the open, and anybody can draw again."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from longtable.capacity.actions import (
    announce_drawing,
    close_list,
    draw_places,
    give_back,
    leave_line,
    need_fewer,
    resize,
    set_period,
    take,
)
from longtable.capacity.commands import capacity
from longtable.capacity.drawn import audit_of, published_list
from longtable.capacity.errors import Closed, OutOfOrder
from longtable.capacity.models import Drawing, Offer, Place, Pool, WaitlistEntry
from longtable.capacity.selectors import differences, position
from longtable.capacity.tests.conftest import NOW, SYSTEM, do, places, wait
from longtable.core.localized import LocalizedText
from longtable.methods.drawing import UnfitDrawing, redraw

GROUPS = [
    {
        "code": "ride",
        "words": {"en": "People who need a ride", "es": "Personas sin transporte"},
        "share": "0.4",
    },
    {"code": "all", "words": {"en": "Everybody else", "es": "Las demás personas"}, "share": "0.6"},
]
SOURCE = LocalizedText.of(
    en="The state lottery's five numbers of March 13", es="La lotería estatal del 13 de marzo"
)
SEED = "04 11 23 35 40"


@pytest.fixture
def drawing(db: None) -> Drawing:
    """Ten places that are drawn among thirty households."""
    pool = places(10, mode=Pool.Mode.DRAWN)
    made: Drawing = do(announce_drawing, by=SYSTEM, pool=pool, strata=GROUPS, seed_source=SOURCE)
    for number in range(30):
        wait(pool, f"house {number}", 1 + number % 3, stratum="ride" if number % 4 == 0 else "all")
    return made


def drawn(drawing: Drawing) -> Drawing:
    """Closed and drawn."""
    over = drawing.pool.closes_at
    do(close_list, by=SYSTEM, drawing=drawing, now=over)
    until = over.replace(year=2027)
    do(draw_places, by=SYSTEM, drawing=drawing, seed=f" {SEED}\n", now=over, offers_until=until)
    return drawing


def test_before_the_drawing_nobody_is_served_in_turn(drawing: Drawing) -> None:
    with pytest.raises(Closed) as refused:
        do(take, holder=drawing.pk, wanted={drawing.pool: 1})
    assert refused.value.is_drawn
    assert not Offer.objects.exists()


def test_who_was_drawn_has_places_and_the_others_wait_in_the_drawn_order(drawing: Drawing) -> None:
    drawn(drawing)
    pool = Pool.objects.get()
    seated = WaitlistEntry.objects.filter(state="seated")
    assert sum(Place.objects.values_list("size", flat=True)) == 10
    assert {entry.holder for entry in seated} == set(Place.objects.values_list("holder", flat=True))
    assert (pool.remaining, pool.waiting, pool.mode) == (0, 30 - len(seated), Pool.Mode.IN_TURN)
    assert not list(differences())
    first = WaitlistEntry.objects.filter(state="waiting").earliest("number")
    assert position(first) == 1
    given_up = [do(give_back, place=place, now=pool.opens_at) for place in Place.objects.all()]
    offers = [offer for made in given_up for offer in made]
    assert sum(offer.size for offer in offers) > 0
    assert {offer.entry.drawn.seats for offer in offers} == {0}


def test_the_published_list_is_what_was_hashed_and_names_nobody(drawing: Drawing) -> None:
    do(close_list, by=SYSTEM, drawing=drawing, now=drawing.pool.closes_at)
    text = published_list(drawing)
    assert hashlib.sha256(text.encode()).hexdigest() == drawing.list_hash
    assert "house" not in text
    entry = WaitlistEntry.objects.latest("number")
    assert f"{entry.drawn.ticket}\tall\t3\ttogether\n" in text


def test_anybody_can_draw_again(drawing: Drawing, tmp_path: Path) -> None:
    audit = audit_of(drawn(drawing))
    assert redraw(audit) == []
    assert audit["seed"] == SEED
    file = tmp_path / "audit.json"
    file.write_text(json.dumps(audit))
    told = CliRunner().invoke(capacity, ["redraw", str(file)])
    assert (told.exit_code, told.output) == (0, "Drawn again with 30 parties: all is as the file says.\n")
    file.write_text(json.dumps(audit | {"seed": "another"}))
    told = CliRunner().invoke(capacity, ["redraw", str(file), "--json"])
    assert told.exit_code == 1
    assert json.loads(told.output)["faults"]
    file.write_text("nothing")
    assert CliRunner().invoke(capacity, ["redraw", str(file)]).exit_code == 1


def test_who_left_after_the_list_was_closed_leaves_their_places_to_the_line(drawing: Drawing) -> None:
    over = drawing.pool.closes_at
    # Whoever stays takes what there is: no place is left over because a party wants more than that.
    WaitlistEntry.objects.update(is_together=False)
    do(close_list, by=SYSTEM, drawing=drawing, now=over)
    for entry in WaitlistEntry.objects.filter(number__lte=20):
        do(leave_line, entry=entry, now=over)
    result = do(
        draw_places, by=SYSTEM, drawing=drawing, seed=SEED, now=over, offers_until=over.replace(year=2027)
    )
    gone = sum(each.seats for each in result) - sum(Place.objects.values_list("size", flat=True))
    assert gone > 0
    assert sum(Offer.objects.values_list("size", flat=True)) == gone
    assert not list(differences())
    assert redraw(audit_of(drawing)) == []


def test_who_needs_fewer_after_the_list_was_closed_gets_no_more_than_that(drawing: Drawing) -> None:
    over = drawing.pool.closes_at
    do(close_list, by=SYSTEM, drawing=drawing, now=over)
    for entry in WaitlistEntry.objects.filter(size__gt=1):
        do(need_fewer, entry=entry, size=1, now=over)
    do(draw_places, by=SYSTEM, drawing=drawing, seed=SEED, now=over, offers_until=over.replace(year=2027))
    assert set(Place.objects.values_list("size", flat=True)) == {1}
    assert not list(differences())
    assert redraw(audit_of(drawing)) == []


def test_steps_have_their_order(drawing: Drawing) -> None:
    pool, over = drawing.pool, drawing.pool.closes_at
    later = {"seed": SEED, "now": over, "offers_until": over.replace(year=2027)}
    for too_early in (
        lambda: do(announce_drawing, by=SYSTEM, pool=pool, strata=GROUPS, seed_source=SOURCE),
        lambda: do(close_list, by=SYSTEM, drawing=drawing, now=NOW),
        lambda: do(draw_places, by=SYSTEM, drawing=drawing, **later),
    ):
        with pytest.raises(OutOfOrder):
            too_early()
    do(close_list, by=SYSTEM, drawing=drawing, now=over)
    for out_of_order in (
        lambda: do(close_list, by=SYSTEM, drawing=drawing, now=over),
        lambda: do(set_period, by=SYSTEM, pool=pool, opens_at=NOW, closes_at=over.replace(year=2027)),
        lambda: do(draw_places, by=SYSTEM, drawing=drawing, **later | {"seed": " "}),
    ):
        with pytest.raises(OutOfOrder):
            out_of_order()
    do(resize, by=SYSTEM, pool=pool, size=9)
    with pytest.raises(OutOfOrder):
        do(draw_places, by=SYSTEM, drawing=drawing, **later)
    do(resize, by=SYSTEM, pool=pool, size=12)
    do(draw_places, by=SYSTEM, drawing=drawing, **later)
    offered = sum(Offer.objects.values_list("size", flat=True))
    assert offered + Pool.objects.get().remaining == 2, "what came since goes to the line"
    with pytest.raises(OutOfOrder):
        do(draw_places, by=SYSTEM, drawing=drawing, **later)


def test_whoever_takes_part_does_so_in_a_published_group(drawing: Drawing) -> None:
    with pytest.raises(UnfitDrawing):
        wait(drawing.pool, "somebody", stratum="friends")


def test_shares_that_do_not_add_up_are_not_announced(db: None) -> None:
    pool = places(10, mode=Pool.Mode.DRAWN)
    with pytest.raises(UnfitDrawing):
        do(announce_drawing, by=SYSTEM, pool=pool, strata=GROUPS[:1], seed_source=SOURCE)
