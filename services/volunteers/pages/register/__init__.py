"""The register: who is on it, their vetting, the pairings that they came to, and finding somebody."""

from services.volunteers.pages.register import changing, handing_over, imports, listing, pairings, person, search
from services.volunteers.pages.register.blueprint import pages

__all__ = ["changing", "handing_over", "imports", "listing", "pages", "pairings", "person", "search"]
