"""A briefing as one web page that needs nothing else: the blocks of the PDF as HTML, for screen readers and phones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatchmethod
from html import escape

from . import blocks as b
from . import palette
from .picture_files import as_svg, drawing_of
from .renderer import as_printed
from .styles import WIDTH
from .text import clean_lines, lines, one_line, plain

_LOOK = f"""
:root {{ color-scheme: light; }}
body {{ margin: 0 auto; max-width: 50rem; padding: 1.5rem; font: 1rem/1.5 Lato, Arial, sans-serif;
  color: {palette.INK}; background: #fff; }}
header, footer {{ color: {palette.MUTED}; }}
h1, h2 {{ color: {palette.ACCENT}; line-height: 1.2; }}
a {{ color: {palette.ACCENT}; }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0; }}
th, td {{ text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid {palette.RULE}; overflow-wrap: break-word; }}
thead th {{ vertical-align: bottom; color: {palette.MUTED}; border-bottom: 2px solid {palette.ACCENT}; }}
tbody th {{ font-weight: inherit; }}
td p, th p, li p {{ margin: 0; }}
.right {{ text-align: right; }} .centre {{ text-align: center; }}
.lead {{ font-size: 1.1rem; }} .label {{ font-weight: bold; margin-bottom: 0; }}
.small, .caption, .muted, .subtitle {{ color: {palette.MUTED}; }} .small, .caption {{ font-size: .9rem; }}
.accent {{ color: {palette.ACCENT}; }} .subtitle {{ font-size: 1.3rem; }}
.note {{ border-left: 4px solid {palette.ACCENT}; background: {palette.ACCENT_TINT}; padding: .5rem 1rem; }}
.state {{ border: 1px solid; border-radius: 4px; padding: .1rem .5rem; font-weight: bold; }}
.mark {{ border: 1px dashed; border-radius: 4px; padding: .1rem .4rem; font-size: .9rem; color: {palette.MUTED}; }}
figure {{ margin: 1rem 0; }} figure svg {{ max-width: 100%; height: auto; }}
.unseen {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }}
@media print {{ body {{ max-width: none; padding: 0; }} thead {{ display: table-header-group; }} }}
"""


def web_page(briefing: b.Briefing) -> Iterator[str]:
    """The page, section by section, as text that makes one file when it is joined.

    It runs no program and asks no other address for anything, and a browser is told to let it do neither.
    """
    writer = _PageWriter(briefing)
    yield (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="author" content="{_plain(briefing.author)}">\n'
        f'<meta name="description" content="{_plain(briefing.subject)}">\n'
        f"<title>{_plain(briefing.title)}</title>\n<style>{_LOOK}</style>\n</head>\n<body>\n"
        f"<header>{_plain(' · '.join(filter(None, briefing.running)))}</header>\n<main>\n"
        + (f'<p class="note"><strong>{_plain(briefing.watermark)}</strong></p>\n' if briefing.watermark else "")
    )
    for section in briefing.sections:
        yield "<section>\n" + "".join(map(writer.made, as_printed(section.blocks))) + "</section>\n"
    yield f"</main>\n<footer>{_plain(briefing.foot)}</footer>\n</body>\n</html>\n"


class _PageWriter:
    """Makes the elements of one page."""

    def __init__(self, briefing: b.Briefing):
        blocks = tuple(block for section in briefing.sections for block in as_printed(section.blocks))
        self.headings = b.headings(blocks)
        self.titled = any(isinstance(block, b.Cover) for block in blocks)
        self.level = int(self.titled)

    @singledispatchmethod
    def made(self, block) -> str:
        """The HTML of one block."""
        raise TypeError(f"There is no way to write {block!r} into a web page.")

    @made.register
    def _(self, block: b.Heading) -> str:
        self.level = min(block.level + self.titled, self.level + 1, 6)  # none is left out on the way down
        return f'<h{self.level} id="{_key(block.key)}">{_words(one_line(block.words))}</h{self.level}>\n'

    @made.register
    def _(self, block: b.Paragraph) -> str:
        kind = f' class="{block.manner}"' if block.manner != "body" else ""
        return "".join(f"<p{kind}>{_words(line)}</p>\n" for line in lines(block.words))

    @made.register
    def _(self, block: b.Bullets) -> str:
        kind = "ol" if block.numbered else "ul"
        return f"<{kind}>\n" + "".join(f"<li>{_texts(item)}</li>\n" for item in block.items) + f"</{kind}>\n"

    @made.register
    def _(self, block: b.Badge) -> str:
        sign = palette.SIGNS[block.state]
        look = f"color: {sign.text}; background: {sign.fill}; border-color: {sign.outline}"
        shape = f'<span aria-hidden="true">{sign.shape}</span>'
        marks = "".join(f' <span class="mark">{_plain(mark)}</span>' for mark in block.marks)
        beside = f" {_words(one_line(block.beside))}" if block.beside else ""
        return f'<p><span class="state" style="{look}">{shape} {_plain(block.word)}</span>{marks}{beside}</p>\n'

    @made.register
    def _(self, block: b.PictureBlock) -> str:
        return _picture(block, WIDTH)

    @made.register
    def _(self, block: b.Table) -> str:
        head = ""
        if block.headed:
            named = [(_side(column), _words(one_line(b.words(column.title)))) for column in block.columns]
            titles = "".join(f'<th scope="col"{side}>{title}</th>' for side, title in named)
            head = f"<thead><tr>{titles}</tr></thead>\n"
        rows = "".join(f"<tr>{self._row(row, block.columns)}</tr>\n" for row in block.rows)
        about = f'<caption class="unseen">{_plain(block.about)}</caption>'
        whole = sum(column.share for column in block.columns)
        shares = "".join(f'<col style="width: {100 * column.share / whole:.1f}%">' for column in block.columns)
        return f"<table>{about}<colgroup>{shares}</colgroup>\n{head}<tbody>\n{rows}</tbody>\n</table>\n"

    def _row(self, row: Sequence[b.Cell], columns: Sequence[b.TableColumn]) -> str:
        whole, made = sum(column.share for column in columns), ""
        for cell, column in zip(row, columns, strict=True):
            names = column.names and any(not isinstance(part, b.PictureBlock) for part in cell)
            tag = 'th scope="row"' if names else "td"
            width = WIDTH * column.share / whole
            inner = "".join(_picture(p, width) if isinstance(p, b.PictureBlock) else self.made(p) for p in cell)
            made += f"<{tag}{_side(column)}>{inner}</{tag[:2]}>"
        return made

    @made.register
    def _(self, block: b.Pairs) -> str:
        columns = (b.TableColumn("", 1, names=True), b.TableColumn("", 3))
        rows = tuple((b.cell(b.muted(name)), b.cell(value)) for name, value in block.pairs)
        return self.made(b.Table(columns, rows, block.about, headed=False))

    @made.register
    def _(self, block: b.Note) -> str:
        return f'<div class="note">{"".join(f"<p>{_words(line)}</p>" for line in lines(block.words))}</div>\n'

    @made.register
    def _(self, block: b.Cover) -> str:
        title = " ".join(clean_lines(block.title))
        over = f"<p>{_plain(block.council)}</p>\n" if block.council else ""
        return f'{over}<h1>{escape(title)}</h1>\n<p class="subtitle">{_plain(block.subtitle)}</p>\n'

    @made.register
    def _(self, block: b.Contents) -> str:
        tops = [heading for heading in self.headings if heading.level == 1]
        found = "".join(f'<li><a href="#{_key(h.key)}">{_words(one_line(h.words), links=False)}</a></li>' for h in tops)
        return f'<nav aria-label="Contents"><ul>{found}</ul></nav>\n'


def _picture(block: b.PictureBlock, width: float) -> str:
    """A picture and the words that stand for it."""
    drawing = drawing_of(block, width)
    style = f"max-width: {drawing.width:.0f}pt"
    return f'<figure role="img" aria-label="{_plain(block.alt, 2_000)}" style="{style}">{as_svg(drawing)}</figure>\n'


def _texts(said: b.Words) -> str:
    """One text as it is, several lines each as a paragraph."""
    found = [_words(line) for line in lines(said)]
    return found[0] if len(found) == 1 else "".join(f"<p>{line}</p>" for line in found)


def _words(said: b.Words, *, links: bool = True) -> str:
    return "".join(_run(run, links) for run in said)


def _run(run: b.Run, links: bool) -> str:
    made = escape(run.text)
    if run.bold:
        made = f"<strong>{made}</strong>"
    if run.italic:
        made = f"<em>{made}</em>"
    if run.tone:
        made = f'<span class="{run.tone}">{made}</span>'
    if run.sign:
        sign = palette.SIGNS[run.sign]
        made = f'<span aria-hidden="true" style="color: {sign.ink}">{sign.shape}</span>&nbsp;{made}'
    if run.to and links:
        made = f'<a href="#{_key(run.to)}">{made}</a>'
    return made


def _plain(text: str, limit: int = 300) -> str:
    return escape(plain(text, limit))


def _key(key: str) -> str:
    return escape(key.replace(" ", "-"))


def _side(column: b.TableColumn) -> str:
    return "" if column.align == "left" else f' class="{column.align}"'
