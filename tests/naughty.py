"""Strings that break programs, after the public lists of them: each is typed into every field that takes words."""

from __future__ import annotations

NAUGHTY: tuple[str, ...] = (
    # controls, and what cannot be seen
    "null\x00byte", "\x1b[2J\x1b[31mred", "\x07bell\x08back", "tab\tand\vdown\fpage",
    "line\r\nends\rand\u2028more\u2029",
    "\ufeffmark", "zero\u200bwidth\u200djoined\u2060", "soft\u00adhyphen", "\u180e\u2000\u3000spaces\u00a0", "\x85next",
    "\ufffe\uffff", "\ue000private\U000f0000", "\U0010ffff", "lone \ud800 surrogate \udfff", " ", "\t\n", "...", "-",
    # directions
    "\u202egnp.exe", "\u2066isolated\u2069\u200f", "مرحبا بالعالم", "שלום 123 (abc)", "\u061cmark",
    # letters of all kinds
    "Ω≈ç√∫˜µ≤≥÷", "田中さんにあげて下さい", "사회과학원", "e\u0301\u0323 = ẹ́", "Z̷̢̛̖a̸̧̛͓l̶̡͝g̷̨̛o̴͎͝", "a" + "\u0301" * 200,
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿👋🏿1️⃣", "ﷺ﷽𒐫", "ﬁne ligature", "İıſß", "𝕿𝖍𝖊 𝒒𝒖𝒊𝒄𝒌", "Ⅷ½①", "¡™£¢∞§¶•ªº–≠",
    # programs, markup, formulas
    "'; DROP TABLE risk; --", "1' OR '1'='1", '"quoted" ‘single’ `back`', "%s %d %n {0} {name} ${x} $(reboot)",
    "<b>bold</b><br/><para>&nbsp;</para>", "<font color='red'", "&lt;&#0;&amp;&bogus;", "<script>alert(1)</script>",
    "<img src='/etc/passwd'/>", "<a href=\"file:///etc/passwd\">x</a>", "]]><!--", "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    "=1+1", "=cmd|' /C calc'!A0", "+SUM(1)", "@here", "-2+3", "[link](javascript:alert(1))",
    "**bold** _it_ # head\n- x",
    "![picture](http://x/y.png)", "> quote\n\n```\ncode", "| a | b |\n|---|---|", "{{figure}} {indicator:1} [[x]]",
    # names and paths
    "../../etc/passwd", "C:\\Windows\\System32\\CON", "NUL", "aux.txt", "con.", "file:///dev/zero", "a/b\\c:d*e?f",
    "~root", "-rf", "http://" + "a" * 200,
    # numbers and words that are values
    "NaN", "Infinity", "-0", "1e309", "0x0", "99999999999999999999", "1/0", "None", "null", "true", "undefined", "[]",
    # length
    "x" * 300, "long " * 59, "\n" * 50, "W" * 299, "é" * 300, "😀" * 150, "word\n" * 200, "x" * 20_000,
)  # fmt: skip
