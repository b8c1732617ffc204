"""`python -m monitoring.make_dashboards`: the dashboard in Russian and in English, from the table in panels.py."""

import json
from pathlib import Path
from typing import Any

from monitoring.panels import ROWS, Panel

HERE = Path(__file__).parent / "dashboards"
SOURCE = {"type": "prometheus", "uid": "prometheus"}
LANGUAGES = ("ru", "en")
COLUMNS, HEIGHT = 24, 8


def dashboard(language: str) -> dict[str, Any]:
    which = LANGUAGES.index(language)
    return {
        "uid": f"opora-{language}",
        "title": ("Опора: состояние", "Opora: how it does")[which],
        "tags": ["opora"],
        "timezone": "browser",
        "schemaVersion": 39,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "editable": False,
        "panels": _placed(which),
    }


def _placed(which: int) -> list[dict[str, Any]]:
    panels: list[dict[str, Any]] = []
    y = 0
    for row in ROWS:
        heading = {"type": "row", "title": row.title[which], "collapsed": False, "panels": []}
        panels.append(_at(len(panels), 0, y, COLUMNS, 1) | heading)
        x, y = 0, y + 1
        height = HEIGHT // 2 if row.panels[0].kind == "stat" else HEIGHT
        for panel in row.panels:
            if x + panel.width > COLUMNS:
                x, y = 0, y + height
            panels.append(_at(len(panels), x, y, panel.width, height) | _drawn(panel, which))
            x += panel.width
        y += height
    return panels


def _at(before: int, x: int, y: int, width: int, height: int) -> dict[str, Any]:
    return {"id": before + 1, "gridPos": {"x": x, "y": y, "w": width, "h": height}}


def _drawn(panel: Panel, which: int) -> dict[str, Any]:
    return {
        "type": panel.kind,
        "title": panel.title[which],
        "description": panel.tells[which],
        "datasource": SOURCE,
        "fieldConfig": {"defaults": _defaults(panel), "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + number), "datasource": SOURCE, "expr": query, "legendFormat": legend}
            for number, (query, legend) in enumerate(panel.queries)
        ],
    }


def _defaults(panel: Panel) -> dict[str, Any]:
    steps: list[dict[str, Any]] = [{"color": "green", "value": None}]
    drawn: dict[str, Any] = {"lineWidth": 1, "fillOpacity": 5, "showPoints": "never"}
    if panel.bad_from is not None:
        steps.append({"color": "red", "value": panel.bad_from})
        drawn["thresholdsStyle"] = {"mode": "dashed"}
    defaults = {"unit": panel.unit, "min": 0, "thresholds": {"mode": "absolute", "steps": steps}}
    return defaults | ({"custom": drawn} if panel.kind == "timeseries" else {})


def text_of(language: str) -> str:
    return json.dumps(dashboard(language), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for language in LANGUAGES:
        (HERE / f"opora-{language}.json").write_text(text_of(language))
