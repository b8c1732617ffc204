"""What a volunteer or a contact family does here: answer, know where and when, keep a journal, say when they can."""

from services.volunteers.pages.mine import calendar, families, home, journal, profile, questions
from services.volunteers.pages.mine.blueprint import HOME, pages

__all__ = ["HOME", "calendar", "families", "home", "journal", "pages", "profile", "questions"]
