"""What may leave the house: tiers, delay, coarsening, redaction. Every export and every public page goes through here."""

from marsad.protect.apply import protect
from marsad.protect.known import Known
from marsad.protect.policy import PolicyError, load_policy
from marsad.protect.schema import Policy
from marsad.protect.withheld import Withheld

__all__ = ["Known", "Policy", "PolicyError", "Withheld", "load_policy", "protect"]
