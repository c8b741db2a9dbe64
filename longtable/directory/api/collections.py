"""The five collections of the open directory: which rows, how they are written, and what one may ask."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http.response import HttpResponseBase

from longtable.core.access import Missing
from longtable.core.access.request import ActorRequest
from longtable.directory.api.answering import told, warned
from longtable.directory.api.asking import Form, Wanted, wanted
from longtable.directory.api.limits import STREAM, admit
from longtable.directory.api.streaming import columns_of, stream
from longtable.directory.hsds.documents import full, listed, minimal, put_services
from longtable.directory.hsds.records import Record
from longtable.directory.hsds.tables import BY_NAME
from longtable.directory.selectors import open_data, pages
from longtable.directory.selectors.open_data import Asked, one
from longtable.directory.selectors.pages import Page, batches, page_of

PAGES = ("search", "page", "per_page", "format")
TERMS = ("taxonomy_term_id", "taxonomy_id")


@dataclass(frozen=True)
class Collection:
    """``name`` stands in addresses, ``table`` is the HSDS name of one record.

    ``parameters`` are those of the standard, ``of_one`` those for one record, ``more`` our additions.
    """

    name: str
    table: str
    rows: Callable[[Asked], QuerySet[Any]]
    parameters: tuple[str, ...]
    of_one: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    def many(self, request: ActorRequest) -> HttpResponseBase:
        """A page of records, or all of them as a stream."""
        want = wanted(request, self.parameters + self.more)
        found = self.rows(want.asked)
        if want.form != Form.JSON:
            admit(request, cost=STREAM)
            return self._stream(request, want, found)
        page = page_of(found, want.page, want.per_page)
        return told(request, _page(page, self._documents(page.rows, want), want), warnings=want.warnings)

    def single(self, request: ActorRequest, id: str) -> HttpResponseBase:
        """One record with all that belongs to it. Raises ``Missing``, or ``Moved`` when it was merged."""
        want = wanted(request, self.of_one)
        try:
            row = one(self.rows(Asked()), UUID(id))
        except ValueError:
            raise Missing(f"{id!r} is no id") from None
        (document,) = full([row])
        if self.table == "organization":
            put_services([row], [document], whole=want.full_service)
        modified: datetime | None = getattr(row, "changed_at", None)
        return told(request, document, modified=modified, warnings=want.warnings)

    def _documents(self, rows: Sequence[Any], want: Wanted) -> list[Record]:
        if want.minimal:
            return minimal(rows)
        documents = full(rows) if want.full else listed(rows)
        if self.table == "organization" and (want.full or want.full_service):
            put_services(rows, documents, whole=want.full_service)
        return documents

    def _stream(self, request: ActorRequest, want: Wanted, found: QuerySet[Any]) -> HttpResponseBase:
        columns = columns_of(BY_NAME[self.table])
        size = pages.BATCH_FULL if want.full or want.full_service else pages.BATCH

        def documents() -> Iterator[Record]:
            for rows in batches(found, size):
                yield from listed(rows) if want.form == Form.CSV else self._documents(rows, want)

        lines = documents() if request.method != "HEAD" else iter(())
        return warned(stream(lines, want.form, columns, self.name), want.warnings)


def _page(page: Page[Any], documents: list[Record], want: Wanted) -> Record:
    contents = {
        "total_items": page.total,
        "total_pages": page.pages,
        "page_number": page.number,
        "size": len(documents),
        "first_page": page.number == 1,
        "last_page": page.number >= page.pages,
        "empty": not documents,
        "contents": documents,
    }
    return contents | ({"warnings": list(want.warnings)} if want.warnings else {})


COLLECTIONS = (
    Collection(
        "services",
        "service",
        open_data.services,
        (*PAGES, *TERMS, "organization_id", "modified_after", "minimal", "full"),
    ),
    Collection(
        "organizations",
        "organization",
        open_data.organizations,
        (*PAGES, *TERMS, "full_service", "full"),
        of_one=("full_service",),
        more=("modified_after",),
    ),
    Collection(
        "service_at_locations",
        "service_at_location",
        open_data.service_at_locations,
        (*PAGES, *TERMS, "organization_id", "modified_after", "full", "postcode", "proximity"),
    ),
    Collection("taxonomies", "taxonomy", open_data.taxonomies, PAGES),
    Collection(
        "taxonomy_terms",
        "taxonomy_term",
        open_data.taxonomy_terms,
        (*PAGES, "taxonomy_id", "top_only", "parent_id"),
    ),
)
