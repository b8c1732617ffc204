"""Figures drawn as SVG on the server: lines over time, and bars. A number stands at every point, each series has its
own dashes and marks, so colour says nothing alone. No styles inline. A page shows what comes from here within
`<figure class="opora-chart">`, with a caption and the table that says the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from textwrap import wrap

from markupsafe import Markup

from shared.web.pages import dates
from shared.web.pages.reader import this_reader

WIDTH = 320
"""Of a chart in its own units, in which text is 16 high; wide ones have twice that."""

SIGN = 9
"""The width of a figure."""

TOP, RIGHT, PLOT, DAYS, LEGEND_ROW = 26, 16, 140, 26, 24
BAR, LABEL, LINE, BELOW = 18, 24, 20, 8
DASHES = ("none", "8 4", "2 4", "12 4 2 4")


@dataclass(frozen=True)
class Line:
    """One series; `points` in the order of time."""

    label: str
    points: Sequence[tuple[date, float]]


@dataclass(frozen=True)
class Bar:
    """`text` is the value as it reads; without, the number itself. `kind` tells two sorts of bars apart: 0 is full, 1
    hatched."""

    label: str
    value: float
    text: str = ""
    kind: int = 0


def lines(
    name: str, title: str, described: str, series: Sequence[Line], low: float, high: float, *, wide: bool = False
) -> Markup:
    """A chart over time between `low` and `high`. `name` is unique on its page; `described` says in words what is to be
    seen. Empty without a point."""
    days = [day for line in series for day, _value in line.points]
    if not days:
        return Markup("")
    scale = _Scale(min(days), max(days), low, high, WIDTH * 2 if wide else WIDTH)
    drawn = [_grid(scale), *(_line(scale, line, number) for number, line in enumerate(series)), _days(scale)]
    legend = list(enumerate(series)) if len(series) > 1 else []
    drawn += [_legend(scale, number, line) for number, line in legend]
    height = TOP + PLOT + DAYS + LEGEND_ROW * len(legend)
    return _svg(name, title, described, Markup("").join(drawn), scale.width, height)


def bars(
    name: str, title: str, described: str, items: Sequence[Bar], *, most: float | None = None, wide: bool = False
) -> Markup:
    """Bars one below the other, each with its label above and its value at the end; `most` is the value of a bar over
    the whole width, by default the largest. Empty without an item."""
    if not items:
        return Markup("")
    width, most = WIDTH * 2 if wide else WIDTH, most or max(max(one.value for one in items), 0) or 1
    labels = [wrap(one.label, width // SIGN) or [""] for one in items]
    tops = list(accumulate((_label_height(lines) + BAR + BELOW for lines in labels), initial=0))
    rows = (_bar(name, one, lines, top, most, width) for one, lines, top in zip(items, labels, tops, strict=False))
    drawn = Markup("").join([_hatching(name), *rows])
    return _svg(name, title, described, drawn, width, tops[-1])


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date
    low: float
    high: float
    width: int

    @property
    def left(self) -> int:
        return 14 + SIGN * max(len(number(value)) for value in self.marks)

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return round(self.left + 12 + share * (self.width - self.left - RIGHT - 24), 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(TOP + (1 - share) * PLOT, 1)

    @property
    def marks(self) -> Iterator[float]:
        """Values at which a line goes across: whole steps from the lowest, at most six of them."""
        step = max(1, -(-(self.high - self.low) // 5))
        value = self.low
        while value <= self.high:
            yield value
            value += step


def _svg(name: str, title: str, described: str, drawn: Markup, width: float, height: float) -> Markup:
    return Markup(
        '<svg viewBox="0 0 {width} {height}" width="100%" role="img" aria-labelledby="{name}-title {name}-desc"'
        ' focusable="false" font-size="16" fill="currentColor"><title id="{name}-title">{title}</title>'
        '<desc id="{name}-desc">{described}</desc>{drawn}</svg>'
    ).format(name=name, title=title, described=described, drawn=drawn, width=width, height=height)


def _text(x: float, y: float, text: str, anchor: str = "start", weight: str = "400") -> Markup:
    return Markup('<text x="{x}" y="{y}" text-anchor="{anchor}" font-weight="{weight}">{text}</text>').format(
        x=x, y=round(y, 1), text=text, anchor=anchor, weight=weight
    )


def _grid(scale: _Scale) -> Markup:
    across = Markup(
        '<line class="opora-chart__grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}" stroke="currentColor"'
        ' stroke-opacity="0.25"/>'
    )
    drawn = [
        across.format(left=scale.left, right=scale.width - RIGHT, y=scale.y(value))
        + _text(scale.left - 8, scale.y(value) + 5, number(value), "end")
        for value in scale.marks
    ]
    return Markup("").join(drawn)


def _days(scale: _Scale) -> Markup:
    y = TOP + PLOT + 22
    if scale.first == scale.last:
        return _text(scale.x(scale.first), y, dates.typed_day(scale.first), "middle")
    first = _text(scale.left, y, dates.typed_day(scale.first))
    return first + _text(scale.width - RIGHT, y, dates.typed_day(scale.last), "end")


def _line(scale: _Scale, line: Line, place: int) -> Markup:
    points = [(scale.x(day), scale.y(value), value) for day, value in line.points]
    drawn = Markup(
        '<polyline class="opora-chart__line opora-chart__line--{place}" points="{path}" fill="none"'
        ' stroke="currentColor" stroke-width="2" stroke-dasharray="{dashes}"/>'
    ).format(place=place + 1, path=" ".join(f"{x},{y}" for x, y, _value in points), dashes=DASHES[place % len(DASHES)])
    marks = (_mark(x, y, place) + _text(x, y - 10, number(value), "middle", "700") for x, y, value in points)
    return drawn + Markup("").join(marks)


def _mark(x: float, y: float, place: int) -> Markup:
    """A circle, a square, a triangle, a rhomb: by the series."""
    shapes = (
        f"M{x - 5},{y} a5,5 0 1,0 10,0 a5,5 0 1,0 -10,0 Z",
        f"M{x - 5},{y - 5} h10 v10 h-10 Z",
        f"M{x},{y - 6} L{x + 6},{y + 5} H{x - 6} Z",
        f"M{x},{y - 7} L{x + 6},{y} L{x},{y + 7} L{x - 6},{y} Z",
    )
    return Markup('<path class="opora-chart__point opora-chart__point--{place}" d="{path}"/>').format(
        place=place + 1, path=shapes[place % len(shapes)]
    )


def _legend(scale: _Scale, place: int, line: Line) -> Markup:
    """The series in words, beside its line and its mark."""
    y = TOP + PLOT + DAYS + LEGEND_ROW * place + 14
    drawn = Markup(
        '<line class="opora-chart__line opora-chart__line--{place}" x1="0" x2="44" y1="{y}" y2="{y}"'
        ' stroke="currentColor" stroke-width="2" stroke-dasharray="{dashes}"/>'
    ).format(place=place + 1, y=y, dashes=DASHES[place % len(DASHES)])
    return drawn + _mark(22, y, place) + _text(54, y + 5, line.label)


def _hatching(name: str) -> Markup:
    return Markup(
        '<defs><pattern id="{name}-hatched" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect class="opora-chart__bar" width="3" height="6"/></pattern></defs>'
    ).format(name=name)


def _label_height(lines: Sequence[str]) -> int:
    return LABEL + LINE * (len(lines) - 1)


def _bar(name: str, one: Bar, lines: Sequence[str], top: int, most: float, width: int) -> Markup:
    text, below = one.text or number(one.value), top + _label_height(lines)
    long = round(min(max(one.value, 0) / most, 1) * (width - 16 - SIGN * len(text)), 1)
    filled = Markup('fill="url(#{}-hatched)" stroke="currentColor"').format(name) if one.kind else Markup("")
    kind = Markup("") if one.kind else Markup('class="opora-chart__bar"')
    bar = Markup('<rect {kind} x="0" y="{top}" width="{long}" height="{bar}" {filled}/>').format(
        kind=kind, top=below, long=long, bar=BAR, filled=filled
    )
    label = Markup("").join(_text(0, top + LABEL - 7 + LINE * place, line) for place, line in enumerate(lines))
    return label + bar + _text(long + 8, below + BAR - 4, text, weight="700")


def number(value: float) -> str:
    """As the reader writes it: with a comma in Russian."""
    text = f"{round(value, 2):g}" if abs(value) < 1_000_000 else f"{value:.0f}"
    return text.replace(".", ",") if this_reader().language == "ru" else text
