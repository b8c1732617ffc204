"""Pages about what one is told, a module for each part."""

from services.notifications.pages import inbox, preferences, unread

PAGES = (inbox.pages, preferences.pages, unread.pages)
