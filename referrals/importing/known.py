"""Gathers every format that staff can bring, so that FORMATS is complete; it reads no file."""

from referrals.hsds import formats as hsds_formats
from referrals.importing import doj_roster, ice_287g, template
from referrals.importing.formats import FORMATS

GATHERED = (template, hsds_formats, doj_roster, ice_287g)
"""The modules whose import makes their formats known."""

__all__ = ["FORMATS", "GATHERED"]
