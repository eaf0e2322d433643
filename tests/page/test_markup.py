"""No text becomes markup."""

import pytest

from geo.page.markup import link, paragraph, table, tag, text

EVIL = '<img src=x onerror="alert(1)">&'


def test_text_is_escaped() -> None:
    assert text(EVIL) == "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;"


def test_attributes_are_escaped() -> None:
    assert tag("p", title='"><script>') == '<p title="&quot;&gt;&lt;script&gt;"></p>'


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " https://a", "//a.example", ""]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert link(url, "label") == "label"


def test_a_link_opens_beside_the_page() -> None:
    assert link("https://a.example/?a=1&b=2", "<b>") == (
        '<a href="https://a.example/?a=1&amp;b=2" target="_blank" rel="noreferrer">&lt;b&gt;</a>'
    )


def test_a_table_has_caption_heads_and_rows() -> None:
    html = table(EVIL, ["place"], [[paragraph(EVIL)]])
    assert "<img" not in html
    assert '<th scope="col">place</th>' in html
    assert html.count("<caption>") == html.count('scope="row"') == 1
