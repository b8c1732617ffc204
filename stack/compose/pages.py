"""`python -m stack.compose.pages FOLDER`: the gateway's own pages, made while its image is built.

They stand there also while a service is away: `api.<language>.html` and `maintenance.<language>.html`.
"""

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from shared.config import LANGUAGES, SERVICES, Settings
from shared.web.app import openapi
from stack.front import description, maintenance


def main(folder: Path) -> None:
    documents = _documents()
    for language in LANGUAGES:
        (folder / f"api.{language}.html").write_text(description(documents, language))
        (folder / f"maintenance.{language}.html").write_text(maintenance(language))


def _documents() -> dict[str, object]:
    """What each service says of its API. It says the same wherever it runs, so the settings are anything."""
    with TemporaryDirectory() as nothing:
        settings = {
            "KAFKA_BOOTSTRAP": "kafka:9092",
            "OPORA_SECRET": "-" * 32,
            "OPORA_SECRETS": nothing,
            **{f"{name.upper()}_DATABASE_URL": f"postgresql+psycopg://{name}@postgres/{name}" for name in SERVICES},
        }
        return {
            name: openapi(import_module(f"services.{name}.app").create_app(Settings.of(name, settings)))
            for name in SERVICES
        }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
