"""The names and descriptions of commands in Discord's languages, out of our own texts."""

import discord
from discord import app_commands

from bot.texts import text


def localized(key: str) -> app_commands.locale_str:
    """A text that Discord shows in the member's language: English, unless that is Korean."""
    return app_commands.locale_str(text(key, "en"), key=key)


def language_of_locale(locale: discord.Locale | str) -> str:
    """Our language for one of Discord's."""
    return "ko" if str(locale).startswith("ko") else "en"


class Translator(app_commands.Translator):
    """Gives Korean; everything else stays English."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The text in Korean; None, for the default, in any other language."""
        key = string.extras.get("key")
        return text(key, "ko") if key and locale is discord.Locale.korean else None
