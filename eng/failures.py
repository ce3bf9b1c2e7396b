"""Prints the failed tests of xunit v3 reports: their names, and the first lines of what they say."""

import sys
import xml.etree.ElementTree

for report in sys.argv[1:]:
    try:
        tests = xml.etree.ElementTree.parse(report).iter()
    except (OSError, xml.etree.ElementTree.ParseError) as fault:
        print(f"  {report}: {fault}")
        continue
    for test in tests:
        if test.tag in ("test", "error") and (test.tag == "error" or test.get("result") == "Fail"):
            said = (test.findtext(".//message") or "").strip().splitlines()
            print(f"  {test.get('name') or test.get('type')}")
            print("".join(f"      {line[:200]}\n" for line in said[:3]), end="")
