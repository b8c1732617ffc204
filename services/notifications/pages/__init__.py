"""Pages about what one is told, and one's systems, a module for each part."""

from services.notifications.pages import inbox, preferences, unread, webhooks

PAGES = (inbox.pages, preferences.pages, unread.pages, webhooks.pages)
