"""The register of issued licences."""

from django.db import connection, models
from django.db.models import F, Q

from zhengtong.registries.licences.errors import LicenceNotFoundError
from zhengtong.registries.licences.types import HolderKind, LicenceStatus

VALID = LicenceStatus.VALID.value
STORED = tuple(status.value for status in LicenceStatus if status != LicenceStatus.EXPIRED)
LOCK_KEY = "select pg_advisory_xact_lock(hashtextextended('licences.key:' || %s, 0))"
NEXT_SERIAL = "select nextval('licences_licence_serial')"


class LicenceQuerySet(models.QuerySet["LicenceRecord"]):
    """Look-ups in the register."""

    def by_identifier(self, identifier: str) -> "LicenceRecord":
        """Return the licence.

        Raises: ``LicenceNotFoundError``.
        """
        found = self.filter(identifier=identifier).first()
        if found is None:
            raise LicenceNotFoundError(identifier=identifier)
        return found

    def newest_first(self) -> "LicenceQuerySet":
        """Order by issue, the latest first; the primary key makes the order total."""
        return self.order_by("-issued_at", "-pk")


class LicenceRecord(models.Model):
    """An issued licence (电子证照) and where its sealed file lies.

    ``status`` is what an act made of it; expiry is no act and is read off ``valid_until``.
    """

    key = models.CharField(max_length=200, unique=True)
    identifier = models.CharField(max_length=120, unique=True)
    type_code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=100, unique=True)
    holder_kind = models.CharField(max_length=20, choices=HolderKind.choices())
    holder_name = models.CharField(max_length=200)
    holder_id_number = models.CharField(max_length=40)
    account = models.ForeignKey(
        "identity.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    issuer = models.CharField(max_length=18)
    issuer_name = models.CharField(max_length=200)
    issuer_name_en = models.CharField(max_length=300, blank=True)
    division_code = models.CharField(max_length=12)
    case_no = models.CharField(max_length=43, blank=True)
    facts = models.JSONField(default=dict)
    issued_at = models.DateTimeField()
    valid_until = models.DateField(null=True)
    file = models.OneToOneField("files.KeptFile", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=20, choices=LicenceStatus.choices(), default=VALID)
    status_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)

    objects = LicenceQuerySet.as_manager()

    class Meta:
        db_table = "licences_licence"
        indexes = [
            models.Index(fields=["holder_id_number", "type_code"], name="licence_by_holder"),
            models.Index(fields=["account", "-issued_at"], name="licence_by_account"),
            models.Index(fields=["issuer", "-issued_at", "-id"], name="licence_by_issuer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=STORED), name="licence_status_is_one_an_act_gives"
            ),
            models.CheckConstraint(
                condition=Q(status=VALID, status_at=None, reason="", legal_basis="")
                | (
                    ~Q(status=VALID)
                    & Q(status_at__gte=F("issued_at"))
                    & ~Q(reason="")
                    & ~Q(legal_basis="")
                ),
                name="licence_not_in_force_says_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("issued_at__date")),
                name="licence_is_valid_for_a_day_at_least",
            ),
            models.CheckConstraint(
                condition=~Q(holder_name="") & ~Q(holder_id_number=""),
                name="licence_has_a_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


def lock_key(key: str) -> None:
    """Hold ``key`` until the transaction ends, so that two workers make one licence, not two."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_KEY, [key])


def next_serial() -> int:
    """Return a number never given before; a licence that fails leaves a gap, never a double."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_SERIAL)
        row: tuple[int] = cursor.fetchone()
    return row[0]
