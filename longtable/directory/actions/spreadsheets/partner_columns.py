"""What a sheet of partners can say: an organization, its office and a service, column by column."""

from django import forms
from django.utils.translation import gettext_lazy

from longtable.core.imports.kinds import Field
from longtable.core.imports.once import LANGUAGE

PUBLISHED = [
    ("yes", gettext_lazy("Anybody may read them at once")),
    ("no", gettext_lazy("They stay drafts until somebody publishes them")),
]

FIELDS = (
    Field(
        "organization",
        gettext_lazy("Organization"),
        ("name", "agency", "partner", "organization name", "agency name", "cbo", "organizacion", "nombre"),
        required=True,
        example=gettext_lazy("Good Neighbors Food Pantry"),
    ),
    Field(
        "description",
        gettext_lazy("What it does"),
        ("description", "about", "mission", "what it does", "descripcion", "que hace"),
        example=gettext_lazy("Food boxes every Tuesday and Friday"),
    ),
    Field(
        "website",
        gettext_lazy("Website"),
        ("web", "url", "site", "sitio web", "pagina"),
        example="example.org",
    ),
    Field("email", gettext_lazy("E-mail"), ("mail", "email address", "correo"), example="hello@example.org"),
    Field(
        "phone",
        gettext_lazy("Telephone"),
        ("phone", "phone number", "tel", "main phone", "telefono"),
        example="910-555-0142",
    ),
    Field(
        "address",
        gettext_lazy("Street and number"),
        ("address", "street", "street address", "address 1", "direccion", "calle"),
        example="12 Elm Street",
    ),
    Field("city", gettext_lazy("Town"), ("city", "town", "ciudad", "pueblo"), example="Lumberton"),
    Field(
        "zip", gettext_lazy("ZIP code"), ("zip", "zipcode", "postal code", "codigo postal"), example="28358"
    ),
    Field("county", gettext_lazy("County"), ("county name", "condado"), example="Robeson"),
    Field(
        "service",
        gettext_lazy("Name of a service"),
        ("service", "service name", "program", "programa", "servicio"),
        example=gettext_lazy("Food pantry"),
    ),
    Field(
        "service_description",
        gettext_lazy("What people get there"),
        ("service description", "services", "descripcion del servicio"),
    ),
    LANGUAGE,
    Field(
        "published",
        gettext_lazy("Who may read new entries?"),
        column=False,
        required=True,
        ask=lambda: forms.ChoiceField(choices=PUBLISHED, initial="no"),
    ),
)
