"""One question to people who used a service: would you send your family here?"""

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.secrets import token_hash
from longtable.directory.models import Service
from longtable.partnerships.models import ServiceTrust, TrustWords
from longtable.partnerships.policies import may_answer, may_ask_about
from longtable.partnerships.protection import next_shown
from longtable.partnerships.selectors.places import area_of_id
from longtable.partnerships.selectors.trust import code_of, count_of, shown_of
from longtable.releases.selectors import default_policy


@action
def ask_about_service(*, by: Actor, service: Service, is_open: bool = True) -> ServiceTrust:
    """People who use a service can be asked, or are asked no more; its slips keep their code."""
    require(by, may_ask_about(by, service.organization_id, area_of_id(service.organization_id)))
    trust, fresh = ServiceTrust.objects.get_or_create(
        service=service, defaults={"code_hash": token_hash(code_of(service)), "is_open": is_open}
    )
    if not fresh and trust.is_open == is_open:
        return Unchanged(trust)  # type: ignore[return-value]
    trust.is_open = is_open
    trust.save(update_fields=["is_open"])
    record(by, "partnerships.trust.asked" if is_open else "partnerships.trust.closed", service)
    return trust


@action
def answer_about_service(
    *, by: Actor, trust: ServiceTrust, answer: str, words: str = "", language: str = "en"
) -> None:
    """Somebody's answer is counted; their words are kept apart from it. Nothing tells who or when.

    What is shown moves only when enough people have answered since (see ``protection``).
    """
    require(by, may_answer(by) and trust.is_open and answer in ServiceTrust.Answer.values)
    counted = ServiceTrust.objects.select_for_update().get(pk=trust.pk)
    setattr(counted, answer, getattr(counted, answer) + 1)
    threshold = default_policy().threshold
    shown = next_shown(count_of(counted), shown_of(counted), threshold)
    counted.shown_people, counted.shown_yes, counted.shown_few = shown.people, shown.yes, shown.few
    counted.save()
    if words:
        month = timezone.localdate().replace(day=1)
        TrustWords.objects.create(service_id=trust.pk, words=words, language=language, month=month)
    record(by, "partnerships.trust.answered", ("directory.service", trust.pk))
