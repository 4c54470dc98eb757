"""Rich text: what Telegram takes, and nothing lost on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wording.markup import Line, Message, Run, bold, code, italic, line, message, quote, to_html, to_text
from tests.botrules import RefusedError, parse_html, units

modest = settings(derandomize=True, deadline=None, max_examples=60)

odd = st.sampled_from(
    [" ", "\n", "&", "<b>", "</b>", "&amp;", "😀", "e\u0301", "\x00", "\x07", "\r\n", "\u2028", "\ud800"]
)
words = st.text(st.characters(), max_size=30)
texts = st.lists(st.one_of(words, odd, st.just("Ủy ban nhân dân tỉnh ")), max_size=12).map("".join)
runs = st.builds(Run, texts, st.sampled_from(["plain", "bold", "italic", "code"]))
lines = st.one_of(st.lists(runs, max_size=5).map(lambda parts: Line(tuple(parts))), texts.map(quote))
messages = st.lists(lines, max_size=12).map(lambda parts: Message(tuple(parts)))


def assert_whole(answer: Message, parts: list[str], limit: int) -> None:
    """Every part is valid, and the parts are the text in order with only white space lost between them."""
    rest = to_text(answer)
    for part in parts:
        visible, entities = parse_html(part)
        assert visible.strip()
        assert units(visible) <= limit
        assert entities <= 100
        assert len(part.encode()) <= 32768
        before, found, rest = rest.partition(visible)
        assert found
        assert not before.strip()
    assert not rest.strip()


@modest
@given(messages, st.integers(2, 80))
def test_any_text_in_small_parts(answer: Message, limit: int) -> None:
    assert_whole(answer, to_html(answer, limit), limit)


@modest
@given(messages.filter(lambda answer: to_text(answer).strip() != ""), st.integers(40, 120))
def test_long_answers(answer: Message, times: int) -> None:
    long = Message(answer.lines * times)
    assert_whole(long, to_html(long), 4096)


@modest
@given(messages)
def test_the_text_has_nothing_that_telegram_drops(answer: Message) -> None:
    text = to_text(answer)
    assert not any(ord(each) < 32 and each != "\n" for each in text)
    assert text.encode().decode() == text


def test_styles_and_escapes() -> None:
    answer = message(
        line("A & B: ", bold("Sở <Y tế>"), ", ", italic("theo"), " ", code("488/KH")), quote("1 < 2"), "hết"
    )
    assert to_text(answer) == "A & B: Sở <Y tế>, theo 488/KH\n1 < 2\nhết"
    assert to_html(answer) == [
        "A &amp; B: <b>Sở &lt;Y tế&gt;</b>, <i>theo</i> <code>488/KH</code>\n"
        "<blockquote expandable>1 &lt; 2</blockquote>\nhết"
    ]


def test_quotes_after_one_another_are_one_block() -> None:
    assert to_html(message(quote("a"), quote("b\nc"))) == ["<blockquote expandable>a\nb\nc</blockquote>"]


def test_no_text_no_part() -> None:
    assert to_html(message()) == []
    assert to_html(message(" ", bold("\n\t"), quote(""))) == []


def test_breaks_between_items_where_it_can() -> None:
    item = [line(bold("x" * 30)), line("y" * 10), line()]
    parts = to_html(Message(tuple(item * 4)), limit=100)
    assert parts == ["\n\n".join(["<b>" + "x" * 30 + "</b>\n" + "y" * 10] * 2)] * 2


def test_long_line_breaks_between_words_and_keeps_its_style() -> None:
    parts = to_html(message(bold("một hai ba bốn")), limit=8)
    assert parts == ["<b>một hai</b>", "<b> ba bốn</b>"]


def test_word_longer_than_a_message() -> None:
    assert [units(part) for part in to_html(message("😀" * 3000))] == [4096, 1904]


def test_at_most_a_hundred_marks() -> None:
    answer = message(line(*[each for number in range(250) for each in (bold(str(number)), " ")]))
    assert [parse_html(part)[1] for part in to_html(answer)] == [100, 100, 50]


def test_a_quote_stands_alone() -> None:
    with pytest.raises(ValueError, match="own"):
        line("theo ", Run("nguyên văn", "quote"))


@pytest.mark.parametrize("bad", ["<b>a", "a</b>", "<u>a</u>", "a & b", "&nbsp;", "<b><i>a</b></i>", "1 < 2", "a > b"])
def test_the_judge_of_these_tests_refuses(bad: str) -> None:
    with pytest.raises(RefusedError):
        parse_html(bad)
