"""Identity's pages, a module for each part."""

from services.identity.pages import links, sign_in

PAGES = (sign_in.pages, sign_in.front, links.blueprint)
