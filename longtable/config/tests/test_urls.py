"""Every address is found, though packages whose addresses begin otherwise are not asked."""

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, resolve

from longtable.config.urls import Package, urlpatterns

PAGES = {
    "/": "web:home",
    "/account/": "accounts:me",
    "/account/login/": "account_login",
    "/c/": "voices:index",
    "/gatherings/": "gatherings:index",
    "/gatherings/webinar/register/": "gatherings:register",
    "/track/some-key/": "voices:tracking",
    "/track/some-key/gathering/": "gatherings:tracking",
}


def test_each_address_leads_where_django_alone_would_lead() -> None:
    alone = [
        URLResolver(each.pattern, each.urlconf_name, app_name=each.app_name, namespace=each.namespace)
        for each in urlpatterns
    ]
    plain = URLResolver(get_resolver().pattern, alone)
    for path, route in PAGES.items():
        assert resolve(path).view_name == plain.resolve(path).view_name == route


def test_a_package_is_asked_only_for_what_begins_as_its_addresses_do() -> None:
    gatherings = next(each for each in urlpatterns if each.namespace == "gatherings")
    assert {"gatherings", "convening", "track"} <= gatherings.beginnings
    for path in ("voices/", "gathering/", ""):
        with pytest.raises(Resolver404):
            gatherings.resolve(path)


def test_no_address_begins_with_a_parameter() -> None:
    for package in urlpatterns:
        assert isinstance(package, Package)
        assert not [word for word in package.beginnings if "<" in word or "(" in word]
