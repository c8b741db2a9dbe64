"""Writing an agreement down: who, what each does and gives, which data may move, and what it states."""

from uuid import UUID, uuid4

from django.core.files.base import File
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.files import store
from longtable.core.localized import LocalizedText
from longtable.core.models import StoredFile
from longtable.partnerships.checklists import hands_nothing_on, points_of
from longtable.partnerships.models import Agreement, DataFlow, Gift, Party
from longtable.partnerships.policies import may_keep, may_keep_for, may_write
from longtable.partnerships.terms import Flow, Given, Terms, Unfinished

DOCUMENTS = {"pdf", "png", "jpeg", "webp"}


@action
def draft_agreement(*, by: Actor, terms: Terms, form_key: UUID | None = None) -> Agreement:
    """Somebody begins an agreement with a partner; only the keeper's side knows of it yet.

    Raises :class:`Unfinished`. Sent twice with the same ``form_key`` it is one agreement.
    """
    require(by, may_keep_for(by, terms.keeper.pk, areas_of(terms)))
    terms.check()
    columns = terms.columns() | {"state_since": timezone.now()}
    agreement, fresh = Agreement.objects.get_or_create(form_key=form_key or uuid4(), defaults=columns)
    if not fresh:
        return Unchanged(agreement)  # type: ignore[return-value]
    agreement.topics.set(terms.topics)
    _seat(agreement, terms)
    record(by, "partnerships.agreement.drafted", agreement, *terms.parties)
    return agreement


@action
def edit_agreement(*, by: Actor, agreement: Agreement, terms: Terms) -> Agreement:
    """Its words change while it is a draft. Raises :class:`Unfinished`, also when a party that
    leaves still gives or gets something."""
    require(by, may_write(by, agreement) and may_keep_for(by, terms.keeper.pk, areas_of(terms)))
    terms.check()
    columns = terms.columns()
    if not Agreement.objects.filter(pk=agreement.pk, state=Agreement.State.DRAFT).update(**columns):
        raise Unfinished(_("This has already been sent to the partner. Take it back to change it."))
    agreement.refresh_from_db()
    agreement.topics.set(terms.topics)
    gone = agreement.parties.exclude(organization__in=terms.parties)
    if Gift.objects.filter(agreement=agreement, giver__in=gone).exists() or _moves_data(agreement, gone):
        raise Unfinished(_("First take out what the party that is leaving gives, gets or sends."))
    gone.delete()
    _seat(agreement, terms)
    record(by, "partnerships.agreement.edited", agreement, fields=[*columns, "parties", "topics"])
    return agreement


@action
def set_responsibilities(*, by: Actor, party: Party, words: LocalizedText) -> Party:
    """What a party takes on is written down."""
    require(by, may_write(by, party.agreement))
    party.responsibilities = words
    party.save(update_fields=["responsibilities"])
    record(by, "partnerships.party.edited", party.agreement, party, fields=["responsibilities"])
    return party


@action
def add_gift(*, by: Actor, given: Given) -> Gift:
    """It is written down what a party gives, and who gets it. Raises :class:`Unfinished`."""
    require(by, may_write(by, given.giver.agreement))
    given.check()
    agreement = _same(given.giver, given.receiver)
    gift = Gift.objects.create(agreement=agreement, **vars(given))
    record(by, "partnerships.gift.added", agreement, gift)
    return gift


@action
def remove_gift(*, by: Actor, gift: Gift) -> None:
    """A party does not give this after all."""
    require(by, may_write(by, gift.agreement))
    record(by, "partnerships.gift.removed", gift.agreement, gift)
    gift.delete()


@action
def add_flow(*, by: Actor, flow: Flow) -> DataFlow:
    """It is written down which data may move, for what and on what ground. Raises :class:`Unfinished`.

    Under a WIC agreement nothing may be handed on.
    """
    require(by, may_write(by, flow.giver.agreement))
    flow.check()
    agreement = _same(flow.giver, flow.receiver)
    if flow.may_redisclose and hands_nothing_on(agreement.kind):
        raise Unfinished(_("What is shared for WIC is not passed on to anybody else."))
    row = DataFlow.objects.create(agreement=agreement, **vars(flow))
    record(by, "partnerships.flow.added", agreement, row)
    return row


@action
def remove_flow(*, by: Actor, flow: DataFlow) -> None:
    """These data do not move after all."""
    require(by, may_write(by, flow.agreement))
    record(by, "partnerships.flow.removed", flow.agreement, flow)
    flow.delete()


@action
def mark_point(*, by: Actor, agreement: Agreement, point: str, where: str) -> Agreement:
    """Somebody found where the document states a point of the checklist; ``where`` "" takes the mark off.

    Raises :class:`Unfinished` for a point that its kind does not have.
    """
    require(by, may_keep(by, agreement))
    if point not in {each.key for each in points_of(agreement.kind)}:
        raise Unfinished(_("This kind of agreement has no such point."))
    # two who read the document at once do not take each other's marks off
    agreement.stated = Agreement.objects.select_for_update().get(pk=agreement.pk).stated
    rest = {key: words for key, words in agreement.stated.items() if key != point}
    agreement.stated = rest | ({point: where[:200]} if where else {})
    agreement.save(update_fields=["stated"])
    record(by, "partnerships.agreement.checked", agreement, fields=["stated"])
    return agreement


@action
def attach_document(*, by: Actor, agreement: Agreement, upload: File) -> StoredFile:
    """The document itself is kept with the agreement; the one before it goes.

    Raises :class:`~longtable.core.files.FileRefused` or :class:`~longtable.core.files.StorageFull`.
    """
    require(by, may_keep(by, agreement))
    file = store(by=by, content=upload, name=upload.name or "", kinds=DOCUMENTS)
    agreement.file = file
    agreement.save(update_fields=["file"])
    record(by, "partnerships.agreement.filed", agreement, file, fields=["file"])
    return file


def areas_of(terms: Terms) -> frozenset[UUID]:
    """Counties of those who are to be its parties."""
    rows = Organization.objects.filter(pk__in=[party.pk for party in terms.parties])
    return frozenset(area for area in rows.values_list("entry__area", flat=True) if area)


def _seat(agreement: Agreement, terms: Terms) -> None:
    there = {party.organization_id: party for party in agreement.parties.all()}
    for order, organization in enumerate(terms.parties):
        party = there.get(organization.pk) or Party(agreement=agreement, organization=organization)
        party.order = order
        party.save()


def _moves_data(agreement: Agreement, parties: QuerySet[Party]) -> bool:
    flows = DataFlow.objects.filter(agreement=agreement)
    gets = Gift.objects.filter(agreement=agreement, receiver__in=parties)
    return (flows.filter(giver__in=parties) | flows.filter(receiver__in=parties)).exists() or gets.exists()


def _same(giver: Party, receiver: Party | None) -> Agreement:
    """The agreement of both; a party of another one gives and gets nothing here."""
    if receiver is not None and receiver.agreement_id != giver.agreement_id:
        raise Unfinished(_("Choose parties of this agreement."))
    return giver.agreement
