"""If-Match: lists, weak tags, `*`, and two who change the same at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.web.site import URL, Site


@pytest.mark.parametrize("tag", ['"1"', ' "1" ', '"7", "1"', '"1","7"', "*"])
def test_a_tag_that_names_the_present_version_lets_the_change_through(site: Site, tag: str) -> None:
    api = site.person()
    note = api.post(URL, {"words": "a"}).json["id"]
    answer = api.patch(f"{URL}/{note}", {"words": "b"}, if_match=tag)
    assert (answer.status, answer.headers["ETag"]) == (200, '"2"')


@pytest.mark.parametrize("tag", ['W/"1"', '"2"', "1", "", '"', "ÿ", '"1', '"2", "3"'])
def test_any_other_tag_is_refused(site: Site, tag: str) -> None:
    api = site.person()
    note = api.post(URL, {"words": "a"}).json["id"]
    assert api.patch(f"{URL}/{note}", {"words": "b"}, if_match=tag).status == 412
    assert api.get(f"{URL}/{note}").json["words"] == "a"


def test_of_two_changes_at_once_one_is_told_that_it_comes_too_late(site: Site) -> None:
    api = site.person()
    note = api.post(URL, {"words": "a"}).json["id"]
    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(site.with_token(api.token).patch, f"{URL}/{note}", {"words": words}, if_match='"1"')
            for words in "bc"
        ]
    assert sorted(one.result().status for one in sent) == [200, 412]
