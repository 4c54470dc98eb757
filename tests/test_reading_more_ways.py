"""More ways in which documents say who leads, with whom and by when: names that run on over commas and verbs, those who
bear duties without being agencies, work done by somebody, brackets, dashes, headings that share work out, letterheads.

All documents are examples written for these tests; none exists.
"""

from datetime import date

import pytest

from knowledge.models import Item
from tests.reading import by_ref, read, who, windows

HEAD = """ỦY BAN NHÂN DÂN
TỈNH VÍ DỤ
Số: 21/KH-UBND
Ví Dụ, ngày 03 tháng 3 năm 2025
KẾ HOẠCH
Giữ gìn trật tự năm 2025
"""
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def duties(body: str) -> list[Item]:
    return read(f"{HEAD}I. NHIỆM VỤ\n{body}\n").items


def duty(sentence: str) -> Item:
    items = duties(f"1. {sentence}")
    assert len(items) == 1
    return items[0]


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (
            "Công ty Cổ phần Quản lý, bảo trì đường bộ số 5 và các nhà thầu vá ổ gà trên tuyến.",
            ["Công ty Cổ phần Quản lý, bảo trì đường bộ số 5", "các nhà thầu"],
        ),
        (
            "Trung tâm Giám sát, điều hành thông minh tỉnh tích hợp dữ liệu camera.",
            ["Trung tâm Giám sát, điều hành thông minh tỉnh"],
        ),
        (
            "Công ty TNHH MTV Quản lý, khai thác thủy lợi Sông Mẫu và các chủ đập đóng mở cống.",
            ["Công ty TNHH MTV Quản lý, khai thác thủy lợi Sông Mẫu", "các chủ đập"],
        ),
        (
            "Tiểu ban Nhân sự và giải quyết khiếu nại, tố cáo rà soát hồ sơ.",
            ["Tiểu ban Nhân sự và giải quyết khiếu nại, tố cáo"],
        ),
        (
            "Tổ liên ngành kiểm tra an toàn thực phẩm xã kiểm tra quán ăn quanh trường.",
            ["Tổ liên ngành kiểm tra an toàn thực phẩm xã"],
        ),
        (
            "Hội đồng thẩm định bảng giá đất tỉnh tổ chức thẩm định hồ sơ.",
            ["Hội đồng thẩm định bảng giá đất tỉnh"],
        ),
        ("Trường Tiểu học và THCS Hoa Mẫu tổ chức ngày hội sách.", ["Trường Tiểu học và THCS Hoa Mẫu"]),
        ("Trường PTDT bán trú Tiểu học Hoa Mẫu sửa bếp ăn.", ["Trường PTDT bán trú Tiểu học Hoa Mẫu"]),
        ("Xí nghiệp Thủy nông Nam Hoa Mẫu mở cống lấy nước.", ["Xí nghiệp Thủy nông Nam Hoa Mẫu"]),
        (
            "Đội Thuế liên huyện số 3, Đội Kiểm lâm số 5 đo đạc bãi gỗ.",
            ["Đội Thuế liên huyện số 3", "Đội Kiểm lâm số 5"],
        ),
        ("Xí nghiệp Môi trường đô thị gom rác ban đêm.", ["Xí nghiệp Môi trường đô thị"]),
        (
            "Chi cục Tiêu chuẩn - Đo lường - Chất lượng kiểm định cân tại các chợ.",
            ["Chi cục Tiêu chuẩn - Đo lường - Chất lượng"],
        ),
        (
            "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh rà soát nhà ở công nhân.",
            ["Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh"],
        ),
        (
            "Hạt Kiểm lâm liên huyện Hoa Mẫu - Sông Mẫu tuần tra rừng.",
            ["Hạt Kiểm lâm liên huyện Hoa Mẫu - Sông Mẫu"],
        ),
        ("Giáo viên chủ nhiệm lập danh sách học sinh.", ["Giáo viên chủ nhiệm"]),
        ("Tổng phụ trách Đội phát động phong trào đọc sách.", ["Tổng phụ trách Đội"]),
        ("Ban nhân dân các ấp vận động hộ dân trồng hoa.", ["Ban nhân dân các ấp"]),
        ("Chủ đầu tư các dự án nghiệm thu công trình.", ["Chủ đầu tư các dự án"]),
        ("Tổ dân phố số 3, Tổ dân phố số 5 quét dọn sân chơi.", ["Tổ dân phố số 3", "Tổ dân phố số 5"]),
        ("Sở Xây dựng, với vai trò cơ quan thường trực, đôn đốc các đơn vị.", ["Sở Xây dựng"]),
        ("Sở Y tế (Chi cục An toàn vệ sinh thực phẩm) hậu kiểm 20 cơ sở.", ["Sở Y tế"]),
        ("UBND tỉnh giao trách nhiệm cho Sở Y tế kiểm tra bếp ăn.", ["Sở Y tế"]),
        ("UBND các xã: Hoa Mẫu, Sông Mẫu, Núi Mẫu kiểm kê rừng.", ["UBND các xã: Hoa Mẫu, Sông Mẫu, Núi Mẫu"]),
        ("Chậm nhất là ngày 03 tháng 5 năm 2025, UBND các xã niêm yết danh sách.", ["UBND các xã"]),
        ("Ngoài nhiệm vụ trên, Sở Tư pháp còn có trách nhiệm thẩm định hồ sơ.", ["Sở Tư pháp"]),
        (
            "Việc cấp mã số vùng trồng do Chi cục Trồng trọt và Bảo vệ thực vật thực hiện.",
            ["Chi cục Trồng trọt và Bảo vệ thực vật"],
        ),
        ("Nhiệm vụ này giao cho Phòng Kinh tế chủ trì.", ["Phòng Kinh tế"]),
        ("Trân trọng đề nghị Tòa án nhân dân tỉnh chỉ đạo các tòa khu vực xét xử.", ["Tòa án nhân dân tỉnh"]),
        (
            "Đề nghị Tư lệnh Quân khu 5, Tư lệnh Vùng 3 Hải quân, Vùng Cảnh sát biển 2 cử tàu hỗ trợ.",
            ["Tư lệnh Quân khu 5", "Tư lệnh Vùng 3 Hải quân", "Vùng Cảnh sát biển 2"],
        ),
        ("Khu Quản lý đường bộ III, Sở Xây dựng túc trực tại cầu.", ["Khu Quản lý đường bộ III", "Sở Xây dựng"]),
        (
            "Phòng Cảnh sát điều tra tội phạm về ma túy, Trại tạm giam trực 24/24.",
            ["Phòng Cảnh sát điều tra tội phạm về ma túy", "Trại tạm giam"],
        ),
        (
            "Trung tâm Dịch vụ việc làm và Giới thiệu lao động mở phiên chợ việc làm.",
            ["Trung tâm Dịch vụ việc làm và Giới thiệu lao động"],
        ),
        ("Đoàn giám sát số 2 làm việc với các xã.", ["Đoàn giám sát số 2"]),
        ("Nhân viên Y tế - Thủ quỹ: tủ thuốc, chi thưởng.", ["Nhân viên Y tế - Thủ quỹ"]),
        ("Các chợ, bến xe bố trí nước sát khuẩn.", ["Các chợ, bến xe"]),
        ("Sở Tài chính và bổ sung kinh phí cho các xã.", ["Sở Tài chính"]),
        ("Đội quản lý trật tự đô thị phường: kiểm tra chợ.", ["Đội quản lý trật tự đô thị phường"]),
        ("Hội đồng tuyển dụng giáo viên: công bố kết quả.", ["Hội đồng tuyển dụng giáo viên"]),
        ("Tổ công tác xử lý bến bãi trái phép: lập biên bản.", ["Tổ công tác xử lý bến bãi trái phép"]),
        ("Tổ chức kiểm tra bến bãi: lập biên bản.", []),
        ("Chốt ca trực. Chủ trì: Khoa Ngoại tổng hợp, Khoa Nhi", ["Khoa Ngoại tổng hợp", "Khoa Nhi"]),
        (
            "Tổ công tác liên ngành kiểm soát bến bãi ven sông: lập chốt.",
            ["Tổ công tác liên ngành kiểm soát bến bãi ven sông"],
        ),
        ("Phòng Công chức, viên chức lập danh sách.", ["Phòng Công chức, viên chức"]),
        ("Phát động phong trào tại Trường Tiểu học Hoa Mẫu (Trường Tiểu học Núi Mẫu cũ).", []),
        ("Rà soát các dự án do Sở Xây dựng làm chủ đầu tư.", []),
        ("Tham dự hội nghị do Bộ Y tế tổ chức.", []),
        ("Người dân được hỗ trợ 50% kinh phí lắp hố xí.", []),
        ("Tổ chức ký cam kết với chủ rừng, chủ đầu tư.", []),
        (
            "Giao Phó Thủ tướng phụ trách nông nghiệp chỉ đạo việc thu mua lúa.",
            ["Phó Thủ tướng phụ trách nông nghiệp"],
        ),
        ("Sở Y tế, với sự hỗ trợ của lực lượng vũ trang trên địa bàn, dọn dẹp bùn đất.", ["Sở Y tế"]),
        ("Ủy ban nhân dân huyện, mà trực tiếp là Phòng Nội vụ, bảo đảm kinh phí.", ["UBND huyện"]),
        ("Phó Giám đốc phụ trách đầu tư (Phó Trưởng Ban): bảo đảm hậu cần.", ["Phó Giám đốc phụ trách đầu tư"]),
        (
            "Các hộ đã nhận tiền nhưng chưa di dời: Trung tâm Phát triển quỹ đất huyện vận động bàn giao.",
            ["Trung tâm Phát triển quỹ đất huyện"],
        ),
        ("Chế độ thông tin: các cơ quan, đơn vị báo cáo ngày 02 lần.", ["các cơ quan, đơn vị"]),
        ("Chi phí diễn tập hạch toán vào giá thành, do Phòng Nội vụ cân đối.", ["Phòng Nội vụ"]),
        ("Đại hội cơ sở kết thúc trước 30/5. Trách nhiệm chính thuộc về các chi bộ.", ["các chi bộ"]),
    ],
)
def test_who_a_sentence_charges(sentence: str, leads: list[str]) -> None:
    assert duty(sentence).leads == leads


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Sở Công Thương cùng Công ty Điện lực tỉnh lập phương án.", (["Sở Công Thương"], ["Công ty Điện lực tỉnh"])),
        ("Sở Tư pháp chủ trì cùng với Hội Luật gia tỉnh tư vấn.", (["Sở Tư pháp"], ["Hội Luật gia tỉnh"])),
        (
            "Sở Tư pháp chủ trì, phối hợp với: Sở Nội vụ, Công an tỉnh rà soát văn bản.",
            (["Sở Tư pháp"], ["Sở Nội vụ", "Công an tỉnh"]),
        ),
        ("Sở Tài chính (chủ trì) phối hợp với Sở Nội vụ xây dựng định mức.", (["Sở Tài chính"], ["Sở Nội vụ"])),
        (
            "Sở Xây dựng bố trí xe cẩu tại các ngầm; khi có sự cố phối hợp với Công an tỉnh phân luồng.",
            (["Sở Xây dựng"], ["Công an tỉnh"]),
        ),
        (
            "Phòng Điều dưỡng chủ trì, Khoa Dược phối hợp giám sát cấp phát.",
            (["Phòng Điều dưỡng"], ["Khoa Dược"]),
        ),
        (
            "Bộ Chỉ huy Quân sự tỉnh phối hợp với Sở Y tế và các xã ven biển kiểm đếm tàu.",
            (["Bộ Chỉ huy Quân sự tỉnh"], ["Sở Y tế", "các xã ven biển"]),
        ),
        (
            "Sở Xây dựng có nhiệm vụ phối hợp cùng Công an tỉnh phân làn.",
            (["Sở Xây dựng"], ["Công an tỉnh"]),
        ),
        ("Các đơn vị cùng tham gia dọn vệ sinh.", (["Các đơn vị"], [])),
        (
            "Sở Y tế khám mắt cho người già, có sự tham gia của Hội Chữ thập đỏ tỉnh.",
            (["Sở Y tế"], ["Hội Chữ thập đỏ tỉnh"]),
        ),
        (
            "Sở Xây dựng nghiệm thu cầu; với sự tham gia, phối hợp của Thanh tra tỉnh và Sở Tài chính.",
            (["Sở Xây dựng"], ["Thanh tra tỉnh", "Sở Tài chính"]),
        ),
        ("Sở Y tế rà soát sổ tiêm với sự phối hợp của các trường.", (["Sở Y tế"], ["các trường"])),
        ("Sở Y tế giám sát ổ dịch (có sự tham gia của Chi cục Thú y).", (["Sở Y tế"], ["Chi cục Thú y"])),
        ("Sở Y tế giám sát ổ dịch (có Chi cục Thú y cùng tham gia).", (["Sở Y tế"], ["Chi cục Thú y"])),
        ("Sở Tư pháp rà soát văn bản; mời Hội Luật gia tỉnh tham gia góp ý.", (["Sở Tư pháp"], ["Hội Luật gia tỉnh"])),
        ("Sở Tư pháp rà soát văn bản, đề nghị Công an tỉnh cùng tham gia.", (["Sở Tư pháp"], ["Công an tỉnh"])),
        ("Huyện đoàn phát quang, cùng với Hội Nông dân huyện đến từng hộ.", (["Huyện đoàn"], ["Hội Nông dân huyện"])),
        ("Sở Tài chính làm đầu mối, cùng Sở Nội vụ đối chiếu số liệu.", (["Sở Tài chính"], ["Sở Nội vụ"])),
        ("Sở Tài chính là đầu mối cùng với Sở Nội vụ theo dõi chi trả.", (["Sở Tài chính"], ["Sở Nội vụ"])),
        ("Sở Tài chính kết hợp với Sở Nội vụ kiểm tra sổ sách.", (["Sở Tài chính"], ["Sở Nội vụ"])),
        ("Sở Tài chính phối kết hợp với Sở Nội vụ kiểm tra sổ sách.", (["Sở Tài chính"], ["Sở Nội vụ"])),
        ("Sở Y tế giám sát ổ dịch; Chi cục Thú y phối hợp lấy mẫu.", (["Sở Y tế"], ["Chi cục Thú y"])),
        (
            "Sở Y tế lập phương án. Các đơn vị phối hợp gồm: Sở Nội vụ, Công an tỉnh.",
            (["Sở Y tế"], ["Sở Nội vụ", "Công an tỉnh"]),
        ),
        (
            "Sở Y tế lập phương án; cơ quan phối hợp là Sở Nội vụ và Công an tỉnh.",
            (["Sở Y tế"], ["Sở Nội vụ", "Công an tỉnh"]),
        ),
        (
            "Trạm Y tế xã phun thuốc (phối hợp: Công an xã, Đoàn xã để giữ trật tự).",
            (["Trạm Y tế xã"], ["Công an xã", "Đoàn xã"]),
        ),
        ("Sở Y tế lập chốt; lực lượng phối hợp: Công an tỉnh.", (["Sở Y tế"], ["Công an tỉnh"])),
        ("Sở Y tế giám sát ổ dịch, phối hợp cùng Chi cục Thú y và các xã.", (["Sở Y tế"], ["Chi cục Thú y", "các xã"])),
        (
            "Sở Y tế chủ trì, phối hợp với Sở Nội vụ, Công an tỉnh, xây dựng phương án.",
            (["Sở Y tế"], ["Sở Nội vụ", "Công an tỉnh"]),
        ),
        (
            "Sở Y tế phối hợp với các cơ quan: Sở Nội vụ, Công an tỉnh kiểm tra bếp ăn.",
            (["Sở Y tế"], ["Sở Nội vụ", "Công an tỉnh"]),
        ),
        ("Sở Du lịch tổ chức hội chợ, có sự tham gia của các doanh nghiệp.", (["Sở Du lịch"], [])),
        ("Sở Du lịch bảo đảm có sự tham gia của phụ nữ trong mọi hoạt động.", (["Sở Du lịch"], [])),
        ("Sở Y tế treo băng rôn, cùng với áp phích tại cổng trường.", (["Sở Y tế"], [])),
        ("Sở Y tế vận động Hội Nông dân tỉnh, Hội Phụ nữ tỉnh cùng tham gia.", (["Sở Y tế"], [])),
        ("Sở Y tế làm tốt phần mình; Công an tỉnh phối hợp với Sở Nội vụ cấp thẻ.", (["Sở Y tế"], [])),
        (
            "Phòng Nội vụ (chủ trì), Thanh tra huyện và Phòng Tư pháp (phối hợp) rà soát các chợ.",
            (["Phòng Nội vụ"], ["Thanh tra huyện", "Phòng Tư pháp"]),
        ),
        ("Sở Y tế chủ trì, các bệnh viện cùng thực hiện việc tiêm phòng.", (["Sở Y tế"], ["các bệnh viện"])),
    ],
)
def test_who_works_with_the_one_that_leads(sentence: str, told: tuple[list[str], list[str]]) -> None:
    assert who(duty(sentence)) == told


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (
            " (Trường Cao đẳng tỉnh chủ trì, phối hợp Sở Nội vụ; Hội Khách sạn; hằng năm).",
            (["Trường Cao đẳng tỉnh"], ["Sở Nội vụ", "Hội Khách sạn"], "hằng năm"),
        ),
        (
            " (Ban Quản lý chợ tỉnh chủ trì; trình UBND tỉnh trước ngày 15/6/2025).",
            (["Ban Quản lý chợ tỉnh"], [], "trình UBND tỉnh trước ngày 15/6/2025"),
        ),
        (" (Đ/c Chánh Văn phòng, xong trước 15/4/2025).", (["Chánh Văn phòng"], [], "xong trước 15/4/2025")),
        (" (Sở Y tế là đầu mối; thường xuyên).", (["Sở Y tế"], [], "thường xuyên")),
        (" (Sở Y tế theo dõi, đôn đốc).", (["Sở Y tế"], [], None)),
        (
            " (Hội Nông dân tỉnh, Hội Cựu chiến binh tỉnh cùng thực hiện).",
            (["Hội Nông dân tỉnh", "Hội Cựu chiến binh tỉnh"], [], None),
        ),
        (" [Sở Y tế - chủ trì; Sở Nội vụ - phối hợp].", (["Sở Y tế"], ["Sở Nội vụ"], None)),
        (" (CQ chủ trì: Sở Nội vụ, CQ phối hợp: các sở, ngành).", (["Sở Nội vụ"], ["các sở, ngành"], None)),
        (" - Sở Nội vụ - Quý II/2025.", (["Sở Nội vụ"], [], "Quý II/2025")),
        (" → Phòng Kinh tế (trước 15/5/2025).", (["Phòng Kinh tế"], [], "trước 15/5/2025")),
        (
            ". Đầu mối: Phòng Kinh tế; cùng làm: Đoàn xã, Công an xã.",
            (["Phòng Kinh tế"], ["Đoàn xã", "Công an xã"], None),
        ),
        (
            ". Đơn vị chủ trì: Trung tâm Nghiên cứu, ứng dụng khoa học; thời gian: Quý III/2025.",
            (["Trung tâm Nghiên cứu, ứng dụng khoa học"], [], "Quý III/2025"),
        ),
    ],
)
def test_what_stands_behind_a_duty(behind: str, told: tuple[list[str], list[str], str | None]) -> None:
    item = duty(f"Xây dựng quy trình tiếp nhận hồ sơ trực tuyến{behind}")
    assert item.text.rstrip(".") == "Xây dựng quy trình tiếp nhận hồ sơ trực tuyến"
    assert (*who(item), item.timing_raw) == told


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        (
            "Tiểu ban Nhân sự và giải quyết khiếu nại, tố cáo",
            (["Tiểu ban Nhân sự và giải quyết khiếu nại, tố cáo"], []),
        ),
        ("Tổ trưởng chuyên môn, Tổng phụ trách Đội", (["Tổ trưởng chuyên môn", "Tổng phụ trách Đội"], [])),
        ("Các nhà mạng viễn thông", (["Các nhà mạng viễn thông"], [])),
        ("Các Điện lực trực thuộc", (["Các Điện lực trực thuộc"], [])),
        ("Các Hạt Kiểm lâm", (["Các Hạt Kiểm lâm"], [])),
        ("Doanh nghiệp kinh doanh vận tải", (["Doanh nghiệp kinh doanh vận tải"], [])),
        ("UBND các xã, phường nơi có dự án đi qua", (["UBND các xã, phường nơi có dự án đi qua"], [])),
        ("Phó Hiệu trưởng phụ trách chuyên môn", (["Phó Hiệu trưởng phụ trách chuyên môn"], [])),
        ("Sở Du lịch chủ trì, phối hợp với Sở Y tế:", (["Sở Du lịch"], ["Sở Y tế"])),
        (
            "Giao Sở Du lịch chủ trì, phối hợp với Sở Y tế và các đơn vị liên quan thực hiện các nội dung sau:",
            (["Sở Du lịch"], ["Sở Y tế", "các đơn vị liên quan"]),
        ),
    ],
)
def test_headings_that_charge_what_stands_below(heading: str, told: tuple[list[str], list[str]]) -> None:
    items = duties(f"1. {heading}\n- Lập danh sách hộ khó khăn.\n- Cấp phát gạo cho các hộ.")
    assert [who(item) for item in items] == [told, told]


def test_who_works_with_one_charged_above_does_not_work_with_the_next() -> None:
    items = duties(
        "1. Sở Du lịch chủ trì, phối hợp với Sở Y tế:\n- Lập danh sách cơ sở.\n- Dán nhãn xanh.\n"
        "2. Công an tỉnh\n- Tuần tra bãi biển.\n- Phạt xe dừng sai chỗ."
    )
    assert [who(item) for item in items[2:]] == [(["Công an tỉnh"], []), (["Công an tỉnh"], [])]


def test_bodies_that_are_founded_do_not_found_themselves() -> None:
    plan = read(f"""{HEAD}QUYẾT ĐỊNH:
Điều 1. Các Tiểu ban
Thành lập 02 Tiểu ban giúp việc Ban Chỉ đạo, gồm: Tiểu ban Nội dung; Tiểu ban Hậu cần.
Điều 2. Điều khoản thi hành
Quyết định này có hiệu lực từ ngày ký. Các thành viên Ban Chỉ đạo chịu trách nhiệm thi hành Quyết định này./.
""")
    assert [item.leads for item in plan.items][:1] == [[]]
    assert plan.items[-1].text.startswith("Quyết định này có hiệu lực từ ngày ký. Các thành viên")


def test_tables_with_one_column_for_both_and_short_headings() -> None:
    both = by_ref(
        read(f"""{HEAD}
| TT | Nhiệm vụ | Chủ trì/Phối hợp | Thời gian |
| 1 | Lát vỉa hè phố chính | Sở Xây dựng/UBND các phường | Quý II/2025 |
| 2 | Cắt tỉa cây xanh | Sở Xây dựng | Quý I/2025 |
""")
    )
    assert [who(item) for item in both.values()] == [
        (["Sở Xây dựng"], ["UBND các phường"]),
        (["Sở Xây dựng"], []),
    ]
    plain = read(f"""{HEAD}
| Việc | Ai làm | Ai phối hợp | Xong khi nào |
| Dán thông báo | PCT UBND xã | Trạm Y tế | 15/5/2025 |
| Kê lại bàn ghế | Công an xã | | 20/5/2025 |
""").items
    assert [who(item) for item in plain] == [(["Phó Chủ tịch UBND xã"], ["Trạm Y tế"]), (["Công an xã"], [])]
    assert [window[2] for item in plain for window in windows(item)] == [date(2025, 5, 15), date(2025, 5, 20)]


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("Trạm Y tế khám mắt cho học sinh trước ngày 30/5/2025.", date(2025, 5, 30)),
        ("Các thôn tổng vệ sinh trước ngày 30/5/2025.", date(2025, 5, 30)),
        ("Các xã gửi số liệu trước ngày 05/6/2025.", date(2025, 6, 5)),
        ("Văn phòng tiếp nhận đăng ký đến hết ngày 15/9/2025.", date(2025, 9, 15)),
        ("Trạm Y tế bố trí xe cấp cứu trong ngày bầu cử 15 tháng 6 năm 2025.", date(2025, 6, 15)),
        ("Nhân viên Y tế - Thủ quỹ: tủ thuốc, chi thưởng.", None),
        ("Thống kê trẻ em sinh trước ngày 30/5/2025.", None),
        ("Tổng hợp các dự án theo số liệu tính đến hết ngày 30/5/2025.", None),
    ],
)
def test_days_in_sentences(sentence: str, end: date | None) -> None:
    assert [window[2] for window in windows(duty(sentence))] == [end] * (end is not None)


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nHỎA TỐC\n", "UBND tỉnh Lạng Sơn"),
        ("KHẨN\nỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n", "UBND tỉnh Lạng Sơn"),
        ("BAN CHỈ ĐẠO 35\nTỈNH LẠNG SƠN\n", "Ban Chỉ đạo 35 tỉnh Lạng Sơn"),
        ("THUẾ TỈNH LẠNG SƠN\nTHUẾ CƠ SỞ 3\n", "Thuế cơ sở 3 tỉnh Lạng Sơn"),
        (
            "BỘ CHỈ HUY QUÂN SỰ TỈNH LẠNG SƠN\nBAN CHỈ HUY PHÒNG THỦ KHU VỰC 2\n",
            "Ban Chỉ huy Phòng thủ khu vực 2 tỉnh Lạng Sơn",
        ),
        ("TỈNH LẠNG SƠN\nỦY BAN BẦU CỬ\n", "Ủy ban bầu cử tỉnh Lạng Sơn"),
        ("TỈNH LẠNG SƠN\nHỘI ĐỒNG NGHĨA VỤ QUÂN SỰ\n", "Hội đồng Nghĩa vụ quân sự tỉnh Lạng Sơn"),
        ("UBND XÃ HOA MẪU\nTRƯỜNG TIỂU HỌC HOA MẪU\n", "Trường Tiểu học Hoa Mẫu"),
    ],
)
def test_letterheads(letterhead: str, issuer: str) -> None:
    below = "Số: 5/KH-X\nLạng Sơn, ngày 24 tháng 9 năm 2025\nKẾ HOẠCH\nGiữ gìn vệ sinh năm 2025\n"
    document = read(f"{letterhead}{MOTTO}{below}I. NHIỆM VỤ\n1. Sở Y tế kiểm tra bếp ăn.\n").document
    assert (document.issuer, document.title) == (issuer, "Giữ gìn vệ sinh năm 2025")


def test_a_full_line_of_a_title_goes_on_below_though_with_a_capital() -> None:
    first = "Về việc phân công nhiệm vụ các thành viên tổ chức tuần lễ áo dài và nghề truyền thống"
    document = read(f"""ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 19/QĐ-UBND
Lạng Sơn, ngày 18 tháng 12 năm 2025
QUYẾT ĐỊNH
{first}
Lạng Sơn năm 2026

ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Giao Sở Y tế kiểm tra bếp ăn.
""").document
    assert document.title == f"{first} Lạng Sơn năm 2026"


def test_a_body_whose_name_holds_a_verb_in_a_list_behind_a_label() -> None:
    item = duty("Đóng cống khi triều lên. Cơ quan thực hiện: Xí nghiệp Thủy nông Hoa Mẫu; Tổ vận hành trạm bơm")
    assert item.leads == ["Xí nghiệp Thủy nông Hoa Mẫu", "Tổ vận hành trạm bơm"]


def test_duties_numbered_by_words() -> None:
    items = duties("Nhiệm vụ số 1. Sở Y tế khám mắt.\nNhiệm vụ số 2: Sở Nội vụ cấp thẻ.")
    assert [(item.text, item.leads) for item in items] == [
        ("Sở Y tế khám mắt.", ["Sở Y tế"]),
        ("Sở Nội vụ cấp thẻ.", ["Sở Nội vụ"]),
    ]


def test_done_by_a_label_with_a_colon_and_by_a_broken_line_without() -> None:
    labelled, broken = duties(
        "1. Quét vôi cổng trường\n- Chủ trì: Phòng Kinh tế\n- Xong: trước ngày 05/9/2025\n"
        "2. Phòng Kinh tế sửa đường vào chợ và cống thoát nước;\nxong trước ngày 10/9/2025."
    )
    assert (labelled.text, labelled.timing_raw) == ("Quét vôi cổng trường", "trước ngày 05/9/2025")
    assert broken.text.endswith("xong trước ngày 10/9/2025.")


def test_a_row_parted_by_tabs_and_broken_inside_a_cell() -> None:
    items = read(f"""{HEAD}
Thời gian\tNội dung\tChủ trì\tPhối hợp
Tháng 4\tSơn cổng trường\tPhòng Kinh tế\tCông an xã
Tháng 5\tTrồng cây dọc đường
và quanh hồ\tHội Nông dân xã\tĐoàn xã
Tháng 6\tDọn kênh\tPhòng Kinh tế\t
""").items
    assert [(item.text, *who(item)) for item in items] == [
        ("Sơn cổng trường", ["Phòng Kinh tế"], ["Công an xã"]),
        ("Trồng cây dọc đường và quanh hồ", ["Hội Nông dân xã"], ["Đoàn xã"]),
        ("Dọn kênh", ["Phòng Kinh tế"], []),
    ]


def test_a_bullet_for_somebody_outside_the_lists_is_a_label_above_another() -> None:
    items = duties(
        "+ Lát sân trường\n    • Phụ trách: Hội đồng chọn thầu của trường\n"
        "    • Thời gian: trước 05/9/2025\n+ Dán bảng tin\n    • Phụ trách: Hiệu trưởng\n    • Thời gian: hằng ngày"
    )
    assert [(item.text, item.leads) for item in items] == [
        ("Lát sân trường", ["Hội đồng chọn thầu của trường"]),
        ("Dán bảng tin", ["Hiệu trưởng"]),
    ]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Ủy ban nhân dân 14 phường treo cờ.", "UBND 14 phường"),
        ("UBND 03 huyện miền núi tổ chức diễn tập.", "UBND 03 huyện miền núi"),
    ],
)
def test_committees_by_their_number(sentence: str, lead: str) -> None:
    assert duty(sentence).leads == [lead]


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nQUẬN 15\nSố: 5/KH-UBND\nQuận 15", "UBND Quận 15"),
        ("UBND QUẬN 15\nPHÒNG Y TẾ\nSố: 5/KH-YT\nQuận 15", "Phòng Y tế Quận 15"),
    ],
)
def test_a_district_that_bears_a_number(head: str, issuer: str) -> None:
    body = "KẾ HOẠCH\nDọn kênh tại Thành phố Hồ Chí Minh\nI. NHIỆM VỤ\n1. Phòng Y tế phun thuốc muỗi."
    document = read(f"{head}, ngày 03 tháng 3 năm 2025\n{body}\n").document
    assert (document.issuer, document.locality, document.issued_on) == (issuer, "Quận 15", "2025-03-03")


_ROWS = (
    ("Sửa chữa phòng học", "Phòng Nội vụ", "05/8/2023", "25/8/2023"),
    ("Tổng vệ sinh trường lớp", "Các trường", "Tháng 8/2023", "Tháng 9/2023"),
)


@pytest.mark.parametrize("joint", [" | ", "\n"], ids=["a row a line", "a cell a line"])
def test_the_first_and_the_last_day_in_columns_of_their_own(joint: str) -> None:
    rows = [("TT", "Nội dung", "Chủ trì", "Bắt đầu", "Kết thúc"), *((str(at), *r) for at, r in enumerate(_ROWS, 1))]
    plan = read(f"{HEAD}I. NHIỆM VỤ\n" + "\n".join(map(joint.join, rows)))
    assert [windows(item) for item in plan.items] == [
        [("once", date(2023, 8, 5), date(2023, 8, 25))],
        [("once", date(2023, 8, 1), date(2023, 9, 30))],
    ]


def test_a_time_in_a_table_may_wait_for_what_an_agency_does() -> None:
    rows = ("TT", "Thời hạn", "Nhiệm vụ", "Phối hợp", "Chủ trì")
    rows += ("1", "Tháng 6/2023", "Lập danh mục dự án", "Phòng Nội vụ", "Phòng Tư pháp")
    rows += ("2", "Sau khi Bộ Tài chính hướng dẫn", "Giao dự toán bổ sung", "Phòng Tư pháp", "Phòng Nội vụ")
    told = read(f"{HEAD}I. NHIỆM VỤ\n" + "\n".join(rows)).items[-1]
    assert (told.text, told.timing_raw, who(told)) == (
        "Giao dự toán bổ sung",
        "Sau khi Bộ Tài chính hướng dẫn",
        (["Phòng Nội vụ"], ["Phòng Tư pháp"]),
    )


def test_paragraphs_below_a_title_that_charge_somebody_each_are_duties() -> None:
    told = "1. Về thanh toán\nPhòng Nội vụ rà soát hồ sơ.\nPhòng Tư pháp thẩm định hợp đồng.\n"
    items = read(f"{HEAD}I. NHIỆM VỤ\n{told}II. Giao Văn phòng UBND huyện theo dõi việc thực hiện Kế hoạch này.").items
    assert [item.leads for item in items] == [["Phòng Nội vụ"], ["Phòng Tư pháp"], ["Văn phòng UBND huyện"]]


def test_a_group_before_a_colon_is_its_members_by_name() -> None:
    told = "1. Yêu cầu các nhà thầu: Công ty cổ phần Sông Mẫu, Công ty cổ phần Núi Mẫu:"
    items = read(f"{HEAD}I. NHIỆM VỤ\n{told}\n- Bổ sung máy xúc;\n- Lập tiến độ.").items
    assert [item.leads for item in items] == [["Công ty cổ phần Sông Mẫu", "Công ty cổ phần Núi Mẫu"]] * 2


def test_a_row_with_every_cell_may_name_people_outside_the_lists() -> None:
    rows = ("TT", "Hạn xong", "Việc phải làm", "Đầu mối", "Cùng làm")
    rows += ("1", "20/5/2024", "Rà soát quy trình", "Phòng Nội vụ", "Phòng Tư pháp")
    rows += ("2", "30/5/2024", "Chuẩn hóa danh mục thuốc", "Trưởng khoa Dược", "Phòng Nội vụ, Phòng Tư pháp")
    rows += ("3", "30/6/2024", "Trực 24/24 giờ", "Trưởng ca vận hành", "Tổ Thủy văn")
    items = read(f"{HEAD}I. NHIỆM VỤ\n" + "\n".join(rows)).items
    assert [who(item) for item in items[1:]] == [
        (["Trưởng khoa Dược"], ["Phòng Nội vụ", "Phòng Tư pháp"]),
        (["Trưởng ca vận hành"], ["Tổ Thủy văn"]),
    ]


def test_who_signs_stands_beside_who_gets_a_copy() -> None:
    end = "Nơi nhận:          TL. CHỦ TỊCH\n- Chủ tịch UBND huyện (để b/c);       CHÁNH VĂN PHÒNG\n- Lưu: VT."
    assert read(f"{HEAD}I. NHIỆM VỤ\n1. Phòng Nội vụ rà soát.\n{end}").document.signer_title == "Chánh Văn phòng"


def test_a_month_on_a_bullet_is_when_what_stands_below_is_done() -> None:
    told = "Quý I\n* Tháng 01\n- Họp giao ban (Văn phòng UBND huyện chuẩn bị).\n* Tháng 02"
    items = read(f"{HEAD}I. NHIỆM VỤ\n{told}\n- Tổng kết (Phòng Nội vụ trình).").items
    assert [(item.timing_raw, item.leads) for item in items] == [
        ("Tháng 01", ["Văn phòng UBND huyện"]),
        ("Tháng 02", ["Phòng Nội vụ"]),
    ]


def test_a_label_may_name_nobody() -> None:
    told = "- Luyện tập đội tuyển.\nNgười phụ trách: Phòng Nội vụ\nCùng làm: (không)\nXong trước: ngày 20/11/2024"
    [item] = read(f"{HEAD}I. NHIỆM VỤ\n{told}").items
    assert (who(item), windows(item)) == ((["Phòng Nội vụ"], []), [("once", date(2024, 11, 20), date(2024, 11, 20))])
