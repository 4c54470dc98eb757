"""Ranking texts by a question, and the index under it."""

from importlib.resources import files

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.index import Index, Phrase, Term
from nlp.rank import Ranker
from nlp.related import related, weights
from nlp.text import fold, syllables

# Duties of no real plan.
TEXTS = (
    "Xây dựng đề án phòng, chống đuối nước ở trẻ em; đầu tư bể bơi tại các xã",
    "Giảm thiểu tình trạng tảo hôn và hôn nhân cận huyết thống trong vùng dân tộc thiểu số",
    "Tổ chức tiêm chủng mở rộng cho trẻ em dưới 5 tuổi",
    "Hướng dẫn các cơ quan báo chí tuyên truyền, phổ biến pháp luật về trẻ em",
    "Bố trí kinh phí thực hiện kế hoạch trong dự toán ngân sách hằng năm",
    "Thu gom, xử lý chất thải rắn sinh hoạt; bảo vệ môi trường nông thôn",
    "Kiểm tra việc giải quyết thủ tục hành chính tại bộ phận một cửa",
    "Đào tạo nghề, giải quyết việc làm cho người lao động bị thu hồi đất",
    "Tổng hợp, báo cáo kết quả thực hiện kế hoạch trước ngày 15 tháng 12",
    "Tăng cường quản lý trẻ em trên môi trường mạng",
)
RANKER = Ranker(TEXTS)


def _first(question: str) -> str:
    return TEXTS[RANKER.search(question)[0][0]]


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Ai chủ trì phòng chống đuối nước?", "đuối nước"),
        ("ai chu tri phong chong duoi nuoc", "đuối nước"),
        ("ai chur trif phongf choongs dduoois nuwowcs", "đuối nước"),
        ("phongchong duoinuoc", "đuối nước"),
        ("đơn vị nào lo vụ đuối nuớc cho te", "đuối nước"),
        ("xây hồ bơi ở xã", "bể bơi"),
        ("lấy chồng sớm thì cơ quan nào lo", "tảo hôn"),
        ("chích ngừa cho con nít", "tiêm chủng"),
        ("tiền lấy ở đâu", "kinh phí"),
        ("rác thải ai thu gom", "chất thải"),
        ("giai quyet tthc o 1 cua", "thủ tục hành chính"),
        ("giải quyết việc làm", "việc làm"),
        ("giải quyết thủ tục", "thủ tục"),
        ("báo coá kết qảu thực hiện kees hoạch", "báo cáo"),
        ("trẻ em trên mạng", "môi trường mạng"),
    ],
)
def test_finds_the_text_however_it_was_asked(question: str, part: str) -> None:
    assert part in _first(question)


# Duties of many fields, of no real plan, each with what people call it.
FIELDS = {
    "Cấp giấy chứng nhận quyền sử dụng đất lần đầu cho hộ gia đình": ["làm bìa đỏ cho dân", "ra sổ cho người ta"],
    "Thực hiện chống thất thu, quản lý thuế đối với hộ kinh doanh": ["tiền thuế của mấy tiệm tạp hóa", "trốn thuế"],
    "Đẩy nhanh tiến độ giải ngân vốn đầu tư công": ["giải ngân chậm", "tiêu vốn chậm thì ai chịu"],
    "Số hóa hồ sơ, kết quả giải quyết": ["quét hồ sơ", "scan hồ sơ cũ"],
    "Nâng cao tỷ lệ hồ sơ nộp qua dịch vụ công trực tuyến": ["làm giấy tờ qua mạng", "thủ tục trên mạng"],
    "Đo lường sự hài lòng của người dân, tổ chức": ["dân hài lòng tới đâu"],
    "Thực hiện tinh giản biên chế theo lộ trình": ["cắt biên chế", "nghỉ hưu sớm"],
    "Rà soát phương án sơ tán dân khi có sạt lở đất": ["sạt núi", "chạy lũ"],
    "Vận hành an toàn hồ đập, phòng chống hạn hán, xâm nhập mặn": ["nước mặn", "nắng hạn"],
    "Kiểm tra công tác phòng cháy và chữa cháy tại chợ": ["cháy chợ", "bình cứu hỏa"],
    "Xử lý xe quá khổ quá tải trên các tuyến tỉnh lộ": ["xe quá tải", "xe ben"],
    "Phân loại chất thải rắn sinh hoạt tại nguồn": ["chia rác", "gom rác, hốt rác"],
    "Ngăn chặn khai thác khoáng sản trái phép": ["hút cát trộm", "cát tặc"],
    "Tiêm phòng gia súc gia cầm, phòng bệnh dại ở chó": ["chó dại", "chích heo chích gà"],
    "Chống khai thác thủy sản bất hợp pháp, giám sát tàu cá": ["kích điện", "ghe cá"],
    "Phòng chống sốt xuất huyết, diệt lăng quăng": ["bọ gậy", "phun thuốc muỗi"],
    "Kiểm soát thức ăn đường phố, phòng ngừa ngộ độc thực phẩm": ["đồ ăn ôi thiu", "quán vỉa hè"],
    "Chấn chỉnh các khoản thu đầu năm học, lạm thu": ["quỹ lớp", "thu tiền trường"],
    "Thực hiện nếp sống văn minh trong việc cưới, việc tang": ["đám ma linh đình", "cưới xin tốn kém"],
    "Hỗ trợ lao động đi làm việc ở nước ngoài theo hợp đồng": ["đi hàn quốc làm", "đi nhật bản"],
    "Cho vay tín dụng chính sách đối với hộ mới thoát nghèo": ["vốn làm ăn", "vay ngân hàng chính sách"],
    "Chuẩn bị bầu cử đại biểu Quốc hội": ["đi bỏ phiếu", "ngày bầu"],
    "Thực hiện bình đẳng giới, vì sự tiến bộ của phụ nữ": ["nam nữ ngang nhau"],
    "Tuyển chọn, gọi công dân nhập ngũ": ["đi nghĩa vụ", "khám nghĩa vụ"],
    "Tổ chức tiếp xúc cử tri định kỳ": ["gặp cử tri", "nghe cử tri"],
}


@pytest.mark.parametrize(("said", "duty"), [(said, duty) for duty, all_said in FIELDS.items() for said in all_said])
def test_everyday_words_find_the_words_of_plans_in_other_fields(said: str, duty: str) -> None:
    duties = list(FIELDS)
    ranker = Ranker(duties)
    for typed in (said, fold(said)):
        assert duties[ranker.search(f"{typed} thì ai lo")[0][0]] == duty


def test_the_word_itself_is_worth_more_than_a_related_one() -> None:
    texts = ("Tập huấn cho cán bộ cấp xã", "Bồi dưỡng cho cán bộ cấp xã", "Đào tạo cho cán bộ cấp xã")
    ranker = Ranker(texts)
    for at, question in enumerate(("tập huấn cán bộ", "bồi dưỡng cán bộ", "đào tạo cán bộ")):
        found = ranker.search(question)
        assert found[0][0] == at
        assert len(found) == 3


def test_marks_decide_between_equals() -> None:
    ranker = Ranker(("Ban hành quy chế", "Bán hàng quý này", "Bản hạng quỳ"))
    assert ranker.search("bán hàng")[0][0] == 1
    assert ranker.search("Ban hành")[0][0] == 0
    assert ranker.search("quỳ")[0][0] == 2


def test_order_and_nearness_decide_between_equal_words() -> None:
    ranker = Ranker(
        ("nước ngầm và việc đuối lý", "phòng chống đuối nước", "đuối và rất nhiều chữ khác xa hẳn rồi nước")
    )
    assert ranker.search("đuối nước")[0][0] == 1


def test_nothing_to_find() -> None:
    assert RANKER.search("") == []
    assert RANKER.search("???") == []
    assert RANKER.search("zzzz qqqq") == []
    assert Ranker(()).search("kế hoạch") == []


def test_words_found_by_a_segmenter_may_be_given() -> None:
    assert Ranker(TEXTS, words=["kế hoạch", "đuối nước", "không có trong bài"]).search("đuối nước")[0][0] == 0


def test_a_word_that_is_no_slip_is_left_alone() -> None:
    reading = RANKER.read("bóng đá")
    assert [(term.syllable, term.form, term.also) for term in reading.terms] == [("bong", "bóng", ()), ("da", "đá", ())]


def test_question_words_weigh_little_but_not_inside_a_word() -> None:
    found = {term.syllable: term.weight for term in RANKER.read("ai chủ trì việc đó cho trẻ em").terms}
    assert found["ai"] < found["viec"] < found["chu"] == found["em"] == 1


def test_other_readings_of_an_abbreviation_are_kept() -> None:
    reading = RANKER.read("dv")
    assert [term.syllable for term in reading.terms] == ["don", "vi"]
    assert [term.syllable for term in RANKER.read("kt-xh").terms] == ["kinh", "te", "xa", "hoi"]
    assert Phrase(("dich", "vu"), 0, 2, reading.phrases[0].strength) in reading.phrases


def test_a_short_form_that_the_texts_use_themselves_is_taken_as_written() -> None:
    ranker = Ranker(("Bổ sung vitamin K cho trẻ sơ sinh", "Không tổ chức lễ hội", "Ban hành HD mới", "Hướng dẫn mới"))
    assert ranker.search("vitamin k")[0][0] == 0
    assert ranker.search("ban hành hd")[0][0] == 2
    assert ranker.search("k tổ chức lễ hội")[0][0] == 1


WORDS = st.lists(st.sampled_from(["trẻ", "em", "đuối", "nước", "kế", "hoạch", "báo", "cáo"]), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=6), WORDS.map(" ".join))
def test_results_are_positions_in_order_of_score(texts: list[str], question: str) -> None:
    found = Ranker(texts).search(question, limit=4)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert len({position for position, _ in found}) == len(found) <= 4
    assert all(0 <= position < len(texts) for position, _ in found)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_any_text_can_be_asked(question: str) -> None:
    assert all(0 <= position < len(TEXTS) for position, _ in RANKER.search(question, limit=3))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.sampled_from(range(len(TEXTS))))
def test_bare_typing_finds_the_same(at: int) -> None:
    assert RANKER.search(TEXTS[at])[0][0] == RANKER.search(fold(TEXTS[at]))[0][0] == at


def test_index_counts_texts() -> None:
    index = Index(("trẻ em, trẻ nhỏ", "người già"))
    index.add(["trẻ em và người già"])
    assert len(index) == 3
    assert dict(index.vocabulary) == {"tre": 2, "em": 2, "nho": 1, "nguoi": 2, "gia": 2, "va": 1}
    assert index.pairs["tre", "em"] == 2
    assert index.pairs.get(("em", "nguoi"), 0) == 0
    assert dict(index.pairs)["nguoi", "gia"] == 2
    assert len(index.pairs) == len(list(index.pairs))
    assert index.idf("nho") > index.idf("tre") > 0
    assert index.idf("vắng") > index.idf("nho")
    with pytest.raises(KeyError):
        index.pairs["em", "nguoi"]
    with pytest.raises(KeyError):
        index.vocabulary["vang"]


def test_index_after_adding_finds_the_new_text_too() -> None:
    index = Index(("kế hoạch năm",))
    terms = [Term("bao"), Term("cao")]
    assert index.score(terms) == []
    index.add(["báo cáo năm"])
    assert [position for position, _ in index.score(terms)] == [1]


def test_only_among_some_texts() -> None:
    terms = [Term("tre"), Term("em")]
    everywhere = {position for position, _ in RANKER.index.score(terms, limit=None)}
    assert everywhere == {at for at, text in enumerate(TEXTS) if {"tre", "em"} & {*syllables(text)}}
    some = [range(2, 3), range(4, 5), range(9, 10)]
    assert {position for position, _ in RANKER.index.score(terms, among=some)} == {2, 9}
    many = Index(["trẻ em"] * 60)
    assert {position for position, _ in many.score(terms, among=[range(20, 50)], limit=5)} <= {*range(20, 50)}


def test_which_terms_a_text_accounts_for() -> None:
    terms = [Term("ho"), Term("boi"), Term("xa")]
    phrases = [Phrase(("be", "boi"), 0, 2, 0.9)]
    assert RANKER.index.matched(0, terms, phrases) == [0.9, 1.0, 1.0]
    assert RANKER.index.matched(4, terms, phrases) == [0.0, 0.0, 0.0]


def test_firm_pairs() -> None:
    index = RANKER.index
    assert index.cohesion("tre", "em") == 1 > index.cohesion("duoi", "nuoc") > index.cohesion("tai", "cac") > 0
    assert index.cohesion("nuoc", "duoi") == index.cohesion("la", "gi") == 0


def test_words_given_make_a_pair_weigh_more() -> None:
    texts = ("thu hồi đất", "thu gom đất thu", "hồi thu hồi hướng")
    plain, told = Index(texts), Index(texts)
    told.add_words(["thu hồi"])
    terms = [Term("thu"), Term("hoi")]
    assert dict(told.score(terms))[0] > dict(plain.score(terms))[0]


def test_related_phrases_take_the_longest_and_respect_marks() -> None:
    assert ("be", "boi") in {phrase.words for phrase in related(["ho", "boi"])}
    assert related(["te", "nga"], ["tê", "ngà"]) == [] != related(["te", "nga"])
    spans = {(phrase.start, phrase.end) for phrase in related(syllables("an toàn giao thông, tai nạn giao thông"))}
    assert (4, 8) in spans
    assert not any(start > 4 for start, _ in spans)


def test_each_group_of_the_data_can_be_found() -> None:
    groups = yaml.safe_load(files("nlp").joinpath("data", "related.yaml").read_text(encoding="utf-8"))["groups"]
    assert len(groups) > 150
    for group in groups:
        assert {*group} <= {"same", "said", "written", "strength"}
        assert 0 < group.get("strength", 0.5) <= 1
        same = group.get("same", [])
        assert len(same) > 1 or (group["said"] and group["written"])
        for said in group.get("said", same):
            found = {phrase.words for phrase in related(syllables(said))}
            others = {tuple(syllables(each)) for each in group.get("written", same) if each != said}
            assert others <= found, said


def test_one_syllable_inside_a_word_has_no_relatives() -> None:
    assert related(["tien"])
    assert related(["tien", "do"], joined=lambda one, two: (one, two) == ("tien", "do")) == []


def test_weights_follow_the_marks() -> None:
    assert weights([("la", "là")]) == weights([("la", None)]) < [1.0]
    assert weights([("la", "lá")]) == [1.0]
    assert weights([("nhu", None), ("the", None), ("nao", None)])[0] < 0.2
