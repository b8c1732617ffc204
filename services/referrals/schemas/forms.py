"""Shapes of HTTP: forms to print."""

from shared.web.fields import Body, Id


class FormQuery(Body):
    member = Id(metadata={"description": "The adult who gives consent."})
