"""Events and places as features for map programs: OGC API Features, part 1, under ``/ogc/``."""
