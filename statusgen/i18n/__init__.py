"""The page's language: its words from the catalogues, and how it writes times, numbers and lists."""

from statusgen.i18n.catalogues import spoken_languages
from statusgen.i18n.language import BANNERS, STATES, Language, iso

__all__ = ["BANNERS", "STATES", "Language", "iso", "spoken_languages"]
