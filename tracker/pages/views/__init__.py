"""The public views: GET and HEAD only, each over copies that were published."""
