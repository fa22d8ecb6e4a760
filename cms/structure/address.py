"""Addresses of provisions: Akoma Ntoso eIds, slugs of pages, citations, order."""

from .levels import Level


def slug(text: str) -> str:
    """Vietnamese words without marks; đ becomes d first, which Django's slugify forgets."""
    raise NotImplementedError


def slug_of(level: Level, number: str) -> str:
    raise NotImplementedError


def citation(eid: str) -> str:
    raise NotImplementedError


def sort_key(eid: str) -> tuple[tuple[int, ...], ...]:
    raise NotImplementedError
