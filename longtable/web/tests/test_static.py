"""Static files get names that change with their content, and a missing one breaks no page."""

from pathlib import Path
from typing import Any

from longtable.web.static import HashedStaticStorage


def test_a_package_that_mentions_an_absent_source_map_can_be_collected(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "a.js").write_text("let a = 1;\n//# sourceMappingURL=a.js.map\n")
    (tmp_path / "a.css").write_text("b { background: url('gone.png') }\n/*# sourceMappingURL=a.css.map */\n")
    settings.WHITENOISE_KEEP_ONLY_HASHED_FILES = False
    storage = HashedStaticStorage(location=tmp_path, base_url="/static/")
    problems = [
        done
        for *_, done in storage.post_process({"js/a.js": (storage, "js/a.js"), "a.css": (storage, "a.css")})
        if isinstance(done, Exception)
    ]
    assert problems == []
    assert storage.url("js/a.js") != "/static/js/a.js"


def test_a_file_that_nobody_built_yet_breaks_no_page(tmp_path: Path) -> None:
    storage = HashedStaticStorage(location=tmp_path, base_url="/static/")
    assert storage.url("css/longtable.css") == "/static/css/longtable.css"
