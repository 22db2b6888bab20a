"""Reference tables of places. Facts carry their source in `data/README.md`."""

from django.db import models


class County(models.Model):
    """One of the 21 counties (län), or the invented one of an example."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=80)
    name_sort = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality: code, name, place, size and SKR group.

    Invented ones have codes outside SCB's series and `is_invented`, and exist in example databases only.
    """

    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=80)
    name_sort = models.CharField(max_length=200)
    name_search = models.CharField(max_length=400)
    official_name = models.CharField(max_length=120)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="municipalities")
    main_town = models.CharField(max_length=80)
    latitude = models.DecimalField(max_digits=8, decimal_places=5)
    longitude = models.DecimalField(max_digits=8, decimal_places=5)
    land_area_km2 = models.DecimalField(max_digits=9, decimal_places=2)
    population_2019 = models.PositiveIntegerField()
    population_2024 = models.PositiveIntegerField()
    skr_group_2017 = models.CharField(max_length=2)
    skr_group_2023 = models.CharField(max_length=2)
    is_invented = models.BooleanField(default=False)

    class Meta:
        """An invented place can be told by its code as well."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_invented=False) | models.Q(code__startswith="9"),
                name="invented_municipality_has_code_9",
            ),
        )

    def __str__(self) -> str:
        return self.name
