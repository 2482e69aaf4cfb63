"""The commands of `inyong`, one a file; `bot.main` puts them together."""
