"""Sentences of the sign-in library that we translate ourselves, so that its pages speak as ours do."""

from django.utils.translation import gettext_noop

SIGN_IN_WORDS = (
    gettext_noop("A sign-in code has been sent to %(recipient)s."),
    gettext_noop("Add"),
    gettext_noop("Add Email"),
    gettext_noop("Add Email Address"),
    gettext_noop("Add Security Key"),
    gettext_noop("Enter Sign-In Code"),
    gettext_noop("Forgot your password?"),
    gettext_noop("Make Primary"),
    gettext_noop("No security keys have been added."),
    gettext_noop("Other sign-in options"),
    gettext_noop("Re-send Verification"),
    gettext_noop("Request Code"),
    gettext_noop("Security Keys"),
    gettext_noop("Send me a sign-in code"),
    gettext_noop("Set Password"),
    gettext_noop("Sign-In Code"),
    gettext_noop("Two-Factor Authentication"),
    gettext_noop("You will receive a special code for a password-free sign-in."),
)
