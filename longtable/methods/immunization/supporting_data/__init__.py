"""Reads a release of CDSi supporting data as CDC publishes it, and refuses one that is not whole."""

from longtable.methods.immunization.supporting_data.folder import compile_folder
from longtable.methods.immunization.supporting_data.xml import Incomplete

__all__ = ["Incomplete", "compile_folder"]
