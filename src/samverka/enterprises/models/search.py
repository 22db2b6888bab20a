"""What a search asks: stems, their three-letter pieces, and where they stand. Written beside the rows they tell of."""

from django.db import models

from samverka.enterprises.models.enterprise import SocialEnterprise
from samverka.enterprises.models.reference import CpvCode


class SearchWord(models.Model):
    """A stem that stands somewhere."""

    word = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.word


class SearchPiece(models.Model):
    """Three letters of a stem: how compounds and misspelt words are found."""

    piece = models.CharField(max_length=3)
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="pieces")

    class Meta:
        """Once for each word."""

        constraints = (models.UniqueConstraint(fields=("piece", "word"), name="search_piece_once"),)

    def __str__(self) -> str:
        return self.piece


class EnterpriseWord(models.Model):
    """A stem in an enterprise's entry, weighed by where it stands."""

    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="+")
    enterprise = models.ForeignKey(SocialEnterprise, on_delete=models.CASCADE, related_name="words")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        """Once for each entry."""

        constraints = (models.UniqueConstraint(fields=("word", "enterprise"), name="enterprise_word_once"),)

    def __str__(self) -> str:
        return f"{self.word_id} {self.enterprise_id}"


class CpvWord(models.Model):
    """A stem in a CPV code's labels or plain words."""

    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="+")
    cpv = models.ForeignKey(CpvCode, on_delete=models.CASCADE, related_name="words")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        """Once for each code."""

        constraints = (models.UniqueConstraint(fields=("word", "cpv"), name="cpv_word_once"),)

    def __str__(self) -> str:
        return f"{self.word_id} {self.cpv_id}"
