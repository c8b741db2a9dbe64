"""Pages for when something does not work: what happened, what became of what was typed, what to do."""

import errno
import sys

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader

from longtable.core.access import public

RETRY_AFTER = "60"  # seconds
NOT_SAVED = ("database is locked", "disk is full", "disk i/o error", "readonly database", "no space left")
NEVER_SHOWN_AGAIN = ("password", "token", "code", "credential", "otp")


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: longer than we take at once, or not readable as a form. Reads nothing of the request again."""
    if is_machine(request):
        is_large = isinstance(exception, RequestDataTooBig)
        return JsonResponse(
            {"detail": "Too large" if is_large else "Bad request"}, status=413 if is_large else 400
        )
    return HttpResponse(loader.render_to_string("400.html"), status=400)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but this is not theirs to open."""
    if is_machine(request):
        return JsonResponse({"detail": "Not allowed"}, status=403)
    return render(request, "403.html", status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing there, or nothing that this person may know of."""
    if is_machine(request):
        return JsonResponse({"detail": "Not found"}, status=404)
    return render(request, "404.html", status=404)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form lay open too long, or cookies are off. What was typed is given back."""
    context = {"form_was_old": True, "typed": typed_words(request)}
    return render(request, "403.html", context, status=403)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the disk is full or the database busy. Touches no database."""
    not_saved = is_storage_trouble(sys.exc_info()[1])
    status = 503 if not_saved else 500
    if is_machine(request):
        response: HttpResponse = JsonResponse(
            {"detail": "Try again" if not_saved else "Our mistake"}, status=status
        )
    else:
        context = {"not_saved": not_saved, "typed": typed_words(request), "path": request.path}
        response = HttpResponse(loader.render_to_string("500.html", context), status=status)
    if not_saved:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def maintenance(request: HttpRequest) -> HttpResponse:
    """503 while the house is closed. Touches no database."""
    headers = {"Retry-After": "600", "Cache-Control": "no-store"}
    if is_machine(request):
        return JsonResponse({"detail": "Closed for a moment"}, status=503, headers=headers)
    page = loader.render_to_string("503.html", {"typed": typed_words(request)})
    return HttpResponse(page, status=503, headers=headers)


def is_machine(request: HttpRequest) -> bool:
    """Whether a program asks, which reads JSON and no pages."""
    return request.path.startswith("/api/")


def is_storage_trouble(error: BaseException | None) -> bool:
    """Whether ``error`` says that nothing could be written: disk full, or database locked or away."""
    while error:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
            return True
        if isinstance(error, OperationalError):
            text = str(error).lower()
            return any(words in text for words in NOT_SAVED) or "connect" in text
        error = error.__cause__ or error.__context__
    return False


def typed_words(request: HttpRequest) -> list[str]:
    """Sentences that were sent with the form, so that the page can hand them back to be copied."""
    try:
        fields = request.POST.items()
        return [
            text
            for name, value in fields
            if " " in (text := str(value).strip()) and not any(word in name for word in NEVER_SHOWN_AGAIN)
        ]
    except Exception:  # a body that cannot be read is no reason for a second error
        return []
