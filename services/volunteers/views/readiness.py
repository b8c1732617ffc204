"""Who is ready against what is needed."""

from dataclasses import asdict
from typing import Any

from services.volunteers.queries.supply import Figures, Supply


def readiness(found: Supply, kind: str) -> dict[str, Any]:
    districts = [_district(found, code, figures) for code, figures in found.districts.items()]
    regions = [{"region": region} | asdict(figures) for region, figures in found.regions.items()]
    return asdict(found.whole) | {"kind": kind, "regions": regions, "districts": districts}


def _district(found: Supply, code: str, figures: Figures) -> dict[str, Any]:
    known = found.known.get(code)
    named = {"name": known.name if known else None, "region": known.region if known else ""}
    return {"district": code} | named | asdict(figures)
