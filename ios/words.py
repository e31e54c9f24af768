#!/usr/bin/env python3
"""Makes App/Localizable.xcstrings, the words of the iOS shell, from those of the Android one.

    words.py            writes the catalog
    words.py --check    exit code 1 when it is not what would be written

The words of both shells lie in Android's resource files: `values` is English, `values-fr` French.
The catalog holds those that the Swift sources name, and no others. A key is named by a literal in
text("…"), count("…") or Word("…"), whatever stands before it; anything else in these brackets is
refused. Family("…_") names all keys that begin so. A key of `<plurals>` becomes `key.one` and
`key.other`, between which `Words` chooses. Places for arguments, `%1$s` and `%1$d`, become `%1$@`;
one with a width, `%2$02d`, stays.

What is wrong is told with its place, and nothing is written: exit code 2.
"""

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

IOS = Path(__file__).resolve().parent
RES = IOS.parent / "android/screens/src/main/res"
CATALOG = IOS / "App/Localizable.xcstrings"
SOURCES = ["Sources/SharenumModels", "App"]
LANGUAGES = {"en": "values", "fr": "values-fr"}
FORMS = ["one", "other"]

# What names a key, and what would with something else than a literal.
NAMED = re.compile(r'\b(?:text|count|Word)\(\s*"([^"\\]*)"')
FAMILY = re.compile(r'\bFamily\(\s*"(\w+)"')
# `Words` itself asks its `table`; a type that words itself is given `words`.
UNNAMED = re.compile(
    r"(?<!func )(?<!table\.)\b(?:text|count|Word)\("
    r'(?!\s*"[^"\\]*"\s*[,)]|in:|where:|words[,)])'
)
COMMENT = re.compile(r"//[^\n]*")

ESCAPES = {"n": "\n", "t": "\t", **{char: char for char in "'\"\\@?#"}}
PLACE = re.compile(r"%(\d+)\$([sd]|0\d+d)")


class Wrong(Exception):
    """Something that a person has to correct."""


def android_text(raw: str) -> str:
    """The text of an element as Android's tools understand it: white space collapsed outside double
    quotes, backslash escapes, quotes themselves gone."""
    out: list[str] = []
    quoted = gap = False
    at = 0
    while at < len(raw):
        char = raw[at]
        at += 1
        # Not what Unicode calls white space: a no-break space stays.
        if not quoted and char in " \t\r\n":
            gap = True
            continue
        if gap and out:
            out.append(" ")
        gap = False
        if char == '"':
            quoted = not quoted
        elif char == "'" and not quoted:
            raise Wrong(f"\\' expected in: {raw}")
        elif char == "\\":
            escaped = raw[at : at + 1]
            at += 1
            if escaped == "u":
                digits = raw[at : at + 4]
                if not re.fullmatch("[0-9a-fA-F]{4}", digits):
                    raise Wrong(f"\\u and four digits expected in: {raw}")
                out.append(chr(int(digits, 16)))
                at += 4
            elif escaped in ESCAPES:
                out.append(ESCAPES[escaped])
            else:
                raise Wrong(f"\\{escaped} is no escape in: {raw}")
        else:
            out.append(char)
    if quoted:
        raise Wrong(f"a quote is not closed in: {raw}")
    return "".join(out)


def catalog_text(text: str) -> str:
    """The same with the places of the catalog."""
    rest = PLACE.sub("", text).replace("%%", "")
    if PLACE.search(text) and "%" in rest:
        raise Wrong(f"a place that is not understood in: {text}")
    return PLACE.sub(lambda place: place[0] if place[2][0] == "0" else f"%{place[1]}$@", text)


def read(folder: str) -> tuple[dict[str, str], dict[str, set[str]], set[str]]:
    """What a folder of resources says by key of the catalog, the keys of each name, and the names
    of what is the same in all languages."""
    texts: dict[str, str] = {}
    keys: dict[str, set[str]] = {}
    untranslatable: set[str] = set()

    def put(name: str, key: str, element: ElementTree.Element) -> None:
        if key in texts:
            raise Wrong(f"{folder}: {key} is said twice")
        texts[key] = catalog_text(android_text("".join(element.itertext())))
        keys.setdefault(name, set()).add(key)

    for file in sorted((RES / folder).glob("strings*.xml")):
        for element in ElementTree.parse(file).getroot():
            name = element.attrib["name"]
            if element.get("translatable") == "false":
                untranslatable.add(name)
            if element.tag == "string":
                put(name, name, element)
            elif element.tag == "plurals":
                forms = [item.attrib["quantity"] for item in element]
                if sorted(forms) != FORMS:
                    raise Wrong(f"{file}: {name} has the forms {forms}, and {FORMS} are chosen from")
                for item in element:
                    put(name, f"{name}.{item.attrib['quantity']}", item)
            else:
                raise Wrong(f"{file}: <{element.tag}> is not read")
    return texts, keys, untranslatable


def named(known: set[str]) -> dict[str, str]:
    """The names that the sources say, each with where it is said first."""
    found: dict[str, str] = {}
    files = sorted(file for folder in SOURCES for file in (IOS / folder).rglob("*.swift"))
    for file in files:
        source = COMMENT.sub("", file.read_text(encoding="utf-8"))

        def place(at: int) -> str:
            return f"{file.relative_to(IOS)}:{source.count(chr(10), 0, at) + 1}"

        for match in NAMED.finditer(source):
            found.setdefault(match[1], place(match.start()))
        for match in FAMILY.finditer(source):
            for name in sorted(name for name in known if name.startswith(match[1])):
                found.setdefault(name, place(match.start()))
        for match in UNNAMED.finditer(source):
            raise Wrong(f"{place(match.start())}: no literal after {match[0]}")
    return found


def catalog() -> str:
    """The file as it should be."""
    texts, keys, same = {}, {}, set()
    for language, folder in LANGUAGES.items():
        texts[language], keys[language], untranslatable = read(folder)
        same |= untranslatable
    strings = {}
    for name, place in named(set(keys["en"])).items():
        if name not in keys["en"]:
            raise Wrong(f"{place}: there are no words called {name}")
        translatable = name not in same
        if translatable and keys["fr"].get(name) != keys["en"][name]:
            raise Wrong(f"{place}: {name} is not said in both languages")
        for key in keys["en"][name]:
            values = {
                language: texts[language if translatable else "en"][key] for language in LANGUAGES
            }
            strings[key] = {
                "extractionState": "manual",
                "localizations": {
                    language: {"stringUnit": {"state": "translated", "value": value}}
                    for language, value in values.items()
                },
            }
            if not translatable:
                strings[key]["shouldTranslate"] = False
    whole = {"sourceLanguage": "en", "strings": strings, "version": "1.0"}
    # As Xcode writes it, so that opening the file there changes nothing.
    return json.dumps(whole, ensure_ascii=False, indent=2, separators=(",", " : "), sort_keys=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say whether it differs")
    arguments = parser.parse_args()
    try:
        wanted = catalog()
    except (Wrong, ElementTree.ParseError, OSError) as error:
        print(f"words.py: {error}", file=sys.stderr)
        return 2
    if arguments.check:
        there = CATALOG.read_text(encoding="utf-8") if CATALOG.exists() else ""
        if there != wanted:
            print("words.py: the catalog is not what the sources name; run it", file=sys.stderr)
            return 1
        return 0
    CATALOG.parent.mkdir(exist_ok=True)
    CATALOG.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
