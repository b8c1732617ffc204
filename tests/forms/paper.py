"""What stands on a printed form: its pages as pictures, and what the template was given."""

import io
from typing import Any

from PIL import Image, ImageStat

from services.cases.forms import FORMS as OF_CASES
from services.referrals.forms import FORMS as OF_REFERRALS
from shared.forms.blocks import Values
from shared.forms.catalogue import Form
from shared.forms.press import press
from shared.forms.printing import document

FORMS = {**OF_REFERRALS, **OF_CASES}


def body(form: Form, wording: str, values: Values | None = None) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = document(form, wording, values or {})["body"]
    return parts


def pages(form: Form, wording: str, values: Values | None = None) -> list[Image.Image]:
    """Small pictures of each page."""
    content = document(form, wording, values or {})
    made = press(content, 0, format="png", ppi=20)
    return [Image.open(io.BytesIO(one)) for one in (made if isinstance(made, list) else [made])]


def is_written_on(page: Image.Image) -> bool:
    """Whether there is more on it than the line at its foot."""
    upper = page.convert("L").crop((0, 0, page.width, page.height * 9 // 10))
    return ImageStat.Stat(upper).extrema[0][0] < 200
