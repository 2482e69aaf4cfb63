"""Small PDF files, written by hand: a page a text, with the Unicode map that readers need."""

from collections.abc import Mapping, Sequence


def make_pdf(*pages: str, title: str | None = None, author: str | None = None) -> bytes:
    """A PDF whose pages hold the texts, a line a line."""
    code = {char: number for number, char in enumerate(sorted(set("".join(pages))), 1)}
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /U /Encoding /Identity-H "
        "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /U /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] "
        "/ToUnicode 4 0 R >>",
        _stream(_to_unicode(code)),
        _information(title, author),
    ]
    for number, page in enumerate(pages):
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000 2000] "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {7 + 2 * number} 0 R >>",
            _stream(_content(page.split("\n"), code)),
        ]
    return _file(objects)


def _content(lines: Sequence[str], code: Mapping[str, int]) -> str:
    codes = ("".join(f"{code[char]:04X}" for char in line) for line in lines)
    shown = " ".join(f"<{line}> Tj 0 -20 Td" for line in codes)
    return f"BT /F 12 Tf 50 1900 Td {shown} ET"


def _to_unicode(code: Mapping[str, int]) -> str:
    entries = "\n".join(f"<{number:04X}> <{_hex(char)}>" for char, number in code.items())
    return (
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /U def /CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{len(code)} beginbfchar\n{entries}\nendbfchar\nendcmap end"
    )


def _information(title: str | None, author: str | None) -> str:
    entries = (("Title", title), ("Author", author))
    said = " ".join(f"/{key} <FEFF{_hex(value)}>" for key, value in entries if value is not None)
    return f"<< {said} >>"


def _hex(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()


def _stream(data: str) -> str:
    return f"<< /Length {len(data)} >>\nstream\n{data}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return out + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("ascii")
