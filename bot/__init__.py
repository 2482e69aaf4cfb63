"""Inyong's front ends: command line, Discord, web."""
