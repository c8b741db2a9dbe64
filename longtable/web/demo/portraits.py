"""Drawn portraits for people who do not exist: a head, hair and shoulders, as a PNG file."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 192
"""Pixels each way: twice what a page shows."""

Color = tuple[int, int, int]


@dataclass(frozen=True)
class Oval:
    """A filled ellipse; all in parts of the picture's size."""

    x: float
    y: float
    wide: float
    high: float
    color: Color

    def covers(self, x: float, y: float) -> float:
        """How much of the pixel at this point lies within: 0 to 1, soft over one pixel of the edge."""
        distance = (((x - self.x) / self.wide) ** 2 + ((y - self.y) / self.high) ** 2) ** 0.5
        return min(1.0, max(0.0, (1 - distance) * min(self.wide, self.high) * SIZE + 0.5))


def portrait(*, ground: str, skin: str, hair: str, clothes: str, long_hair: bool = False) -> bytes:
    """PNG of somebody; colors as ``#rrggbb``."""
    face, dark, worn = _color(skin), _color(hair), _color(clothes)
    behind = [Oval(0.5, 0.5, 0.25, 0.33, dark)] if long_hair else []
    return _drawn(
        _color(ground),
        [
            *behind,
            Oval(0.5, 1.05, 0.38, 0.36, worn),
            Oval(0.5, 0.68, 0.085, 0.14, face),
            Oval(0.5, 0.36, 0.215, 0.21, dark),
            Oval(0.5, 0.45, 0.175, 0.215, face),
            Oval(0.43, 0.44, 0.017, 0.022, dark),
            Oval(0.57, 0.44, 0.017, 0.022, dark),
            Oval(0.5, 0.555, 0.055, 0.014, (150, 70, 60)),
        ],
    )


def _drawn(ground: Color, ovals: Sequence[Oval]) -> bytes:
    rows = bytearray()
    for row in range(SIZE):
        rows.append(0)  # this line is stored as it is
        for column in range(SIZE):
            color: tuple[float, ...] = ground
            for oval in ovals:
                if part := oval.covers((column + 0.5) / SIZE, (row + 0.5) / SIZE):
                    pairs = zip(color, oval.color, strict=True)
                    color = tuple(under + (over - under) * part for under, over in pairs)
            rows.extend(round(each) for each in color)
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(bytes(rows), 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _color(said: str) -> Color:
    red, green, blue = bytes.fromhex(said.removeprefix("#"))
    return red, green, blue
