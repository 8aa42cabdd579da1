"""Accounts, and the persons and entities behind them."""

from datetime import datetime
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection, models
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


class SessionRecord(AbstractBaseSession):
    """A session, and the account signed in to it, so that both are found by one statement.

    Every request of somebody signed in begins with this statement, hence written out: built by the
    ORM, and as two, it was a fifth of the time that a whole submission took.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")

    FIND: ClassVar[str] = """
        SELECT session.session_data, account.id, account.password, account.last_login,
               account.email, account.name, account.assurance_level, account.is_active,
               account.is_officer, account.joined_at
        FROM identity_session AS session
        LEFT JOIN identity_account AS account ON account.id = session.account_id
        WHERE session.session_key = %s AND session.expire_date > %s
    """

    class Meta(AbstractBaseSession.Meta):
        db_table = "identity_session"

    @classmethod
    def find(cls, session_key: str, at: datetime) -> Self | None:
        """Return a session that has not expired, with its account."""
        with connection.cursor() as cursor:
            cursor.execute(cls.FIND, [session_key, at])
            row = cursor.fetchone()
            names = [column.name for column in cursor.description or ()]
        if row is None:
            return None
        account = None if row[1] is None else Account.from_db("default", names[1:], row[1:])
        return cls(session_key=session_key, session_data=row[0], account=account)


class NaturalPersonRecord(models.Model):
    """The person behind an account: one person, one account."""

    DECLARED: ClassVar[str] = """
        SELECT account.name, person.resident_id, account.email, person.phone,
               account.assurance_level
        FROM identity_natural_person AS person
        JOIN identity_account AS account ON account.id = person.account_id
        WHERE person.account_id = %s
    """

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

    @classmethod
    def find_declared(cls, account_id: AccountId) -> tuple[str, str, str, str, str] | None:
        """Return name, resident id, e-mail address, phone and level of the account's person."""
        with connection.cursor() as cursor:
            cursor.execute(cls.DECLARED, [account_id])
            row: tuple[str, str, str, str, str] | None = cursor.fetchone()
        return row


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
