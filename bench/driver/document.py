"""The report in docs/performance.md, between two marks."""

from driver.paths import ROOT

BEGIN = "<!-- begin: ./dev bench --write-docs -->"
END = "<!-- end -->"


def write(report):
    file = ROOT / "docs/performance.md"
    text = file.read_text()
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    file.write_text(f"{head}{BEGIN}\n\n{report}\n{END}{tail}")
    return file
