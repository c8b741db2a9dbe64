"""Files that people bring through a page: which columns mean what, how far they are, what they did."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.core.models.base import Entity
from longtable.core.models.files import StoredFile
from longtable.core.models.imports import ImportRun
from longtable.core.states import Lifecycle


class UploadState(models.TextChoices):
    """How far a file is."""

    NEW = "new", _("waiting for its columns to be matched")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked, nothing imported yet")
    RUNNING = "running", _("being imported")
    FINISHED = "finished", _("imported")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("taken back")
    REFUSED = "refused", _("could not be read")
    DROPPED = "dropped", _("discarded")


_BEFORE = [UploadState.CHECKING, UploadState.DROPPED]
LIFECYCLE = Lifecycle(
    UploadState,
    {
        UploadState.NEW: _BEFORE,
        UploadState.CHECKING: [UploadState.CHECKED, UploadState.REFUSED],
        UploadState.CHECKED: [*_BEFORE, UploadState.RUNNING],
        UploadState.RUNNING: [UploadState.FINISHED, UploadState.REFUSED],
        UploadState.FINISHED: [UploadState.UNDOING],
        UploadState.UNDOING: [UploadState.UNDONE],
        UploadState.UNDONE: [],
        UploadState.REFUSED: _BEFORE,
        UploadState.DROPPED: [],
    },
)


class Upload(Entity):
    """One file on its way in. Its kind says what its rows become, and who may see it."""

    State = UploadState

    kind = models.CharField(max_length=60, help_text="What its rows become, e.g. 'voices.comments'.")
    destination_id = models.UUIDField(help_text="Into what they go, e.g. a conversation; the kind knows.")
    owner_id = models.UUIDField(
        help_text="Whose file it is, as its kind says: an organisation. Its columns are remembered."
    )
    name = models.CharField(max_length=200, help_text="Name of the file as it came, cleaned.")
    source = models.CharField(max_length=120, help_text="Where it comes from, in people's words.")
    file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.SET_NULL, related_name="+", help_text="The file, for a while."
    )
    sheet = models.CharField(
        max_length=120, blank=True, help_text="Sheet of the workbook; empty = the first."
    )
    header_line = models.PositiveIntegerField(
        default=0, help_text="Line with the names of the columns; 0 = where they seem to stand."
    )
    columns = models.JSONField(default=dict, help_text="Name of a column -> code of what it says.")
    answers = models.JSONField(default=dict, help_text="Code -> what holds for every row without its own.")
    language = models.CharField(max_length=8, help_text="Language of whoever brought it: reasons are in it.")
    state = models.CharField(max_length=10, choices=State, default=State.NEW, help_text="How far it is.")
    turn = models.PositiveSmallIntegerField(
        default=0, help_text="Pieces of work begun for it; names the job."
    )
    problem = models.CharField(max_length=500, blank=True, help_text="Why it could not be read.")
    look = models.ForeignKey(
        ImportRun, null=True, on_delete=models.SET_NULL, related_name="+", help_text="What it would do."
    )
    run = models.OneToOneField(
        ImportRun, null=True, on_delete=models.SET_NULL, related_name="upload", help_text="What it did."
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="Who."
    )

    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["-created_at"]
        constraints = [LIFECYCLE.constraint("core_upload_state")]
        indexes = [models.Index(fields=["kind", "destination_id"], name="core_upload_destination")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_at_work(self) -> bool:
        """Whether the machine has it in hand."""
        return self.state in (UploadState.CHECKING, UploadState.RUNNING, UploadState.UNDOING)


class SavedColumns(Entity):
    """What the columns of a file meant the last time, for the next file of the same shape."""

    kind = models.CharField(max_length=60, help_text="Kind of upload.")
    owner_id = models.UUIDField(help_text="Whose: an organisation, as the kind says.")
    headers = models.CharField(max_length=64, help_text="Digest of the names of the columns.")
    columns = models.JSONField(default=dict, help_text="Name of a column -> code of what it says.")
    answers = models.JSONField(default=dict, help_text="Code -> what held for every row.")
    used_at = models.DateTimeField(help_text="When it was last used.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "owner_id", "headers"], name="core_saved_columns_once")
        ]

    def __str__(self) -> str:
        return f"columns of {self.kind}"


class ImportTrace(models.Model):
    """What an import made or changed, so that the whole of it can be taken back."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="traces", help_text="The run.")
    subject_kind = models.CharField(max_length=60, help_text="Model label of the local row.")
    subject_id = models.CharField(max_length=64, help_text="Its id.")
    before = models.JSONField(
        null=True, help_text="What the changed fields said before; empty = the row was made."
    )
    after = models.JSONField(default=dict, help_text="What the import wrote: tells an edit made since.")
    undone_at = models.DateTimeField(null=True, help_text="When it was taken back.")
    stayed = models.CharField(max_length=200, blank=True, help_text="Why it was not taken back.")

    class Meta:
        indexes = [models.Index(fields=["run", "undone_at"], name="core_trace_to_undo")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"
