"""Counts about groups of people, made into tables that can be published: never without a release."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.core.wording import in_every_language
from longtable.methods import suppression
from longtable.releases.actions import prepare_release
from longtable.releases.protecting import Rule, protect_tables
from longtable.releases.selectors import default_policy
from longtable.releases.tables import ALL, Coordinates, Dimension, Gap, TableDraft
from longtable.voices.analyses.groups import opinion_groups
from longtable.voices.analyses.registry import Progress, method
from longtable.voices.models import Analysis, Channel, Comment, Confidence, Conversation
from longtable.voices.selectors.heard import Heard, HeardTable, who_was_heard
from longtable.voices.selectors.heard.channels import SUREST
from longtable.voices.selectors.heard.people import OTHER_ANSWER

WORKER = Actor.system("voices.publishing")
NO_GROUP = "none"
SEVERAL = "several"
ANSWERING = "people who answered"
"""Counted apart from people who were heard: somebody may speak and answer nothing."""


@method(Analysis.Kind.RELEASE)
def counts_to_publish(
    conversation: Conversation, options: dict[str, Any], progress: Progress
) -> dict[str, Any]:
    """Prepare a release of who was heard and of the opinion groups; a person looks at it and publishes it.

    ``{"release": id}``, or ``{"release": None}`` where no choice of what to hide is safe yet.
    """
    tables = heard_tables(who_was_heard(conversation, everywhere=True))
    progress(20)
    tables += that_can_be_told(
        group_tables(conversation, opinion_groups(conversation, {}, lambda share: None))
    )
    progress(40)
    try:
        release = prepare_release(
            by=WORKER,
            subject=conversation,
            title=in_every_language(lambda: _("Voices: %(question)s") % {"question": conversation.question}),
            organization=conversation.organization,
            tables=tables,
        )
    except suppression.Unprotectable:
        return {"release": None}
    return {"release": str(release.pk)}


def heard_tables(heard: Heard) -> list[TableDraft]:
    """Who was heard, by place, channel, confidence, language, and what people told about themselves.

    ``heard`` holds everybody, also who lives elsewhere: so many stand on the conversation's page. Where
    somebody may stand in two rows of a table, it has no total: its rows do not add up to one.
    """
    by_name = {table.name: table for table in heard.tables}
    tables = [_places(heard, by_name), _channels(heard), _confidence(heard)]
    tables += [_one_way(table) for table in heard.tables if table.name not in ("county", "rural")]
    return tables


def _places(heard: Heard, by_name: Mapping[str, HeardTable]) -> TableDraft:
    """Counties within their rural class, so that the two are protected together."""
    counties = by_name["county"]
    cells = {row.code: row.people for row in counties.rows}
    labels: dict[str, LocalizedText] = {row.code: _text(row.name) for row in counties.rows}
    unknown = {f"unknown:{row.code}": row for row in counties.unknown}
    totals: dict[str, list[str]] = {}
    if "rural" in by_name:
        _scheme, classes = heard.rural
        for place in classes:
            inside = [
                each.code for each in heard.counties if each.areas <= place.areas and each.code in cells
            ]
            if inside:
                totals[f"class:{place.code}"] = inside
                labels[f"class:{place.code}"] = _text(place.name)
                cells[f"class:{place.code}"] = sum(cells[code] for code in inside)
    in_a_class = {code for inside in totals.values() for code in inside}
    top = [*totals, *(code for code in list(labels) if code not in in_a_class and code not in totals)]
    for code, row in unknown.items():
        elsewhere = in_every_language(lambda: _("Lives elsewhere"))
        labels[code] = elsewhere if row.code == OTHER_ANSWER else _text(row.name)
        cells[code] = row.people
        top.append(code)
    totals[ALL] = top
    return _people("place", in_every_language(lambda: _("Where people live")), labels, cells, totals)


def _channels(heard: Heard) -> TableDraft:
    """Each person in one row, so that the rows add up to everybody."""
    cells = Counter(
        next(iter(person.channels)) if len(person.channels) == 1 else SEVERAL for person in heard.people
    )
    labels = {str(code): _text(code.label) for code in Channel if code in cells}
    if SEVERAL in cells:
        labels[SEVERAL] = in_every_language(lambda: _("In more than one way"))
    return _people("channel", in_every_language(lambda: _("How people spoke")), labels, cells)


def _confidence(heard: Heard) -> TableDraft:
    """Each person as sure as of their surest entry: with these counts anybody leaves out the open ones."""
    cells = Counter(
        min((confidence for _channel, confidence in person.ways), key=SUREST.index) for person in heard.people
    )
    labels = {str(code): _text(Confidence(code).label) for code in SUREST if code in cells}
    title = in_every_language(lambda: _("How sure we are that each is one person"))
    return _people("confidence", title, labels, cells)


def _one_way(table: HeardTable) -> TableDraft:
    labels = {row.code: _text(row.name) for row in table.rows}
    cells = {row.code: row.people for row in table.rows}
    for row in table.unknown:
        labels[f"unknown:{row.code}"] = _text(row.name)
        cells[f"unknown:{row.code}"] = row.people
    return _people(table.name, _text(table.title), labels, cells, adds_up=not table.several)


def _people(
    name: str,
    title: LocalizedText,
    labels: Mapping[str, LocalizedText],
    cells: Mapping[str, int],
    totals: Mapping[str, list[str]] | None = None,
    *,
    adds_up: bool = True,
    counts: str = "people",
) -> TableDraft:
    """People along one dimension. How many they are in all stands on the conversation's page for anybody."""
    labels = dict(labels)
    counted: dict[Coordinates, int | Gap] = {(code,): count for code, count in cells.items()}
    parts = (totals or {}).get(ALL, list(cells))
    if adds_up:
        labels[ALL] = in_every_language(lambda: _("Everybody"))
        counted[ALL,] = sum(cells[code] for code in parts)
    return TableDraft(
        name,
        title,
        [Dimension(name, title, labels, totals or {})],
        counted,
        counts,
        public=frozenset({(ALL,)}) if adds_up else frozenset(),
    )


def group_tables(conversation: Conversation, result: Mapping[str, Any]) -> list[TableDraft]:
    """How many people are in each opinion group, and what each says of what sets them apart or is shared."""
    if len(result["groups"]) < 2:
        return []
    names = [group["name"] for group in result["groups"]]
    groups = {name: _group(name) for name in names}
    groups[NO_GROUP] = in_every_language(lambda: _("In no group"))
    sizes = {group["name"]: group["people"] for group in result["groups"]}
    sizes[NO_GROUP] = result["people"] - result["grouped"]
    title = in_every_language(lambda: _("Opinion groups"))
    size = _people("group", title, groups, sizes, counts=ANSWERING)
    told = [each for group in result["groups"] for each in group["representative"]]
    told += [*result["consensus"], *result["divisive"]]
    figures = {each["number"]: each for each in told}
    said = conversation.comments.shown().filter(number__in=figures).prefetch_related("translations")
    statements = {str(comment.number): _statement(comment) for comment in said.order_by("number")}
    if not statements:
        return [size]
    answers = {
        "agrees": in_every_language(lambda: _("Agree")),
        "disagrees": in_every_language(lambda: _("Disagree")),
        "passes": in_every_language(lambda: _("Not sure")),
        ALL: in_every_language(lambda: _("All answers")),
    }
    cells: dict[Coordinates, int | Gap] = {}
    for number in statements:
        for group, counts in _by_group(figures[int(number)], names):
            cells |= {(number, group, answer): count for answer, count in counts.items()}
    return [
        size,
        TableDraft(
            "answers",
            in_every_language(lambda: _("What the groups say")),
            [
                Dimension("statement", in_every_language(lambda: _("Statement")), statements),
                Dimension("group", title, groups | {ALL: in_every_language(lambda: _("Everybody"))}),
                Dimension("answer", in_every_language(lambda: _("Answer")), answers),
            ],
            cells,
            counts="answers",
            public=frozenset((number, ALL, answer) for number in statements for answer in answers),
        ),
    ]


def that_can_be_told(tables: list[TableDraft]) -> list[TableDraft]:
    """The same without statements of which no choice of what to hide would protect the groups.

    How many agree with a statement in all is public: where few did, every share of it tells too much. One
    such statement must not keep all the others from being published.
    """
    policy = default_policy()
    rule = Rule(policy.threshold, policy.min_width, policy.protects_changes)
    found = []
    for table in tables:
        if table.dimensions[0].name != "statement":
            found.append(table)
            continue
        codes = [code for code in table.dimensions[0].labels if _is_safe(_only(table, [code]), rule)]
        found += [_only(table, codes)] if codes else []
    return found


def _only(table: TableDraft, codes: Collection[str]) -> TableDraft:
    """The part of a table that is about these statements."""
    statements, *others = table.dimensions
    labels = {code: words for code, words in statements.labels.items() if code in codes}
    return replace(
        table,
        dimensions=[replace(statements, labels=labels), *others],
        cells={at: count for at, count in table.cells.items() if at[0] in codes},
        public=frozenset(at for at in table.public if at[0] in codes),
    )


def _is_safe(table: TableDraft, rule: Rule) -> bool:
    try:
        protect_tables([table], rule, None)
    except suppression.Unprotectable:
        return False
    return True


def _by_group(figures: Mapping[str, Any], names: Iterable[str]) -> list[tuple[str, dict[str, int]]]:
    """Each group's answers, those of people in no group, and everybody's."""
    each = [_counts(share) for share in figures["by_group"]]
    everybody = _counts(figures["everybody"])
    nobodys = {key: everybody[key] - sum(counts[key] for counts in each) for key in everybody}
    return [*zip(names, each, strict=True), (NO_GROUP, nobodys), (ALL, everybody)]


def _counts(share: Mapping[str, int]) -> dict[str, int]:
    passes = share["answers"] - share["agrees"] - share["disagrees"]
    return {
        "agrees": share["agrees"],
        "disagrees": share["disagrees"],
        "passes": passes,
        ALL: share["answers"],
    }


def _group(name: str) -> LocalizedText:
    return in_every_language(lambda: _("Group %(name)s") % {"name": name})


def _statement(comment: Comment) -> LocalizedText:
    """A person's words, with a translation where somebody made one."""
    words = {each.language: each.text for each in comment.translations.all()}
    return LocalizedText.of(**{"en": comment.shown_text, "es": comment.shown_text} | words)


def _text(words: Any) -> LocalizedText:
    """Words in every language, whether they are written down so or marked for translation."""
    return words if isinstance(words, LocalizedText) else in_every_language(lambda: str(words))
