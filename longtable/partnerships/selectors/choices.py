"""What forms offer: organizations one may name, colleagues, needs."""

from django.db.models import Q, QuerySet

from longtable.accounts.models import Organization, User
from longtable.accounts.selectors import colleagues
from longtable.core.access import Actor
from longtable.directory.models import TaxonomyTerm
from longtable.partnerships.models import Agreement
from longtable.partnerships.selectors.partners import own_organizations, partners


def organizations_to_name(
    actor: Actor, named: Organization | None = None, agreement: Agreement | None = None
) -> QuerySet[Organization]:
    """One's own, one's partners, the one whose page one came from, and who is a party already."""
    working = partners(actor).order_by().values("pk")
    wanted = Q(pk__in=own_organizations(actor)) | Q(pk__in=working)
    if named:
        wanted |= Q(pk=named.pk)
    if agreement:
        wanted |= Q(pk__in=agreement.parties.values("organization"))
    return Organization.objects.filter(wanted, merged_into=None).order_by("name")


def owners_to_choose(actor: Actor, agreement: Agreement | None = None) -> QuerySet[User]:
    """Oneself and one's colleagues, and who has it now."""
    wanted = Q(pk__in=colleagues(actor).values("pk"))
    if actor.is_member:
        wanted |= Q(pk=actor.id)
    if agreement and agreement.owner_id:
        wanted |= Q(pk=agreement.owner_id)
    return User.objects.filter(wanted, is_active=True).order_by("name")


def topics_to_choose() -> QuerySet[TaxonomyTerm]:
    """The widest terms of the taxonomies that we keep ourselves."""
    return TaxonomyTerm.objects.filter(parent=None).exclude(taxonomy__slug="").exclude(taxonomy=None)
