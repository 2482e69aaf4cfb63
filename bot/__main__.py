"""`python -m bot` is `inyong`."""

from bot.main import run

run()
