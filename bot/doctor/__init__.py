"""Checks of an installation: what is well, what is not, and what to do about it."""

from bot.doctor.checks import examine
from bot.doctor.finding import Finding, Level

__all__ = ["Finding", "Level", "examine"]
