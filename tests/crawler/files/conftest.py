"""Files made on the spot: real ones of every kind, and bombs that are never committed."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
import xlsxwriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from crawler.files.sandbox import Sandbox

TEXT = "行政处罚决定书 望安监罚字〔2015〕7号"
ROWS = (("被处罚人", "处罚依据"), ("某公司", "第九十四条"))
MEGABYTE = 1 << 20
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


def packed(parts, *, compression=zipfile.ZIP_DEFLATED):
    """Return a package of name → bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def make_docx(text=TEXT, rows=ROWS):
    document = docx.Document()
    document.add_paragraph(text)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    document.add_paragraph("二〇一五年七月一日")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_xlsx(rows=ROWS):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("处罚")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        sheet.write_row(len(rows), 0, [12, 2.5])
    return out.getvalue()


def make_pdf(text=TEXT, rows=ROWS, *, ruled=True, pages=1, password=""):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4, encrypt=password or None)
    for _ in range(pages):
        page.setFont("STSong-Light", 12)
        page.drawString(72, 780, text)
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                page.drawString(80 + 150 * right, 700 - 30 * down, value)
        if ruled:
            page.grid([72, 222, 372], [720 - 30 * one for one in range(len(rows) + 1)])
        page.showPage()
    page.save()
    return out.getvalue()


def make_scan(words=""):
    """Return a PDF whose only page is a picture."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1240, 400), 255)
    if words:
        font = ImageFont.truetype(str(FONT), 60)
        ImageDraw.Draw(picture).text((60, 120), words, font=font, fill=0)
    else:
        ImageDraw.Draw(picture).rectangle((100, 100, 600, 300), fill=80)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150)
    return out.getvalue()


def make_ofd(lines=("第一行", "第二行")):
    objects = "".join(
        f'<ofd:TextObject Boundary="10 {20 * at} 100 5"><ofd:TextCode X="0" Y="4">{line}</ofd:TextCode></ofd:TextObject>'
        for at, line in enumerate(lines)
    )
    page = (
        f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content>{objects}</ofd:Content></ofd:Page>'
    )
    return packed({"OFD.xml": "<OFD/>", "Doc_0/Pages/Page_0/Content.xml": page})


@pytest.fixture(scope="session")
def sandbox():
    with Sandbox() as made:
        yield made
