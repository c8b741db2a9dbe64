"""What was said, by the transcript (WebVTT) of Zoom, Teams or Webex: who, when, their words in one piece."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_CUE: Final = re.compile(r"(?:(\d+):)?(\d{2}):(\d{2})[.,]\d{3}\s+-->\s+\S+.*")
_VOICE: Final = re.compile(r"<v(?:\.[\w.]+)?\s+(?P<name>[^>]+)>(?P<words>.*?)(?:</v>|$)", re.DOTALL)
_NAMED: Final = re.compile(r"(?P<name>[^:<>]{1,60}):\s+(?P<words>.+)", re.DOTALL)
_WEBEX: Final = re.compile(r'\d+\s+"(?P<name>[^"]+)"')
_TAG: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Said:
    """What one person said in one go. ``second``: from the beginning; ``speaker`` empty where unknown."""

    second: int
    speaker: str
    words: str

    @property
    def clock(self) -> str:
        """``1:02:33`` from the beginning."""
        return f"{self.second // 3600}:{self.second // 60 % 60:02}:{self.second % 60:02}"


def is_transcript(text: str) -> bool:
    """Whether this is WebVTT."""
    return text.lstrip("\ufeff \r\n").startswith("WEBVTT")


def read_transcript(text: str) -> list[Said]:
    """Every turn in its order; cues of one speaker that follow each other are one turn."""
    turns: list[Said] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = block.strip().split("\n")
        place = next((at for at, line in enumerate(lines) if _CUE.fullmatch(line.strip())), None)
        if place is None:
            continue
        hours, minutes, seconds = _CUE.fullmatch(lines[place].strip()).groups()  # type: ignore[union-attr]
        second = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
        before = _WEBEX.match(lines[place - 1]) if place else None
        speaker, words = _spoken("\n".join(lines[place + 1 :]), before["name"] if before else "")
        if not words:
            continue
        if turns and turns[-1].speaker == speaker:
            turns[-1] = Said(turns[-1].second, speaker, f"{turns[-1].words} {words}")
        else:
            turns.append(Said(second, speaker, words))
    return turns


def _spoken(cue: str, speaker: str) -> tuple[str, str]:
    if voice := _VOICE.search(cue):
        speaker, cue = voice["name"].strip(), " ".join(each["words"] for each in _VOICE.finditer(cue))
    elif not speaker and (named := _NAMED.match(cue)):
        speaker, cue = named["name"].strip(), named["words"]
    return speaker, " ".join(_TAG.sub("", cue).split())
