"""The one door out: `fetch_external` asks another site's server for something, and never one of our own network."""

from .door import Fetched, FetchRefused, fetch_external

__all__ = ["FetchRefused", "Fetched", "fetch_external"]
