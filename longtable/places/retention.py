"""Places are facts about the world; nothing here is about anybody."""

from longtable.core.retention import Class, retention
from longtable.places.models import Area, Population, Region, RegionArea, RegionScheme

retention(Area, Class.REFERENCE, plain=["code", "name"])
retention(RegionScheme, Class.REFERENCE, plain=["slug", "name", "defined_by", "source", "rule"])
retention(Region, Class.REFERENCE, plain=["code", "name"])
retention(RegionArea, Class.REFERENCE, plain=["note"])
retention(Population, Class.REFERENCE, plain=["stratum", "group", "source"])
