"""The families of rules: the first part of a file's path under `rules/` names the form of its rules."""

from marsad.pack.frame_rules import FrameRule
from marsad.pack.schema import Rule
from marsad.pack.time_rules import TimeRule

RULE_FAMILIES: dict[str, type[Rule]] = {"frames": FrameRule, "times": TimeRule}
