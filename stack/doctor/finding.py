"""What a check has found: one line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`said`: what is so. `do`: what to do about it; empty when all is well."""

    name: str
    said: str
    do: str = ""

    @property
    def well(self) -> bool:
        return not self.do

    @property
    def line(self) -> str:
        return f"{'ok   ' if self.well else 'WRONG'}  {self.name:<26}{self.said}" + (f": {self.do}" if self.do else "")


def judged(name: str, said: str, wrong: bool, do: str) -> Finding:
    return Finding(name, said, do if wrong else "")
