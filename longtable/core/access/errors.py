"""Two ways to say no, and what a page makes of them."""


class Denied(Exception):
    """The actor may know of the thing, but may not do this to it. A page answers 403."""


class Missing(Exception):
    """There is no such thing, or the actor may not know of it. A page answers 404 for both."""
