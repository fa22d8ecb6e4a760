"""People and agencies."""

import factory

from cms.models import Agency, AgencyKind, User
from consultation.models import Membership
from consultation.rules import Role

PASSWORD = "dien-bien-2026"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoi-{n}")
    full_name = factory.Sequence(lambda n: f"Lò Văn Số {n}")
    password = factory.PostGenerationMethodCall("set_password", PASSWORD)

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        if create:
            instance.save()


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    code = factory.Sequence(lambda n: f"so-{n}")
    name = factory.Sequence(lambda n: f"Sở số {n} tỉnh Điện Biên")
    short_name = factory.Sequence(lambda n: f"Sở số {n}")
    kind = AgencyKind.DEPARTMENT
    protocol_order = factory.Sequence(lambda n: n)
    superior_name = "Ủy ban nhân dân tỉnh Điện Biên"
    letter_symbol = factory.Sequence(lambda n: f"S{n}-VP")
    place_name = "Điện Biên"
    signing_title = "GIÁM ĐỐC"


def member_of(agency: Agency, role: Role, **values) -> User:
    user = UserFactory(**values)
    Membership.objects.create(user=user, agency=agency, role=role)
    return user


def officer_of(agency: Agency, **values) -> User:
    return member_of(agency, Role.OFFICER, **values)


def head_of(agency: Agency, **values) -> User:
    return member_of(agency, Role.HEAD, **values)
