"""Everything that changes an account; each whole or not at all, and written to the audit trail."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import F

from perenou.workbench.accounts.models import User, UserRole
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.trail import Detail, record
from perenou.workbench.privacy.crypto import findable, findables


class LastAdministratorError(Exception):
    """Nobody would be left who can manage accounts."""


class TakenError(Exception):
    """Another account has it already.

    Attributes:
        field: ``username`` or ``subject``.
    """

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def add(
    actor: User, username: str, name: str, unit: str, roles: Collection[Role], subject: str = ""
) -> User:
    """An account without a password; it is set by a link, or never where the state signs in.

    Args:
        subject: country and personal code, as the state sign-in tells them; empty: local only.

    Raises:
        TakenError: the user name or the subject belongs to somebody else.
    """
    with transaction.atomic():
        if User.objects.filter(username=username).exists():
            raise TakenError("username")
        digest = _digest(subject, None)
        user = User.objects.make(username, name, sorted(roles), unit=unit)
        User.objects.filter(pk=user.pk).update(subject=digest)
        told: Detail = {"roles": sorted(roles), "state_sign_in": digest is not None}
        record(actor, "account.added", "account", user.pk, detail=told)
    return user


def add_first(username: str, name: str, subject: str = "") -> User:
    """The first administrator, added on the machine itself; this one adds the others.

    Args:
        subject: as for ``add``.

    Raises:
        LastAdministratorError: there is one already.
        TakenError: the user name belongs to somebody.
    """
    with transaction.atomic():
        held = UserRole.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
        if held.exists():
            raise LastAdministratorError
        if User.objects.filter(username=username).exists():
            raise TakenError("username")
        user = User.objects.make(username, name, [Role.ADMINISTRATOR])
        digest = _digest(subject, None)
        User.objects.filter(pk=user.pk).update(subject=digest)
        told: Detail = {"roles": [Role.ADMINISTRATOR], "state_sign_in": digest is not None}
        record(None, "account.added", "account", user.pk, detail=told)
    return user


def invite_again(username: str) -> User | None:
    """An administrator for whom a new link is made on the machine itself; None: there is none.

    Earlier links and sessions of theirs are worthless from then on.
    """
    held = UserRole.objects.filter(role=Role.ADMINISTRATOR).values("user")
    user = User.objects.filter(username=username, is_active=True, pk__in=held).first()
    if user is not None:
        with transaction.atomic():
            _end_sessions(user)
            User.objects.filter(pk=user.pk).update(failures=0, locked_until=None)
            record(None, "account.invited", "account", user.pk)
        user.refresh_from_db()
    return user


def change(actor: User, user: User, name: str, unit: str, roles: Collection[Role]) -> None:
    """Change what somebody is here; it holds from their next request on.

    Raises:
        LastAdministratorError: it would take the role from the last administrator.
    """
    with transaction.atomic():
        others = _administrators_but(user)
        held = _held(user)
        before = {Role(row.role) for row in held.role_rows.all()}
        wanted = set(roles)
        if Role.ADMINISTRATOR in before - wanted and not others:
            raise LastAdministratorError
        changed = [key for key, is_new in (
            ("name", held.name != name), ("unit", held.unit != unit), ("roles", before != wanted),
        ) if is_new]  # fmt: skip
        if not changed:
            return
        told: Detail = {
            "changed": changed,
            "before": sorted(role.value for role in before),
            "roles": sorted(role.value for role in wanted),
            "unit": [held.unit, unit],
            "name": [held.name, name],
        }
        held.name, held.unit = name, unit
        if before != wanted:
            UserRole.objects.filter(user=held, role__in=before - wanted).delete()
            UserRole.objects.bulk_create([UserRole(user=held, role=r) for r in wanted - before])
        held.save(update_fields=["name", "unit"])
        record(actor, "account.changed", "account", user.pk, detail=told)


def take_over_roles(user: User, told: Collection[str]) -> None:
    """Give somebody the roles that the sign-in service tells, and take the others away.

    A name that is no role of ours is none. Of the last administrator the role stays, for somebody
    has to be able to mend what the service tells.

    Raises:
        LookupError: no role is left; whoever has none here may not come in.
    """
    wanted = {role for role in Role if role.value in told}
    with transaction.atomic():
        others = _administrators_but(user)
        held = _held(user)
        before = {Role(row.role) for row in held.role_rows.all()}
        if not others:
            wanted |= before & {Role.ADMINISTRATOR}
        if not wanted:
            raise LookupError
        if before == wanted:
            return
        UserRole.objects.filter(user=held, role__in=before - wanted).delete()
        UserRole.objects.bulk_create([UserRole(user=held, role=role) for role in wanted - before])
        detail: Detail = {
            "changed": ["roles"], "before": sorted(before), "roles": sorted(wanted),
        }  # fmt: skip
        record(None, "account.changed", "account", user.pk, detail=detail)
    user.refresh_from_db()


def know_as(actor: User, user: User, subject: str) -> None:
    """Tell by which subject the state sign-in knows somebody; empty: by none any more.

    Raises:
        TakenError: it belongs to somebody else.
    """
    with transaction.atomic():
        held = _held(user)
        held.subject = _digest(subject, held)
        held.generation += 1
        held.save(update_fields=["subject", "generation"])
        told = {"state_sign_in": held.subject is not None}
        record(actor, "account.subject", "account", user.pk, detail=told)


def deactivate(actor: User, user: User) -> None:
    """Close an account; its sessions end.

    Raises:
        LastAdministratorError: it is the last administrator's.
    """
    with transaction.atomic():
        others = _administrators_but(user)
        held = _held(user)
        if not held.is_active:
            return
        if not others and held.role_rows.filter(role=Role.ADMINISTRATOR).exists():
            raise LastAdministratorError
        held.is_active = False
        held.generation += 1
        held.save(update_fields=["is_active", "generation"])
        record(actor, "account.deactivated", "account", user.pk)


def activate(actor: User, user: User) -> None:
    """Open a closed account again."""
    with transaction.atomic():
        if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            record(actor, "account.activated", "account", user.pk)


def unlock(actor: User, user: User) -> None:
    """Let somebody try again before the lock ends."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(failures=0, locked_until=None)
        record(actor, "account.unlocked", "account", user.pk)


def invite(actor: User, user: User) -> None:
    """Make earlier links and sessions worthless before a new link to set the password is shown."""
    with transaction.atomic():
        _end_sessions(user)
        record(actor, "account.invited", "account", user.pk)
    user.refresh_from_db()


def set_password(user: User, password: str) -> None:
    """Take a new password, which ends every session of theirs."""
    with transaction.atomic():
        held = _held(user)
        held.set_password(password)
        held.failures, held.locked_until = 0, None
        held.generation += 1
        held.save(update_fields=["password", "failures", "locked_until", "generation"])
        record(user, "account.password", "account", user.pk)
    user.refresh_from_db()


def end_sessions(user: User) -> None:
    """Sign somebody out everywhere."""
    with transaction.atomic():
        _end_sessions(user)
        record(user, "account.sessions_ended", "account", user.pk)
    user.refresh_from_db()


def _end_sessions(user: User) -> None:
    User.objects.filter(pk=user.pk).update(generation=F("generation") + 1)


def _held(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _administrators_but(user: User) -> list[int]:
    """The other administrators, all of them locked in one order and before anybody else.

    So two who close each other's account at once wait for one another, and neither in vain.
    """
    administrators = User.objects.select_for_update().filter(
        is_active=True, pk__in=UserRole.objects.filter(role=Role.ADMINISTRATOR).values("user")
    )
    return [each.pk for each in administrators.order_by("pk") if each.pk != user.pk]


def _digest(subject: str, owner: User | None) -> str | None:
    if not subject:
        return None
    digest = findable(subject)
    others = User.objects.filter(subject__in=findables(subject))
    if (others if owner is None else others.exclude(pk=owner.pk)).exists():
        raise TakenError("subject")
    return digest
