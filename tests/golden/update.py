"""Write the expected Readings anew: python tests/golden/update.py. Prints what changed; look at it before it is committed."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.golden.cases import HERE, differences, expected, made

for name, forms in made().items():
    path = HERE / name
    was = expected(name) if path.is_file() else []
    found = list(differences(was, forms))
    if found or not path.is_file():
        path.write_text("".join(json.dumps(f, ensure_ascii=False, sort_keys=True) + "\n" for f in forms), encoding="utf-8")
    sys.stdout.write(f"{name}: {len(forms)} lines, {len(found)} differences\n" + "".join(f"  {line}\n" for line in found[:20]))
