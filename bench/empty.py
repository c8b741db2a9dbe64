"""Tables, the mark of a real installation and one agency: what an import begins with."""

import os


def main() -> None:
    """In the environment of a place."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "longtable.config.settings"
    from longtable.config.keys import load_or_create_keys

    load_or_create_keys()
    import django

    django.setup()
    from django.core.management import call_command

    from longtable.accounts.models import Organization
    from longtable.core import installation

    call_command("migrate", interactive=False, verbosity=0)
    installation.mark(is_demo=False)
    Organization.objects.create(name="Agency", kind=Organization.Kind.AGENCY)


if __name__ == "__main__":
    main()
