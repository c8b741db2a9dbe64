"""Views parse, call one action or selector, and render: they write nothing themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import longtable

ROOT = Path(longtable.__file__).parent
WRITING = {
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
}
VIEWS = sorted(
    file
    for pattern in ("*/views.py", "*/views/**/*.py", "*/api.py", "*/api/**/*.py")
    for file in ROOT.glob(pattern)
)


@pytest.mark.parametrize("file", VIEWS, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_view_writes_nothing(file: Path) -> None:
    assert list(_writes(ast.parse(file.read_text(encoding="utf-8")))) == []


def test_a_view_that_writes_would_be_found() -> None:
    written = (
        "def view(request):\n  comment.save()\n  Comment.objects.filter(pk=1).update(a=1)\n  {}.update(b=2)"
    )
    assert len(list(_writes(ast.parse(written)))) == 2


def _writes(tree: ast.AST) -> Iterator[str]:
    """Calls that write: on a query, or on a row. ``update`` of a plain dictionary is none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING:
            called = ast.unparse(node.func)
            if ".objects" in called or node.func.attr in {"save", "delete"}:
                yield f"line {node.lineno}: {called}"
