"""The QR square by which the camera of a telephone finds somebody at the door."""

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


def square_of(code: str) -> SafeString:
    """It leads staff to whoever has this code: SVG without width and height, to be drawn at any size."""
    url = settings.PUBLIC_URL + reverse("gatherings:scanned", args=[code.replace("-", "")])
    drawn = segno.make(url, error="m", micro=False).svg_inline(border=2, omitsize=True)
    return mark_safe(drawn)  # drawn of our own address
