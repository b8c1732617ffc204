"""The whole product on one address: five services, a real database and broker, the sample region, and an organisation
whose people have nothing to look at yet."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import Client

from services.identity import background as links_of_accounts
from services.identity import commands as identity
from services.identity.pages.demo import ACCOUNTS
from services.identity.passwords import DEMO_PASSWORD
from services.notifications import delivery
from services.referrals import background as links_of_guests
from services.volunteers import background as links_of_families
from shared.codes import ROLES
from shared.config import SERVICES, Settings
from shared.mail import Post
from stack.demo.pump import Pump
from stack.demo.region.places import DISTRICTS
from stack.demo.region.player import make
from stack.ports import free_port
from stack.web import Together
from tests.notifications.office import Office
from tests.support.brokers import running_log
from tests.support.server import Server

EMAILS = tuple(email for _role, email in ACCOUNTS)
"""Accounts of the sample region that everybody knows: at least one of each role."""

NEWCOMERS = {role: f"{role.replace('_', '-')}@new.example" for role in ROLES if role != "administrator"}
"""The people of the organisation that has nothing yet, by their roles."""

SENDERS = {
    "identity": links_of_accounts.send_next,
    "referrals": links_of_guests.send_next,
    "volunteers": links_of_families.send_next,
    "notifications": delivery.send_next,
}
"""What sends the next mail of each service that mails."""


@dataclass
class Town:
    address: str
    apps: Mapping[str, Flask]
    together: Together
    pump: Pump
    office: Office

    def settle(self) -> None:
        """Everything that was done has its effects in all services."""
        self.pump.drain()

    def deliver(self) -> None:
        """Everything that was done has its effects, and whatever waits to be mailed is."""
        self.settle()
        post = Post(self.office.url)
        for service, send_next in SENDERS.items():
            while send_next(self.pump.sessions[service], self.pump.settings[service], post):
                pass
        post.close()

    def links(self, within: str) -> list[tuple[str, str]]:
        """Who got a link below this address by mail, and where it leads; the newest last."""
        self.deliver()
        link = re.compile(rf"{re.escape(self.address)}({within}/\S+)")
        return [(mail.recipient, found[-1]) for mail in self.office.mails if (found := link.findall(mail.text))]

    def link_to(self, email: str, within: str) -> str:
        """The newest."""
        return next(link for to, link in reversed(self.links(within)) if to == email)

    def client(self) -> Client:
        """Somebody who isn't signed in, without the network between."""
        return Client(self.together)


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """What went wrong is in the answer."""


@contextmanager
def running_town(
    server: Server, folder: Path, afterwards: Callable[[Mapping[str, Settings]], None] = lambda settings: None
) -> Iterator[Town]:
    """`afterwards`: what is done to the databases when the region is made, before the services open them."""
    with running_log(folder) as log:
        port = free_port()
        changes = {"KAFKA_BOOTSTRAP": log.bootstrap, "OPORA_DEMO": "1", "OPORA_ADDRESS": f"http://127.0.0.1:{port}"}
        settings = {name: server.settings(name, **changes) for name in SERVICES}
        make(settings)
        afterwards(settings)
        try:
            with open_town(settings, folder, port) as town:
                found_organisation(town)
                yield town
        finally:
            for one in settings.values():
                server.drop_database(one.database_url)


@contextmanager
def open_town(settings: Mapping[str, Settings], folder: Path, port: int) -> Iterator[Town]:
    """The services on databases in which the region is made already."""
    apps = {name: import_module(f"services.{name}.app").create_app(settings[name]) for name in SERVICES}
    together = Together(apps)
    pump = Pump(settings)
    try:
        with _served(together, port), Office().open() as office:
            yield Town(f"http://127.0.0.1:{port}", apps, together, pump, office)
    finally:
        pump.close()


def found_organisation(town: Town) -> None:
    """Of newcomers, one of each role."""
    with town.pump.sessions["identity"].begin() as session:
        place = identity.register_organisation(
            session, None, name="Новая организация", kind="ngo", districts=[DISTRICTS[0].code], accepts_referrals=True
        )
        for role, email in NEWCOMERS.items():
            person = identity.register_person(
                session,
                None,
                email=email,
                last_name="Новикова",
                first_name="Вера",
                middle_name=None,
                phone=None,
                roles=(role,),
                organisation=place.id,
                language="ru",
                invite=False,
            )
            identity.set_password(session, person, DEMO_PASSWORD, demo=True)
    town.settle()


@contextmanager
def _served(together: Together, port: int) -> Iterator[None]:
    web = make_server("127.0.0.1", port, together, threaded=True, request_handler=Quiet)
    thread = Thread(target=web.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        web.shutdown()
        thread.join()
        web.server_close()
