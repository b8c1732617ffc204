"""Documents of a referral at the pages: the sender adds one, the receiver reads it, nobody else does."""

from io import BytesIO

from tests.referrals.family import Region

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def test_a_senders_paper_reaches_the_receiver_and_nobody_else(region: Region) -> None:
    at = f"/referrals/{region.referral()['id']}/documents"
    form = region.referrer.browser().get(at).follow("Добавить документ")
    listed = form.submit(
        {"kind": "birth_certificate", "file": (BytesIO(PDF), "x.pdf")}, content_type="multipart/form-data"
    )
    receiver = region.coordinator.browser()
    (address,) = [href for href in receiver.get(at).links().values() if href.endswith("/content")]

    assert "Свидетельство о рождении" in listed.text
    assert receiver.client.get(address).data == PDF
    assert region.other_coordinator.browser().get(at).status == 404
