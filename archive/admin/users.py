"""Accounts and their roles. Nobody gives what they do not have, nor lays hands on an account that may do more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import AbstractUser, Group, Permission, User
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.roles import PERMISSIONS, Role, permissions_of, role_of

NO_ROLE = ("", _("none: may not log in here"))


class RoleField(forms.ChoiceField):
    """One of the roles that lie within what `giver` may do."""

    def __init__(self, giver: AbstractUser | None = None, **kwargs: Any) -> None:
        held = giver.get_all_permissions() if giver else set()
        choices = [NO_ROLE, *(role for role in Role.choices if PERMISSIONS[Role(role[0])] <= held)]
        super().__init__(choices=choices, label=_("Role"), required=False, **kwargs)


class AccountCreationForm(UserCreationForm):
    role = RoleField()


class AccountForm(UserChangeForm):
    role = RoleField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["role"] = role_of(self.instance) or ""


admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = AccountForm
    add_form = AccountCreationForm
    list_display = ("username", "first_name", "last_name", "role", "is_superuser", "is_active", "last_login")
    list_filter = ("groups", "is_superuser", "is_active")
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2", "role")}),)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Who it is"), {"fields": ("first_name", "last_name", "email")}),
        (_("What the account may do"), {"fields": ("is_active", "role", "is_superuser")}),
        (_("When"), {"fields": ("last_login", "date_joined")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _is_within_reach(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _is_within_reach(request.user, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        return self.readonly_fields if request.user.is_superuser else (*self.readonly_fields, "is_superuser")

    def get_form(self, request: HttpRequest, obj: User | None = None, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        if "role" in form.base_fields:
            form.base_fields["role"] = RoleField(request.user)
        return form

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        if {"role", "is_superuser"} & set(form.changed_data):
            obj.is_staff = bool(form.cleaned_data["role"]) or obj.is_superuser
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "role" in form.changed_data:
            form.instance.groups.remove(*Group.objects.filter(name__in=Role.values))
            form.instance.groups.add(*Group.objects.filter(name=form.cleaned_data["role"]))

    @admin.display(description=_("role"))
    def role(self, user: User) -> str:
        role = role_of(user)
        return role.label if role else ""


@admin.register(Group)
class RoleGroupAdmin(GroupAdmin):
    """The groups of the roles are shown and stay as they are; groups beside them are for superusers to make."""

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return super().has_change_permission(request, obj) and _is_free(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _is_free(request.user, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser


def _is_free(user: AbstractUser, group: Group | None) -> bool:
    return user.is_superuser and (group is None or group.name not in Role.values)


def _is_within_reach(user: AbstractUser, account: User | None) -> bool:
    """Whether whoever takes over the account gains nothing by it."""
    if user.is_superuser or account is None:
        return True
    held = permissions_of(account, Permission.objects)
    return not account.is_superuser and held <= user.get_all_permissions()
