"""Style, script and fonts of the pages, as `make assets` builds them and as a browser gets them."""

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from shared.web import problems
from shared.web.assets import BUILT, NotBuilt, address, manifest
from shared.web.assets.serving import blueprint


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(blueprint())
    problems.register(app)
    return app.test_client()


@pytest.mark.parametrize("name", manifest() if BUILT.exists() else ["opora.css"])
def test_each_file_is_served_for_ever_at_the_address_of_its_content(browser: FlaskClient, name: str) -> None:
    answer = browser.get(address(name))
    kinds = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "woff2": "font/woff2"}
    assert answer.status_code == 200
    assert answer.data == (BUILT / manifest()[name]).read_bytes()
    assert answer.headers["Content-Type"] == kinds[name.rsplit(".", 1)[1]]
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_browser_that_unpacks_gets_fewer_bytes_of_the_same_text(browser: FlaskClient) -> None:
    plain = browser.get(address("opora.css"))
    packed = browser.get(address("opora.css"), headers={"Accept-Encoding": "br, gzip"})
    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(packed.data) == plain.data
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    refused = browser.get(address("opora.css"), headers={"Accept-Encoding": "gzip;q=0"})
    assert refused.data == plain.data


def test_what_a_browser_has_already_is_not_sent_again(browser: FlaskClient) -> None:
    tag = browser.get(address("opora.js")).headers["ETag"]
    again = browser.get(address("opora.js"), headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "name", ["opora.css", "manifest.json", "../serving.py", "%2e%2e/serving.py", "opora-0.css", "", "%00"]
)
def test_nothing_else_is_served(browser: FlaskClient, name: str) -> None:
    assert browser.get(f"/assets/{name}").status_code == 404


def test_the_style_names_only_fonts_that_are_served(browser: FlaskClient) -> None:
    style = browser.get(address("opora.css")).get_data(as_text=True)
    fonts = [name for name in manifest() if name.endswith(".woff2")]
    assert len(fonts) == style.count("url(")
    assert all(f"url({address(name)})" in style for name in fonts)
    assert "GDS" not in style


def test_without_a_build_an_app_does_not_start_and_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="make assets"):
        blueprint(tmp_path)
    half = tmp_path / "half"
    half.mkdir()
    (half / "manifest.json").write_text('{"opora.css": "opora-1.css"}')
    with pytest.raises(NotBuilt):
        blueprint(half)
