"""A person's browser: opened, signed in, and watched for what it complains of."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.factories.people import PASSWORD

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# A refused form is shown again with its mistakes; the browser calls that a failure, too.
IS_NO_ERROR = "Failed to load resource"


@dataclass
class Watch:
    """What went wrong in a window without anybody seeing it."""

    home: str
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.home:
            self.strangers.append(request.url)

    def _answered(self, response: Response) -> None:
        is_part = response.request.resource_type in ("script", "stylesheet", "font", "image")
        if is_part and response.status >= 400:
            self.missing.append(response.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(IS_NO_ERROR):
            self.complaints.append(message.text)

    @property
    def found(self) -> list[str]:
        return [*self.strangers, *self.complaints, *self.missing]


class Window:
    """One person's browser on the served site; `page` is the tab in front."""

    def __init__(self, browser: Browser, url: str, **options) -> None:
        options = {"viewport": DESKTOP, "locale": "vi-VN", **options}
        self.url = url
        self.context = browser.new_context(base_url=url, **options)
        self.context.set_default_timeout(20_000)
        self.watch = Watch(urlsplit(url).netloc)
        self.watch.over(self.context)
        self.page = self.context.new_page()

    def new_tab(self) -> Page:
        return self.context.new_page()

    def sign_in(self, person) -> None:
        """On the sign-in page, as people do."""
        self.page.goto("/tai-khoan/login/")
        self.page.get_by_label("Tên đăng nhập").fill(person.username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
        self.page.get_by_role("heading", name="Việc của tôi").wait_for()

    def come_back(self, person) -> None:
        """As somebody who signed in hours ago: known, but asked again when it matters."""
        client = Client()
        client.force_login(person)
        self.go_on_as(client)

    def go_on_as(self, client: Client) -> None:
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.url}]
        )

    def close(self) -> None:
        self.context.close()
