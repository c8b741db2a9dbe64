"""QR squares: the camera of a telephone finds somebody at the door, or opens a page of this site."""

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


def square_of(code: str) -> SafeString:
    """It leads staff to whoever has this code."""
    return square_to(reverse("gatherings:scanned", args=[code.replace("-", "")]))


def square_to(path: str) -> SafeString:
    """It leads to a page of this site: SVG without width and height, to be drawn at any size."""
    drawn = segno.make(settings.PUBLIC_URL + path, error="m", micro=False)
    return mark_safe(drawn.svg_inline(border=2, omitsize=True))  # drawn of our own address
