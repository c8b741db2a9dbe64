"""Paths of accounts: our own pages, and the sign-in library's."""

from django.urls import include, path

from longtable.accounts.views import account, api_keys, audit, invitations, people
from longtable.core.access.routes import MEMBERS, PUBLIC, foreign, walk

WITHOUT_SIGN_IN = {
    "account_login",
    "account_inactive",
    "account_signup",  # says that one needs an invitation
    "account_email_verification_sent",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
}
"""Routes of the library that somebody needs who has not signed in yet. All others are for members."""

library = include("allauth.urls")
foreign(library, MEMBERS)
foreign([pattern for pattern, _ in walk(library[0]) if pattern.name in WITHOUT_SIGN_IN], PUBLIC)

pages = [
    path("account/", account.me, name="me"),
    path("account/second-factor/", account.second_factor, name="second_factor"),
    path("demo/sign-in/", account.demo_sign_in, name="demo_sign_in"),
    path("people-and-roles/", people.people, name="people"),
    path("people-and-roles/invite/", invitations.invite, name="invite"),
    path(
        "people-and-roles/invitations/<uuid:invitation_id>/withdraw/",
        invitations.withdraw,
        name="withdraw_invitation",
    ),
    path("people-and-roles/<uuid:user_id>/", people.person, name="person"),
    path("people-and-roles/<uuid:user_id>/give-a-role/", people.grant, name="grant"),
    path("people-and-roles/<uuid:user_id>/close/", people.deactivate, name="deactivate"),
    path("people-and-roles/<uuid:user_id>/open/", people.reactivate, name="reactivate"),
    path("people-and-roles/roles/<uuid:membership_id>/end/", people.end, name="end_membership"),
    path("invitation/<str:token>/", invitations.accept, name="invitation"),
    path("api-keys/", api_keys.api_keys, name="api_keys"),
    path("api-keys/make/", api_keys.make, name="make_api_key"),
    path("api-keys/<uuid:key_id>/withdraw/", api_keys.withdraw, name="withdraw_api_key"),
    path("audit/", audit.audit, name="audit"),
]

urlpatterns = [
    path("", include((pages, "accounts"))),
    path("account/", library),
]
