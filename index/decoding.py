"""Bytes of a text file to text: UTF-8, a declared or marked encoding, or Korean CP949."""

import codecs
import re

from index.problem import ReadError, Reason

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?([\w.:-]+)|coding[:=]\s*([\w.-]+)|encoding\s*=\s*["']([\w.-]+)""",
    re.IGNORECASE,
)
# An encoding is worth trying when it leaves the declaration itself as it is; UTF-16 or Python's
# own "unicode_escape" would not.
_PROBE = b"charset \\u0041 +AGE-"
_HEAD = 1024  # bytes in which a declaration is looked for, as browsers do
# Tab, newlines, form feed and escape occur in text files; other control bytes do not.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.01


def decode(data: bytes) -> str:
    """The text of the bytes, without a byte order mark; newlines are kept as they are.

    Raises ReadError (BINARY, ENCODING) for what is no text, or in no encoding that fits it.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if b"\x00" in data[:_HEAD]:
        raise ReadError(Reason.BINARY)
    for candidate in ("utf-8", _declared(data), "cp949"):
        text = _try(data, candidate) if candidate else None
        if text is not None:
            return _as_text(text)
    raise ReadError(Reason.ENCODING, _first_bad_byte(data))


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    if not match:
        return None
    name = next(group for group in match.groups() if group).decode("ascii", "replace")
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return found if _try(_PROBE, found) == _PROBE.decode("ascii") else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError: a codec that is not between bytes and text
        return None


def _strict(data: bytes, encoding: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise ReadError(Reason.ENCODING, encoding)
    return _as_text(text)


def _as_text(text: str) -> str:
    if len(_CONTROL.findall(text)) > len(text) * _CONTROL_SHARE:
        raise ReadError(Reason.BINARY)
    return text


def _first_bad_byte(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"byte 0x{data[error.start]:02x} in line {line}"
    return ""
