"""Taxonomies, their terms in every language, and what is tied to a term."""

from django.db import models
from django.db.models import Q

from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity


class Taxonomy(Entity):
    """HSDS ``taxonomy``: one body's way of naming needs, services or people."""

    slug = models.SlugField(blank=True, help_text="Short name of a taxonomy that we keep ourselves.")
    name = models.CharField(max_length=255, help_text="Name.")
    description = LocalizedTextField(blank=True, help_text="What it names.")
    uri = models.CharField(max_length=500, blank=True, help_text="Where it stands.")
    version = models.CharField(max_length=100, blank=True, help_text="Its version.")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "taxonomies"
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=~Q(slug=""), name="directory_taxonomy_slug_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(Entity):
    """HSDS ``taxonomy_term``. ``synonyms`` join the words that people search with, in every language."""

    taxonomy = models.ForeignKey(
        Taxonomy, null=True, blank=True, on_delete=models.CASCADE, related_name="terms", help_text="Of which."
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
        help_text="The wider term.",
    )
    code = models.CharField(max_length=100, blank=True, db_index=True, help_text="Code within the taxonomy.")
    name = LocalizedTextField(help_text="The term.")
    description = LocalizedTextField(blank=True, help_text="What it means.")
    synonyms = models.JSONField(
        default=dict, blank=True, help_text="Other words people use, lists by language code."
    )
    language = models.CharField(max_length=20, blank=True, help_text="Language, as the source gives it.")
    term_uri = models.CharField(max_length=500, blank=True, help_text="Name of it in linked data.")

    class Meta:
        ordering = ["taxonomy", "code", "id"]

    def __str__(self) -> str:
        return str(self.name)


class Attribute(Entity):
    """HSDS ``attribute``: a term, or a value, tied to any row. Most often: what a service is for.

    ``link_entity`` is the HSDS table ('service', 'location' ...) and ``link_id`` the row's id.
    """

    link_entity = models.CharField(max_length=30, help_text="HSDS name of the table.")
    link_id = models.UUIDField(help_text="Id of the row.")
    link_type = models.CharField(max_length=100, blank=True, help_text="Field it is about, as HSDS says.")
    taxonomy_term = models.ForeignKey(
        TaxonomyTerm,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="attributes",
        help_text="The term.",
    )
    label = models.CharField(max_length=255, blank=True, help_text="What the value is, in words.")
    value = models.TextField(blank=True, help_text="The value.")

    class Meta:
        indexes = [models.Index(fields=["link_id", "link_entity"], name="directory_attribute_link")]

    def __str__(self) -> str:
        return f"{self.link_entity} {self.label or self.taxonomy_term_id} {self.value}"
