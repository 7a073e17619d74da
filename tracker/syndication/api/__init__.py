"""The desk's own read API, ``/api/v1/``: published documents as stored."""
