"""What a boundary in a day's content costs: cut there, or not. One table, a reason each.

Costs are in the units of ``alignment.Costs`` (two blocks against one item: 1.5).
"""

from __future__ import annotations

from ics_export.parsing.alignment import FORBIDDEN, Joint
from ics_export.parsing.words import Phrases

CERTAIN = Joint(0.0, FORBIDDEN)
"""A slot mark stands here."""
TOGETHER = Joint(FORBIDDEN, 0.0)
BULLET_PARAGRAPH = Joint(0.0, 5.0)
PARAGRAPH = Joint(0.1, 2.6)
LOWER_PARAGRAPH = Joint(3.0, 0.1)
WRAPPED = Joint(1.6, 0.2)
ANEW = Joint(1.2, 0.2)
"""Behind no sign at all: only where both other columns want it."""
AMID = Joint(2.4, 0.2)
"""The same, where a name or a paper may go on instead: never certain."""
HOUR_BEHIND = Joint(0.9, 0.6)
"""Behind an hour in brackets, where the works of the cell have theirs behind them: "Tiếp đoàn (9h30) Họp Hội đồng"."""
AGENDA = Joint(3.0, 0.0)
SAME_RANK = Joint(0.6, 0.6)
"""A point under a lead-in that has the same bullet as the lead-in itself: point or next item, the columns decide."""
BELOW = Joint(1.2, 0.1)
"""A "+" below a "-": a point of it, unless as many leaders as works say that it is none."""
STRONG = Joint(0.1, 3.0)
BARE_ACTION = Joint(0.1, 3.0)
BARE_IN_LIST = Joint(0.7, 1.0)
BARE_AGAINST_STYLE = Joint(1.6, 0.2)
BARE_ACTION_AGAINST_STYLE = Joint(0.5, 0.9)
BARE_IN_TEXT = Joint(2.2, 0.2)
BARE_ACTION_IN_TEXT = Joint(1.4, 0.5)
BARE_SHORT = Joint(2.8, 0.1)
"""Three words and no action behind a dash are the rest of a name: "Thi đua - Khen thưởng", "TP.HCM - Huế"."""
_ACTIONS = Phrases(
    "Họp|Hợp|Hội nghị|Hội ý|Hội thảo|Hội đồng|Hội thi|Hội thao|Hội diễn|Hội trại|Hội chợ|Hội khỏe"
    "|Giao ban|Làm việc|Kiểm tra|Kiêm tra|Kiếm tra|Dự|Tham dự|Tham gia|Đi|Tiếp|Lễ"
    "|Khai mạc|Bế mạc|Khai giảng|Duyệt|Thẩm định|Thâm định|Thẩm tra|Thâm tra"
    "|Nghiệm thu|Nghe|Chào cờ|Thăm|Chúc|Trao|Tổ chức"
    "|Tổng kết|Sơ kết|Tập huấn|Triển khai|Ký|Giám sát|Khảo sát|Báo cáo|Xét|Rà soát|Soát xét|Công bố|Đối thoại"
    "|Chấm|Bảo vệ|Dâng hương|Gặp mặt|Gặp gỡ|Phát động|Ra quân|Trực|Chuẩn bị|Bàn giao|Nộp|Thống nhất|Thông qua"
    "|Hoàn thiện|Hoàn thành|Xây dựng|Đánh giá|Đón|Tiễn|Viếng|Chung kết|Diễn tập|Quyết toán|Giải quyết|Học tập"
    "|Sinh hoạt|Đại hội|Kỳ họp|Phiên|Thi|Hướng dẫn|Trả lời|Xử lý|Ghi hình|Cho ý kiến|Kết luận|Bình xét|Bốc thăm"
    "|Ban hành|Phổ biến|Tuyên truyền|Tọa đàm|Tặng|Động thổ|Khởi công|Khánh thành|Cắt băng|Kỷ niệm|Mít tinh"
    "|Tham mưu|Lấy ý kiến|Bồi dưỡng|Ôn tập|Ngoại khóa|Thao giảng|Tuyển sinh|Tuyển dụng|Phỏng vấn|Khám|Vệ sinh|Xác minh"
    "|Kiểm kê|Kiểm điểm|Tiếp nhận|Tiếp tục|Phối hợp|Chỉ đạo|Chủ trì|Tuyên dương|Biểu dương|Vinh danh|Dâng hoa"
    "|Tổng duyệt|Tổng vệ sinh|Bế giảng|Thực hiện|Ra mắt|Thảo luận|Xét xử|Tham quan|Hiến máu|Trồng cây|Liên hoan"
    "|Theo dõi|Đôn đốc|Bàn|Chốt|Góp ý|Trao đổi|Vận động|Tuần tra|Nắm|Quán triệt|Tổng hợp|Điều tra|Kết nạp|Hiệp thương"
    "|Xem xét|Phê duyệt|Tham vấn|Sắp xếp|Hội chẩn|Kiểm thảo|Tư vấn|Phúc tra|Hòa giải|Hoà giải|Kiểm đếm|Bàn thảo|Hội ý"
    "|Phân công|Phân bổ|Rút kinh nghiệm|Thành lập|Chia tay|Truy điệu|Tri ân|Bỏ phiếu|Lấy phiếu|Biểu quyết|Mở thầu"
    "|Chấm thầu|Cập nhật|Niêm yết|Chi trả|Cấp phát|Đo đạc|Cắm mốc|Soạn thảo|Sát hạch|Giới thiệu|Trả kết quả"
)
SEMICOLON = Joint(1.6, 0.4)
SEMICOLON_ACTION = Joint(1.2, 0.5)
"""Before a capital word that works begin with: "Giao ban; Làm việc với Đoàn thanh tra"."""
BRACKETED = Joint(0.7, 0.5)
"""Points of one work or works of their own, "(1) …; (2) …": the columns decide."""
SENTENCE = Joint(1.8, 0.3)
AFTER_SLOT_SUFFIX = Joint(0.0, 4.0)
TIMED = Joint(0.1, 2.6)
AFTER_BREAK = Joint(0.3, 1.3)
BROKEN_OFF = Joint(1.3, 0.4)
"""Behind a page break, after words that no full stop ends, something that does not begin as items begin."""


_NOUNS = ("Dự án", "Dự thảo", "Dự toán", "Dự kiến", "Dự báo")


def opens_action(text: str, at: int = 0) -> bool:
    """Whether a word that items begin with stands in ``text`` at ``at``."""
    return _ACTIONS.match(text, at) != "" and not text.startswith(_NOUNS, at)


def _name_end(text: str, start: int, end: int) -> int:
    """Where what opens a stretch ends before a bracket or its place: "Tin" of "Tin (thầy Quyền) tại phòng 201"."""
    return min([at for at in (text.find(" (", start, end), text.find(" tại ", start, end)) if at > 0], default=end)


def bare_joint(text: str, start: int, end: int, in_list: bool, against_style: bool) -> Joint:
    """The joint of a dash in running text, before the stretch from ``start`` to ``end`` of ``text``: a new item is
    likely
    behind it where the list has such dashes and what follows begins as items begin."""
    added = text.startswith("(", start) and text[start : start + 12].lower().startswith(("(bổ sung", "(điều chỉnh"))
    action = added or opens_action(text, start)
    if not action and (text.count(" ", start, end) < 3 or text.count(" ", start, _name_end(text, start, end)) < 1):
        return BARE_SHORT
    if not in_list:
        return BARE_ACTION_IN_TEXT if action else BARE_IN_TEXT
    if against_style:
        return BARE_ACTION_AGAINST_STYLE if action else BARE_AGAINST_STYLE
    return BARE_ACTION if action else BARE_IN_LIST
