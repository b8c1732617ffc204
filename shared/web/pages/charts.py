"""Figures drawn as SVG on the server: lines over time, and bars. A number stands at every point, each series has its
own dashes and marks, so colour says nothing alone; the table beside a chart is the page's to show. No styles inline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from shared.web.pages import dates
from shared.web.pages.reader import this_reader

WIDTH = 320
LEFT, RIGHT, TOP, FOOT = 26, 18, 20, 26
PLOT_HEIGHT = 110
BAR, GAP = 16, 30

DASHES = ("none", "7 4", "2 3", "10 3 2 3", "4 6", "12 4")


@dataclass(frozen=True)
class Line:
    """One series; `points` in the order of time."""

    label: str
    points: Sequence[tuple[date, float]]


@dataclass(frozen=True)
class Bar:
    """`text` is the value as it reads; without, the number itself. `kind` tells two sorts of bars apart: 0 full, 1
    hatched."""

    label: str
    value: float
    text: str = ""
    kind: int = 0


def lines(name: str, title: str, described: str, series: Sequence[Line], low: float, high: float) -> Markup:
    """A chart over time between `low` and `high`. `name` is unique on the page; `described` says in words what is seen.
    Empty without a point."""
    days = [day for line in series for day, _ in line.points]
    if not days:
        return Markup("")
    scale = _Scale(min(days), max(days), low, high)
    drawn = Markup("").join([_grid(scale), *(_line(scale, line, n) for n, line in enumerate(series)), _days(scale)])
    legend = _legend(series) if len(series) > 1 else Markup("")
    return _figure(name, title, described, drawn, TOP + PLOT_HEIGHT + FOOT, legend)


def bars(name: str, title: str, described: str, items: Sequence[Bar]) -> Markup:
    """Bars one below the other, each with its label above and its value at the end. Empty without an item."""
    if not items:
        return Markup("")
    most = max(max(one.value for one in items), 0) or 1
    drawn = Markup("").join([_hatching(name), *(_bar(name, one, n, most) for n, one in enumerate(items))])
    return _figure(name, title, described, drawn, len(items) * (BAR + GAP) + 6, Markup(""))


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return round(LEFT + 8 + share * (WIDTH - LEFT - RIGHT - 16), 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(TOP + (1 - share) * PLOT_HEIGHT, 1)

    @property
    def marks(self) -> Iterator[float]:
        """Values at which a line is drawn across: whole numbers, at most six of them."""
        step = max(1, -(-(self.high - self.low) // 5))
        value = self.low
        while value <= self.high:
            yield value
            value += step


def _figure(name: str, title: str, described: str, drawn: Markup, height: float, legend: Markup) -> Markup:
    return Markup(
        '<figure class="opora-chart"><figcaption class="opora-chart__title">{title}</figcaption>'
        '<svg class="opora-chart__drawing" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        ' aria-labelledby="{name}-title {name}-desc" focusable="false">'
        '<title id="{name}-title">{title}</title><desc id="{name}-desc">{described}</desc>{drawn}</svg>{legend}'
        "</figure>"
    ).format(name=name, title=title, described=described, drawn=drawn, width=WIDTH, height=height, legend=legend)


def _grid(scale: _Scale) -> Markup:
    row = Markup(
        '<line class="opora-chart__grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}" stroke="currentColor"'
        ' stroke-opacity="0.2"/><text class="opora-chart__axis" x="{before}" y="{under}" font-size="12"'
        ' text-anchor="end" fill="currentColor">{value}</text>'
    )
    places = [(scale.y(value), value) for value in scale.marks]
    return Markup("").join(
        row.format(left=LEFT, right=WIDTH - RIGHT, y=y, before=LEFT - 8, under=y + 4, value=_number(value))
        for y, value in places
    )


def _days(scale: _Scale) -> Markup:
    text = Markup(
        '<text class="opora-chart__axis" x="{x}" y="{y}" font-size="12" text-anchor="{anchor}" fill="currentColor">'
        "{day}</text>"
    )
    y = TOP + PLOT_HEIGHT + 20
    if scale.first == scale.last:
        return text.format(x=scale.x(scale.first), y=y, anchor="middle", day=dates.typed_day(scale.first))
    ends = ((LEFT, "start", scale.first), (WIDTH - RIGHT, "end", scale.last))
    return Markup("").join(text.format(x=x, y=y, anchor=anchor, day=dates.typed_day(day)) for x, anchor, day in ends)


def _line(scale: _Scale, line: Line, number: int) -> Markup:
    places = [(scale.x(day), scale.y(value), value) for day, value in line.points]
    path = " ".join(f"{x},{y}" for x, y, _ in places)
    drawn = Markup(
        '<polyline class="opora-chart__line opora-chart__line--{number}" points="{path}" fill="none"'
        ' stroke="currentColor" stroke-width="2" stroke-dasharray="{dashes}"/>'
    ).format(number=number + 1, path=path, dashes=DASHES[number % len(DASHES)])
    return drawn + Markup("").join(_mark(x, y, number) + _value(x, y, value) for x, y, value in places)


def _mark(x: float, y: float, number: int) -> Markup:
    """A circle, a square, a triangle, a rhomb: by the series."""
    shapes = (
        f"M{x - 4},{y} a4,4 0 1,0 8,0 a4,4 0 1,0 -8,0 Z",
        f"M{x - 4},{y - 4} h8 v8 h-8 Z",
        f"M{x},{y - 5} L{x + 5},{y + 4} H{x - 5} Z",
        f"M{x},{y - 6} L{x + 5},{y} L{x},{y + 6} L{x - 5},{y} Z",
    )
    return Markup(
        '<path class="opora-chart__mark opora-chart__mark--{number}" d="{path}" fill="currentColor"/>'
    ).format(number=number + 1, path=shapes[number % len(shapes)])


def _value(x: float, y: float, value: float) -> Markup:
    return Markup(
        '<text class="opora-chart__value" x="{x}" y="{y}" font-size="13" font-weight="600" text-anchor="middle"'
        ' fill="currentColor">{value}</text>'
    ).format(x=x, y=round(y - 8, 1), value=_number(value))


def _legend(series: Sequence[Line]) -> Markup:
    """Each series with its line and its mark, in words."""
    item = Markup(
        '<li><svg viewBox="0 0 36 14" width="36" height="14" aria-hidden="true" focusable="false"><line'
        ' class="opora-chart__line opora-chart__line--{number}" x1="0" x2="36" y1="7" y2="7" stroke="currentColor"'
        ' stroke-width="2" stroke-dasharray="{dashes}"/>{mark}</svg> {label}</li>'
    )
    rows = (
        item.format(number=n + 1, dashes=DASHES[n % len(DASHES)], mark=_mark(18, 7, n), label=line.label)
        for n, line in enumerate(series)
    )
    return Markup('<ul class="opora-chart__legend govuk-list">{}</ul>').format(Markup("").join(rows))


def _hatching(name: str) -> Markup:
    return Markup(
        '<defs><pattern id="{name}-hatched" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect class="opora-chart__bar" width="3" height="6" fill="currentColor"/>'
        "</pattern></defs>"
    ).format(name=name)


def _bar(name: str, one: Bar, number: int, most: float) -> Markup:
    top = number * (BAR + GAP)
    long = round(max(one.value, 0) / most * (WIDTH - 70), 1)
    fill = f"url(#{name}-hatched)" if one.kind else "currentColor"
    return Markup(
        '<text class="opora-chart__axis" x="0" y="{label_y}" font-size="13" fill="currentColor">{label}</text>'
        '<rect class="opora-chart__bar" x="0" y="{top}" width="{long}" height="{bar}" fill="{fill}"'
        ' stroke="currentColor"/><text class="opora-chart__value" x="{after}" y="{value_y}" font-size="13"'
        ' font-weight="600" fill="currentColor">{text}</text>'
    ).format(
        label_y=top + 16,
        label=one.label,
        top=top + 22,
        long=long,
        bar=BAR,
        fill=fill,
        after=long + 6,
        value_y=top + 22 + BAR - 3,
        text=one.text or _number(one.value),
    )


def _number(value: float) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if this_reader().language == "ru" else text
