"""``longtable gatherings``: a gathering to try out, and how its places stand."""

import json
from dataclasses import asdict
from datetime import timedelta

import click
from django.conf import settings
from django.utils import timezone

from longtable.accounts.actions import set_up_agency
from longtable.config.command_line import verb
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.gatherings import selectors
from longtable.gatherings.actions import create_gathering, publish_gathering
from longtable.gatherings.actions.gatherings import Plan, SessionPlan
from longtable.gatherings.models import Gathering
from longtable.gatherings.selectors.findings import as_json as findings_as_json
from longtable.gatherings.selectors.findings import findings_of


@verb
@click.group()
def gatherings() -> None:
    """Gatherings, their places, and what was found there."""


@gatherings.command("create")
@click.option("--slug", required=True, help="Part of its address: /gatherings/SLUG/.")
@click.option("--seats", required=True, type=click.IntRange(1), help="How many places.")
@click.option("--opens", default="now", type=click.Choice(["now"]), help="From when one can sign up.")
@click.option("--agency", default=None, help="Who convenes it; LONGTABLE_AGENCY if not given.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def create(slug: str, seats: int, opens: str, agency: str | None, as_json: bool) -> None:
    """Make a public gathering to try sign-up and load on.

    Of one session, a month from now.
    """
    by, now = Actor.system("longtable gatherings create"), timezone.now()
    starts = now + timedelta(days=30)
    ends, title = starts + timedelta(hours=2), LocalizedText.of(en=f"Test {slug}", es=f"Prueba {slug}")
    plan = Plan(
        slug=slug,
        title=title,
        kind=Gathering.Kind.WEBINAR,
        organization=set_up_agency(by=by, name=agency or settings.AGENCY or "The agency"),
        starts_at=starts,
        ends_at=ends,
        summary=LocalizedText.of(en="To try out how one signs up.", es="Para probar la inscripción."),
        venue=LocalizedText.of(en="To be told", es="Por avisar"),
    )
    if Gathering.objects.filter(slug=slug).exists():
        raise click.BadParameter(f"there is a gathering {slug!r} already", param_hint="--slug")
    try:
        draft = create_gathering(
            by=by,
            plan=plan,
            sessions=[SessionPlan("main", title, starts, ends, seats=seats)],
            opens_at=now,
        )
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--slug") from error
    gathering = publish_gathering(by=by, gathering=draft)
    address = f"{settings.PUBLIC_URL}/gatherings/{gathering.slug}/"
    report = {"slug": gathering.slug, "seats": seats, "url": address}
    click.echo(json.dumps(report) if as_json else address)


@gatherings.command("tally")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def tally(slug: str, as_json: bool) -> None:
    """Count the places of a gathering from the rows.

    In all, confirmed, held, waited for, cancelled.
    """
    gathering = Gathering.objects.filter(slug=slug).first()
    if gathering is None:
        raise click.BadParameter(f"there is no gathering {slug!r}")
    counted = asdict(selectors.tally(gathering))
    if as_json:
        click.echo(json.dumps(counted))
        return
    for name, number in counted.items():
        click.echo(f"{name}: {number}")


@gatherings.command("findings")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def findings(slug: str, as_json: bool) -> None:
    """What was found at /gatherings/SLUG/, what is not public too."""
    gathering = Gathering.objects.select_related("series").filter(slug=slug).first()
    if gathering is None:
        raise click.ClickException(f"No gathering {slug}")
    told = findings_as_json(gathering, findings_of(gathering))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for each in told["findings"]:
        click.echo(f"{each['kind']:<12} {next(iter(each['text'].values()), '')}")
