"""A second version of the small law, in which much has happened to it."""

from cms.importing.draft_import import SourceFile, import_version
from cms.models import User, VersionPage
from cms.structure.outline import Line, build_outline
from tests.factories.laws import SMALL_LAW

# A point is gone, the term is longer, an article has come in between, the last one has moved on.
SECOND_LAW = (
    SMALL_LAW.replace("d) Hiệp hội doanh nghiệp;\nđ)", "d)")
    .replace("không quá 10 ngày", "không quá 15 ngày")
    .replace(
        "Điều 4. Hiệu lực",
        "Điều 4. Kinh phí\nNgân sách nhà nước bảo đảm kinh phí lấy ý kiến.\nĐiều 5. Hiệu lực",
    )
)


def publish_next(
    version: VersionPage, text: str = SECOND_LAW, *, in_force: bool = False
) -> VersionPage:
    """The next version of the same draft law, or the law in force beside it."""
    editor = User.objects.get(username="bien-tap")
    outline = build_outline([Line(line, at) for at, line in enumerate(text.split("\n"))])
    source = SourceFile("lan-sau.txt", text.encode())
    return import_version(version.draft, outline, source, by=editor, in_force=in_force)
