"""Bringing in a conversation that was held with Polis: the words, the answers, and whom to thank for them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import slugify

from longtable.accounts.models import Organization
from longtable.core.access import Permission
from longtable.core.imports import Importer, Planned, Reject, Row, UnreadableSource
from longtable.core.localized import LocalizedText
from longtable.methods import personal_data, polis
from longtable.methods.typed_text import TooLong, clean
from longtable.voices.models import Comment, Conversation, Decision, Participant, Vote
from longtable.voices.models.participants import Channel
from longtable.voices.policies import is_address

FILES = ("summary.csv", "comments.csv", "votes.csv", "participants-votes.csv")
LONGEST = 20_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

ATTRIBUTION = (
    "Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC BY "
    "4.0 with Attribution to The Computational Democracy Project. The data and more information about how "
    "the data was collected can be found at the following link(s): {url}"
)
"""The words that the source of the published exports asks for."""

_DECIDED = {-1: Comment.State.NOT_SHOWN, 0: Comment.State.WAITING, 1: Comment.State.SHOWN}


class PolisImporter(Importer):
    """A folder as Polis exports it, as a conversation that is closed here.

    Comments keep what was decided about them where they came from, until somebody decides otherwise
    here. The newest answer of each person counts. Raises :class:`UnreadableSource`.
    """

    name = "polis"
    permission = Permission.IMPORT_VOICES
    batch_size = 2500

    def __init__(
        self,
        folder: Path,
        *,
        organization: Organization,
        slug: str = "",
        language: str = "en",
        attribution: str | None = None,
    ) -> None:
        try:
            self.export = polis.read(folder)
        except polis.Unreadable as error:
            raise UnreadableSource(str(error)) from error
        url = self.export.summary.url
        thanks = ATTRIBUTION.format(url=url).rstrip(": ") if attribution is None else attribution
        super().__init__(
            source=f"polis {url or folder.resolve().name}"[:120],
            files=[folder / name for name in FILES if (folder / name).is_file()],
            options={
                "organization": str(organization.pk),
                "slug": slug,
                "language": language,
                "thanks": thanks,
            },
        )
        self.language = language
        self.people = [str(number) for number in dict.fromkeys(_people(self.export))]
        self.votes = sorted(self.export.votes.latest(), key=lambda vote: vote.voter)
        there = Conversation.objects.filter(source=self.source).first()
        self.conversation = there or self._new_conversation(folder, organization, slug, thanks)
        if there is None and Conversation.objects.filter(slug=self.conversation.slug).exists():
            raise UnreadableSource(f"Another conversation has the address /c/{self.conversation.slug}/")
        if not is_address(self.conversation.slug):
            raise UnreadableSource(f"/c/{self.conversation.slug}/ cannot be an address: say another --slug")
        self.participants = self._known(Participant)
        self.comments = self._known(Comment)

    def rows(self) -> Iterator[Row | Reject]:
        export = self.export
        yield Row("summary.csv", 1, {"topic": export.summary.topic})
        yield from (Reject(each.file, each.line, each.reason, {}) for each in export.rejected)
        for file, kind, every in (
            ("participants-votes.csv", "participant", self.people),
            ("comments.csv", "comment", export.comments),
            ("votes.csv", "vote", self.votes),
        ):
            for place, each in enumerate(every, start=2):
                yield Row(file, place, {kind: each})

    def total(self) -> int:
        export = self.export
        return 1 + len(export.rejected) + len(self.people) + len(export.comments) + len(self.votes)

    def plan(self, rows: Sequence[Row]) -> Planned:
        plans: dict[str, Callable[[Sequence[Row]], Planned]] = {
            "topic": self._plan_conversation,
            "participant": self._plan_participants,
            "comment": self._plan_comments,
            "vote": self._plan_votes,
        }
        return plans[next(iter(rows[0].values))](rows)

    def finish(self) -> None:
        """Count the answers to every comment, in one statement."""
        counters = {"agrees": Vote.Value.AGREE, "disagrees": Vote.Value.DISAGREE, "passes": Vote.Value.PASS}
        Comment.objects.filter(conversation=self.conversation).update(
            **{name: _count(value=value) for name, value in counters.items()}, answers=_count()
        )

    def _plan_conversation(self, rows: Sequence[Row]) -> Planned:
        if not self.conversation._state.adding:
            return Planned(unchanged=1)
        subject = (Conversation._meta.label_lower, self.conversation.pk)
        return Planned(created=1, writes=[self.conversation.save], subjects=[subject])

    def _plan_participants(self, rows: Sequence[Row]) -> Planned:
        new = [
            Participant(
                conversation_id=self.conversation.pk,
                source_id=row["participant"],
                channel=Channel.IMPORT,
                language=self.language,
            )
            for row in rows
            if row["participant"] not in self.participants
        ]
        self.participants |= {each.source_id: each.pk for each in new}
        write = lambda: Participant.objects.bulk_create(new)  # noqa: E731 - done later, if it is meant
        return Planned(created=len(new), unchanged=len(rows) - len(new), writes=[write])

    def _plan_comments(self, rows: Sequence[Row]) -> Planned:
        planned, new = Planned(), []
        undecided = {
            comment.source_id: comment
            for comment in Comment.objects.filter(
                conversation=self.conversation.pk, state=Comment.State.WAITING, decisions=None
            )
        }
        decided: list[tuple[Comment, str]] = []
        for row in rows:
            said: polis.Comment = row["comment"]
            state = _DECIDED[said.moderated]
            if waiting := undecided.get(str(said.id)) if said.moderated else None:
                decided.append((waiting, state))
            elif str(said.id) in self.comments:
                planned.unchanged += 1
            else:
                try:
                    new.append(self._new_comment(said, state))
                except (TooLong, ValueError) as error:
                    planned.rejects.append(row.reject(f"comment {said.id}: {error}"))
        self.comments |= {each.source_id: each.pk for each in new}
        planned.created, planned.changed = len(new), len(decided)
        planned.writes += [lambda: self._write_comments(new), lambda: _write_decisions(decided)]
        label = Comment._meta.label_lower
        planned.subjects += [(label, each.pk) for each in (*new, *(comment for comment, _ in decided))]
        return planned

    def _plan_votes(self, rows: Sequence[Row]) -> Planned:
        planned = Planned()
        voters = {self.participants[str(row["vote"].voter)] for row in rows}
        there = {
            (participant, comment): value
            for participant, comment, value in Vote.objects.filter(participant__in=list(voters)).values_list(
                "participant", "comment", "value"
            )
        }
        given: list[Vote] = []
        for row in rows:
            vote: polis.Vote = row["vote"]
            comment = self.comments.get(str(vote.comment))
            if comment is None:
                planned.rejects.append(row.reject(f"comment {vote.comment} is not here"))
                continue
            participant = self.participants[str(vote.voter)]
            before = there.get((participant, comment))
            if before == vote.value:
                planned.unchanged += 1
                continue
            planned.created += before is None
            planned.changed += before is not None
            at = None if vote.cast_at is None else _moment(vote.cast_at)
            given.append(Vote(participant_id=participant, comment_id=comment, value=vote.value, at=at))
        planned.writes.append(
            lambda: Vote.objects.bulk_create(
                given,
                update_conflicts=True,
                unique_fields=["participant", "comment"],
                update_fields=["value", "at"],
            )
        )
        return planned

    def _new_conversation(
        self, folder: Path, organization: Organization, slug: str, thanks: str
    ) -> Conversation:
        summary = self.export.summary
        moments = [comment.said_at for comment in self.export.comments]
        moments += [vote.cast_at for vote in self.export.votes if vote.cast_at is not None]
        first, last = (_moment(pick(moments, default=0)) for pick in (min, max))
        return Conversation(
            slug=slug or slugify(folder.resolve().name.replace(".", "-"))[:50],
            question=LocalizedText.of(**{self.language: summary.topic or folder.resolve().name}),
            purpose=LocalizedText.of(**{self.language: summary.description}),
            organization=organization,
            opens_at=first,
            closes_at=last if last > first else None,
            state=Conversation.State.CLOSED,
            source=self.source,
            attribution=thanks,
        )

    def _new_comment(self, said: polis.Comment, state: str) -> Comment:
        text = clean(said.body, LONGEST)
        if not text:
            raise ValueError("nothing that can be shown is left of its words")
        masked = personal_data.mask(text, personal_data.find(text), self.language)
        return Comment(
            conversation_id=self.conversation.pk,
            participant_id=self.participants[str(said.author)],
            source_id=str(said.id),
            text=text,
            public_text=masked if masked != text else "",
            language=self.language,
            channel=Channel.IMPORT,
            state=state,
            said_at=_moment(said.said_at),
            read_at=timezone.now() if said.moderated else None,
        )

    def _write_comments(self, new: Sequence[Comment]) -> None:
        if not new:
            return
        number = self.conversation.next_number()
        for place, comment in enumerate(new):
            comment.number = number + place
        Comment.objects.bulk_create(new)
        Conversation.objects.filter(pk=self.conversation.pk).update(
            comment_count=F("comment_count") + len(new)
        )
        Decision.objects.bulk_create(
            _decision(comment, comment.state) for comment in new if comment.state != Comment.State.WAITING
        )

    def _known(self, model: type[Participant] | type[Comment]) -> dict[str, UUID]:
        found = model.objects.filter(conversation=self.conversation.pk).exclude(source_id="")
        return dict(found.values_list("source_id", "pk"))


def _write_decisions(decided: Sequence[tuple[Comment, str]]) -> None:
    for comment, state in decided:
        _decision(comment, state).save()
        Comment.lifecycle.move(comment, state, read_at=timezone.now())


def _decision(comment: Comment, after: str) -> Decision:
    return Decision(
        comment=comment, before=Comment.State.WAITING, after=after, reason=Decision.Reason.IMPORTED
    )


def _count(**only: int) -> Coalesce:
    votes = Vote.objects.filter(comment=OuterRef("pk"), **only).order_by().values("comment")
    return Coalesce(Subquery(votes.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def _people(export: polis.Export) -> Iterator[int]:
    """Everybody who answered, and authors who did not."""
    yield from (each.id for each in export.participants)
    yield from (comment.author for comment in export.comments)


def _moment(milliseconds: int) -> datetime:
    return EPOCH + timedelta(milliseconds=milliseconds)
