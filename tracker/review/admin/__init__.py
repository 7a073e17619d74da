"""The admin site, and every ModelAdmin with a workflow button; no models of its own."""
