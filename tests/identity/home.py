"""Identity on a fresh database, with people made by its own commands and signed in as it signs them in."""

import itertools
from typing import Any
from uuid import UUID

from services.identity import commands
from services.identity.model import Organisation
from services.identity.model import Person as Registered
from shared import tokens
from tests.support.bench import Answer, Api, Bench, Person
from tests.support.passwords import keep_password

PASSWORD = "тихий вечер у реки"
BASE = "/identity/api/v1"


class Home:
    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.nobody = bench.nobody
        self._numbers = itertools.count(1)
        with bench.session() as session:
            for code in ("lesnoy", "zarechny"):
                commands.register_district(session, None, code=code, name=f"Район {code}", region="Заозёрская область")

    def organisation(self, **state: Any) -> UUID:
        state = {"name": "АНО «Тёплый дом»", "kind": "ngo", "districts": ["lesnoy"], "accepts_referrals": True} | state
        with self.bench.session() as session:
            return commands.register_organisation(session, None, **state).id

    def person(self, *roles: str, organisation: UUID | None = None, password: str = PASSWORD, **state: Any) -> Person:
        """A person with a password and a session; administrators belong to no organisation."""
        if organisation is None and "administrator" not in roles:
            organisation = self.organisation()
        number = next(self._numbers)
        state = {
            "email": f"person{number}@ngo.example",
            "last_name": "Соколова",
            "first_name": "Вера",
            "invite": False,
        } | state
        with self.bench.session() as session:
            person = commands.register_person(session, None, roles=roles, organisation=organisation, **state)
            keep_password(session, person.id, password)
        return Person(person.id, organisation, roles, self.api(person.id))

    def api(self, person: UUID) -> Api:
        """A client with a new session of this person."""
        with self.bench.session() as session:
            record = session.get_one(Registered, person)
            claims = commands.claims_of(record, commands.open_session(session, record))
        return self.with_token(tokens.encode(claims, self.keys))

    def with_token(self, token: str) -> Api:
        return Api(self.bench.app.test_client(), token)

    @property
    def keys(self) -> Any:
        return tokens.load_keys(self.bench.settings.secrets / "token-keys.json")

    def email_of(self, person: Person) -> str:
        with self.bench.session() as session:
            return session.get_one(Registered, person.id).email

    def kind_of(self, organisation: UUID) -> str:
        with self.bench.session() as session:
            return session.get_one(Organisation, organisation).kind

    def sign_in(self, email: str, password: str = PASSWORD) -> Answer:
        return self.nobody.post(f"{BASE}/tokens", {"email": email, "password": password})


def body(**changes: Any) -> dict[str, Any]:
    """A new person as the API takes them."""
    return {
        "email": "new@ngo.example",
        "last_name": "Щербакова",
        "first_name": "Ольга",
        "middle_name": "Андреевна",
        "phone": "8 900 555-01-42",
        "roles": ["case_worker"],
    } | changes
