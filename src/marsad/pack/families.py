"""The families of rules: the first part of a file's path under `rules/` names the form of its rules."""

from marsad.pack.frame_rules import FrameRule
from marsad.pack.schema import Rule

RULE_FAMILIES: dict[str, type[Rule]] = {"frames": FrameRule}
