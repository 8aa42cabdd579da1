"""Accounts, and the persons and entities behind them."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from zhengtong.core.actors import AccountId
from zhengtong.foundation.identity.types import AssuranceLevel


class AccountCreator(BaseUserManager["Account"]):
    """Makes accounts that sign in by e-mail address."""

    def create_user(
        self, email: str, password: str | None, *, name: str, is_officer: bool = False
    ) -> "Account":
        """Create an account; addresses are kept in lower case, so that they are found by equality.

        An officer has been seen in person by who registers them, hence the highest level.

        Raises: ``IntegrityError`` when the address is taken.
        """
        level = AssuranceLevel.STRONG if is_officer else AssuranceLevel.UNDECLARED
        account = self.model(
            email=email.strip().lower(), name=name, is_officer=is_officer, assurance_level=level
        )
        account.set_password(password)
        account.save(force_insert=True)
        return account


class Account(AbstractBaseUser):
    """Somebody who can sign in: a citizen or an officer."""

    email = models.EmailField("电子邮箱", unique=True)
    name = models.CharField("姓名", max_length=100, blank=True)
    assurance_level = models.CharField(
        "实名等级",
        max_length=1,
        choices=AssuranceLevel.choices(),
        default=AssuranceLevel.UNDECLARED.value,
    )
    is_active = models.BooleanField("启用", default=True)
    is_officer = models.BooleanField("工作人员", default=False)
    joined_at = models.DateTimeField("注册时间", auto_now_add=True)

    objects = AccountCreator()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(assurance_level__in=[level.value for level in AssuranceLevel]),
                name="account_assurance_level_is_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def account_id(self) -> AccountId:
        """The identifier that travels between rooms."""
        return AccountId(self.pk)


class NaturalPersonRecord(models.Model):
    """The person behind an account: one person, one account."""

    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, primary_key=True, related_name="person"
    )
    resident_id = models.CharField("身份证号码", max_length=18, unique=True)
    phone = models.CharField("手机号码", max_length=20, blank=True)
    declared_at = models.DateTimeField("登记时间")

    class Meta:
        db_table = "identity_natural_person"

    def __str__(self) -> str:
        return f"account {self.account_id}"


class LegalEntityRecord(models.Model):
    """An organisation in whose name accounts act; its representative registered it."""

    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True)
    name = models.CharField("单位名称", max_length=200)
    legal_representative = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="represented_entities"
    )
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        db_table = "identity_legal_entity"

    def __str__(self) -> str:
        return self.uscc


class EntityMemberRecord(models.Model):
    """An account that may act for an entity; the legal representative is one of them."""

    entity = models.ForeignKey(LegalEntityRecord, on_delete=models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    added_at = models.DateTimeField("授权时间")

    class Meta:
        db_table = "identity_entity_member"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "entity"], name="account_is_member_of_entity_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id}: account {self.account_id}"


class AttemptRecord(models.Model):
    """How often somebody tried lately to sign in, in the form of Django's cache: nobody else's.

    ``settings.CACHES`` names the table, so that all processes count together.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "identity_attempt"

    def __str__(self) -> str:
        return self.cache_key
