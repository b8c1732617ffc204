"""The blueprint of a person's inbox and wishes; messenger and proofs have one of their own."""

from shared.web.routes import Routes

routes = Routes("notifications", __name__)
