"""All finding codes: what each means and how to write the line so that it is clear (``check --explain CODE``).

Families: R reading, T table, H heading, D dates, S slots and content, L leaders, C clashes, N calendar (*ngày*), X
feeds.
"""

from __future__ import annotations

from ics_export.diagnostics import UserError
from ics_export.tuples import NamedTuple


class Entry(NamedTuple):
    """One code: its name, what it means, and what the secretary can do."""

    title: str
    meaning: str
    advice: str


CODES: dict[str, Entry] = {
    "R103": Entry(
        "Bảng mã khác UTF-8",
        "Tệp được lưu bằng bảng mã cũ (Windows-1258, UTF-16 …). Chương trình đã tự chuyển đổi.",
        "Khi lưu văn bản thuần, chọn mã hóa UTF-8.",
    ),
    "R104": Entry(
        "Ký tự ẩn nguy hiểm",
        "Trong tệp có ký tự điều khiển hoặc ký tự đảo chiều chữ, thường do chép từ PDF. Chúng đã bị bỏ đi.",
        "Xem lại chỗ được chỉ ra; nếu chữ vẫn đúng thì không cần làm gì.",
    ),
    "T203": Entry(
        "Ô ngoài cột",
        "Một hàng có nhiều ô hơn hàng tiêu đề; ô thừa được giữ trong phần ghi chú của sự kiện. Trong bảng mỗi ngày một"
        " cột, hàng thiếu ô không nói rõ ô nào gộp nhiều ngày thì không tạo sự kiện.",
        "Bỏ dấu tab thừa, thêm dấu tab thiếu, hoặc đặt tên cho cột ấy trong hàng tiêu đề.",
    ),
    "T204": Entry(
        "Dòng chữ giữa bảng",
        "Giữa hai hàng của bảng có một dòng không thuộc ô nào, thường là số trang.",
        "Nếu dòng ấy là công việc, đặt nó vào cột nội dung của một hàng.",
    ),
    "T205": Entry(
        "Hàng ngoài bảng",
        "Dưới bảng chương trình có một hàng nhiều ô, không thuộc bảng nào có hàng tiêu đề đọc được; nó không vào lịch.",
        "Nếu là công việc, đưa hàng ấy vào bảng, hoặc chép cả hàng tiêu đề của bảng thứ hai.",
    ),
    "T206": Entry(
        "Tiêu đề ngay dưới công việc",
        "Ngay dưới một hàng công việc có một hàng trông như hàng tiêu đề của bảng khác; nó không thành sự kiện.",
        "Nếu đúng là bảng khác, để một dòng trống ở trên; nếu là công việc, ghi ngày ở cột đầu.",
    ),
    "T207": Entry(
        "Bảng chép mỗi ô một dòng",
        "Mỗi ô của bảng nằm trên một dòng riêng; các hàng được ghép lại theo cột và theo cách ghi ngày, giờ, người.",
        "Chép lại bảng sao cho mỗi hàng một dòng, các ô cách nhau bằng dấu tab (ví dụ dán qua một bảng tính).",
    ),
    "T208": Entry(
        "Hàng thiếu hoặc thừa dấu ngăn giữa các ô",
        "Một hàng của bảng mất dấu tab (hoặc thừa một dấu); các ô được tách lại theo ngày, buổi, đơn vị và người.",
        "Chép lại hàng ấy, hoặc gõ một dấu tab giữa ngày, nội dung, đơn vị chuẩn bị và lãnh đạo.",
    ),
    "T209": Entry(
        "Các cột chỉ cách nhau bằng dấu cách",
        "Bảng giữ nguyên cách trình bày của bản PDF: các ô được chia theo vị trí chữ, hàng theo ngày và buổi.",
        "Soát lại ngày, buổi, người dự; chắc hơn là chép bảng từ văn bản gốc, các cột cách nhau bằng dấu tab.",
    ),
    "T210": Entry(
        "Tiêu đề cột lạ",
        "Tiêu đề của một cột không phải chữ thường dùng; cột được hiểu theo chữ bên dưới: ngày, nội dung hay lãnh đạo.",
        "Đặt tiêu đề thường dùng: “Ngày”, “Nội dung công việc”, “Đơn vị chuẩn bị”, “Lãnh đạo”.",
    ),
    "H202": Entry(
        "Tiêu đề thiếu năm",
        "Tiêu đề chỉ ghi tháng; năm được lấy từ ngày ban hành.",
        "Ghi đủ “THÁNG 02 NĂM 2025”, hoặc chạy với --month 2025-02.",
    ),
    "H203": Entry(
        "Thiếu tên cơ quan",
        "Không thấy cơ quan nào ban hành chương trình, nên tên lịch không có phần cơ quan.",
        "Ghi “CỦA SỞ …” trong tiêu đề, hoặc organisation trong ics-export.toml.",
    ),
    "H204": Entry(
        "Kỳ lấy từ các ngày in trong hàng",
        "Tiêu đề không ghi tháng hoặc năm, nhưng mọi ngày trong bảng hay danh sách đều in đủ ngày, tháng, năm.",
        "Ghi tháng, năm hoặc “từ ngày … đến ngày …” trong tiêu đề, hoặc chạy với --month 2025-02.",
    ),
    "D301": Entry(
        "Ngày không có thật",
        "Cột ngày ghi một ngày mà tháng ấy không có (ví dụ 31 trong tháng 2). Hàng này không vào lịch.",
        "Sửa lại số ngày ở cột đầu.",
    ),
    "D302": Entry(
        "Hàng không có ngày",
        "Một hàng có nội dung nhưng không thể biết thuộc ngày nào. Nội dung ấy không vào lịch.",
        "Ghi ngày ở cột đầu của hàng.",
    ),
    "D303": Entry(
        "Không hiểu ô ngày",
        "Cột ngày có chữ không phải là ngày hay thứ.",
        "Chỉ ghi ngày và thứ ở cột này: “03 Thứ Hai”, “03/02”, “08, 09”.",
    ),
    "D304": Entry(
        "Hàng được ghép lại",
        "Một hàng bị ngắt trang hoặc không lặp lại ngày; nó đã được ghép với hàng kề bên.",
        "Không cần làm gì nếu ghép đúng; nếu sai, ghi ngày vào cả hai hàng.",
    ),
    "D305": Entry(
        "Chỉ có thứ",
        "Hàng chỉ ghi thứ. Ngày được hiểu là ngày gần nhất sau hàng trên mang thứ ấy.",
        "Ghi thêm ngày: “03 Thứ Hai”.",
    ),
    "D306": Entry(
        "Thứ và ngày mâu thuẫn",
        "Thứ in ra không phải là thứ của ngày ấy. Sự kiện được đặt theo ngày.",
        "Kiểm tra lại cả ngày lẫn thứ.",
    ),
    "D307": Entry(
        "Việc nhiều ngày",
        "Trong nội dung có khoảng ngày, nên sự kiện kéo dài đến ngày cuối.",
        "Không cần làm gì; cách ghi rõ nhất là “(từ 25 đến 28/02)”.",
    ),
    "D308": Entry(
        "Khoảng ngày khác ngày của hàng",
        "Khoảng ngày in trong nội dung không bắt đầu từ ngày của hàng. Nếu nó có ngày của hàng thì được dùng, trừ "
        "khi việc ấy"
        " đã có ở hàng trên; nếu không thì lấy theo ngày của hàng. Lễ phát động, khai mạc, tổng kết một đợt dài chỉ là"
        " việc của ngày ấy.",
        "Nếu việc kéo dài nhiều ngày, đặt nó ở hàng của ngày đầu tiên.",
    ),
    "D309": Entry(
        "Ngày ngoài kỳ",
        "Hàng mang một ngày ngoài tháng (tuần) của chương trình.",
        "Kiểm tra lại ngày hoặc tiêu đề.",
    ),
    "D310": Entry(
        "Ngày in lặp, thứ là của ngày sau",
        "Ngày in trùng với hàng trên, nhưng thứ là của ngày kế tiếp và ngày ấy không có hàng nào khác.",
        "Sửa lại số ngày ở cột đầu.",
    ),
    "D311": Entry(
        "Số ngày bị quét sai",
        "Ô ngày có chữ O, l, I ở chỗ của số (“O3”, “l0”), như máy quét hay đọc nhầm; đã đọc là 0 và 1.",
        "So với văn bản gốc rồi sửa lại số ngày ở cột đầu.",
    ),
    "D312": Entry(
        "Việc chuyển sang ngày không ghi lại",
        "Việc ghi là chuyển sang một ngày khác, mà hàng của ngày ấy không ghi việc này; nó được thêm vào ngày mới, đánh"
        " dấu chưa chắc chắn, và ở ngày cũ mang dấu hủy.",
        "Ghi cả việc vào hàng của ngày mới.",
    ),
    "D313": Entry(
        "Ngày không đúng thứ tự",
        "Ngày của hàng nhỏ hơn ngày của hàng trên, hoặc lớn hơn ngày của hàng dưới; có lẽ một số bị viết nhầm.",
        "Sửa lại ngày, hoặc ghi thêm thứ.",
    ),
    "S501": Entry(
        "Không ghi buổi",
        "Việc không có buổi và không có giờ, nên chiếm cả ngày làm việc.",
        "Ghi “Sáng:”, “Chiều:” hoặc “(cả ngày)”, hoặc ghi giờ.",
    ),
    "S502": Entry(
        "Giờ trái với buổi",
        "Giờ in ra không thuộc buổi đã ghi; sự kiện lấy theo giờ.",
        "Sửa giờ hoặc chuyển việc sang buổi đúng.",
    ),
    "S503": Entry(
        "Tên buổi viết sai",
        "Một chữ trông như tên buổi viết thiếu dấu (“Chiêu:”), đã được đọc là tên buổi.",
        "Sửa lại “Sáng:”, “Chiều:”, “Tối:”.",
    ),
    "S504": Entry(
        "Buổi để trống",
        "Tên buổi được ghi nhưng sau đó không có việc nào; không có sự kiện và không phải lỗi.",
        "Không cần làm gì.",
    ),
    "S505": Entry(
        "Có người, không có việc",
        "Hàng có lãnh đạo hoặc đơn vị nhưng cột nội dung trống.",
        "Ghi nội dung công việc, hoặc xóa tên ở các cột kia.",
    ),
    "S506": Entry(
        "Ngày để trống",
        "Hàng chỉ có ngày, không có việc nào, hoặc chỉ nói lịch trực để ở một bản riêng.",
        "Không cần làm gì.",
    ),
    "S507": Entry(
        "Không chắc có mấy việc",
        "Dấu gạch hoặc dấu chấm phẩy trong nội dung có thể mở một việc mới, cũng có thể không.",
        "Viết mỗi việc một dòng, mở đầu bằng dấu “-”.",
    ),
    "S508": Entry("Việc bị hoãn", "Việc ghi “(hoãn)”: vẫn hiện trong lịch, đánh dấu HỦY.", "Không cần làm gì."),
    "S509": Entry("Có điều chỉnh, bổ sung", "Việc ghi “(bổ sung)” hay “(điều chỉnh)”.", "Không cần làm gì."),
    "S510": Entry(
        "Không hiểu ô nội dung",
        "Ô nội dung có chữ nhưng không đọc ra việc nào.",
        "Viết lại ô ấy thành câu.",
    ),
    "S511": Entry(
        "Quá nhiều việc trong một đoạn",
        "Một đoạn có hơn 1000 dấu có thể mở đầu một việc; không ngày nào có nhiều việc như thế, nên đó là chữ hỏng khi"
        " chép. Cả đoạn thành một việc, không bỏ chữ nào.",
        "Xem lại ô ấy trong bản gốc rồi chép lại.",
    ),
    "S512": Entry(
        "Chữ bị quét sai",
        "Một giờ có chữ O, l, I ở chỗ của số (“l4h3O”), hoặc tên buổi bị tách đôi (“Ch iều:”); đã đọc như bản"
        " gốc hẳn là.",
        "So với văn bản gốc rồi sửa lại.",
    ),
    "S513": Entry(
        "Có người bên cạnh ngày nghỉ",
        "Hàng là ngày nghỉ, không có việc, nhưng cột lãnh đạo ghi người mà không nói để làm gì; đã hiểu là trực.",
        "Ghi “Trực lãnh đạo: Đ/c …” ở cột nội dung.",
    ),
    "S514": Entry(
        "Một việc ghi hai buổi",
        "Lời của việc còn ghi một buổi hoặc giờ của buổi khác; chỉ có một sự kiện, ở buổi ghi trước.",
        "Ghi mỗi buổi một việc: “Sáng: … Chiều: …”.",
    ),
    "S515": Entry(
        "Hàng không ghi buổi",
        "Hàng dưới trong cùng một ngày không ghi buổi; đã lấy buổi của hàng trên.",
        "Ghi “Sáng:”, “Chiều:” ở đầu nội dung nếu là buổi khác.",
    ),
    "S516": Entry(
        "Ghi chú dời việc, hàng có nhiều việc",
        "Cột ghi chú nói dời lịch nhưng hàng có từ hai việc trở lên, không rõ việc nào; các việc giữ nguyên giờ.",
        "Ghi “(dời sang …)” ngay sau việc được dời.",
    ),
    "L401": Entry(
        "Không chắc ai dự",
        "Số việc và số người không khớp, nên một việc có thể thuộc nhiều người. Việc ấy vào lịch của tất cả những người"
        " có thể dự và ghi là chưa chắc chắn.",
        "Ghi mỗi việc một dòng, và ở cột lãnh đạo cũng mỗi việc một dòng tương ứng.",
    ),
    "L402": Entry(
        "Không ghi ai dự",
        "Việc không ghi lãnh đạo nào, hoặc chỉ ghi lãnh đạo của nơi khác; nó vào lịch của mọi lãnh đạo và ghi là chưa"
        " chắc chắn.",
        "Ghi tên người dự ở cột lãnh đạo.",
    ),
    "L403": Entry("Chức danh viết sai", "Chức danh được đọc theo chữ đúng (“GD” là “GĐ”).", "Sửa lại chức danh."),
    "L404": Entry(
        "Chức danh mâu thuẫn",
        "Cùng một người mà nơi ghi là cấp trưởng, nơi ghi là cấp phó. Vẫn hiểu là một người.",
        "Sửa lại chức danh ở chỗ được chỉ ra; nếu là hai người, ghi cả họ tên.",
    ),
    "L405": Entry(
        "Chữ không chỉ lãnh đạo",
        "Cột lãnh đạo hoặc dòng trực có chữ không chỉ người có lịch riêng (khách mời, cán bộ trực, lái xe …).",
        "Không cần làm gì nếu đúng là khách hoặc cán bộ; nếu là lãnh đạo, ghi “Đ/c Tên chức danh”.",
    ),
    "L406": Entry(
        "Người lạ",
        "Tên này không có trong danh sách lãnh đạo của cấu hình; vẫn có lịch riêng.",
        "Thêm người ấy vào ics-export.toml, hoặc thêm cách viết này vào aliases.",
    ),
    "L407": Entry(
        "Tên viết khác",
        "Một tên ít gặp chỉ khác tên của một lãnh đạo ở dấu. Nếu chỉ khác dấu hỏi, dấu ngã hoặc thiếu dấu thì hiểu là"
        " người ấy; nếu khác dấu khác thì việc vào lịch của cả hai và ghi là chưa chắc chắn. Họ tên thiếu tên đệm cũng"
        " vậy: “Nông Hiệp” là “Nông Thị Hiệp”, trừ khi một ô ghi cả hai. Hai người cùng tên mà chỉ chức danh phân biệt"
        " (“Dũng CT”, “Dũng PCT”) có lịch riêng; nơi không ghi chức danh thì chưa chắc chắn.",
        "Sửa lại tên ở chỗ được chỉ ra; nếu đúng là hai người, ghi cả họ tên.",
    ),
    "C601": Entry(
        "Trùng giờ",
        "Một lãnh đạo có hai việc chồng giờ nhau. Cả hai đều ở trong lịch.",
        "Kiểm tra lại người dự hoặc giờ của hai việc.",
    ),
    "N701": Entry(
        "Tên năm âm lịch viết sai",
        "Can chi in ra chỉ có thể là tên của năm ấy viết sai dấu (“Át Tỷ” là Ất Tỵ).",
        "Sửa lại tên năm.",
    ),
    "N702": Entry("Sai năm âm lịch", "Can chi in ra là của một năm khác.", "Kiểm tra lại năm."),
    "N703": Entry("Tết sai ngày", "Bản in ghi nghỉ Tết vào ngày không thuộc kỳ nghỉ Tết.", "Kiểm tra lại ngày."),
    "N704": Entry("Ngày âm sai", "Ngày âm lịch in ra không phải là của ngày dương ấy.", "Kiểm tra lại hai ngày."),
    "N705": Entry("Việc vào ngày nghỉ", "Có việc vào ngày nghỉ lễ, nghỉ bù.", "Kiểm tra lại ngày; nếu đúng thì thôi."),
    "N706": Entry(
        "Ngày làm bù trống", "Ngày cuối tuần đi làm bù nhưng chương trình không có việc.", "Kiểm tra lại chương trình."
    ),
    "N707": Entry(
        "Mọi thứ đều lệch",
        "Thứ và ngày của cả chương trình khớp với một tháng khác, nên có lẽ tiêu đề ghi sai tháng hoặc năm.",
        "Kiểm tra lại tiêu đề, hoặc chạy với --month.",
    ),
    "X801": Entry(
        "Một việc ở hai văn bản",
        "Hai văn bản có cùng một việc; lịch giữ việc ở văn bản ban hành sau.",
        "Không cần làm gì.",
    ),
    "X802": Entry(
        "Hai văn bản cùng kỳ",
        "Hai văn bản của một cơ quan cho cùng một kỳ; chỉ dùng văn bản ban hành sau.",
        "Bỏ văn bản cũ ra khỏi lệnh.",
    ),
    "X803": Entry(
        "Nhiều cơ quan",
        "Các văn bản của nhiều cơ quan; lịch của mỗi cơ quan nằm trong một thư mục riêng.",
        "Không cần làm gì.",
    ),
    "X804": Entry(
        "Tệp không phải chương trình",
        "Trong kho có một tệp không có bảng chương trình nào; nó được bỏ qua.",
        "Không cần làm gì; nếu đó là chương trình, hãy chép lại cả bảng và tiêu đề.",
    ),
    "X805": Entry(
        "Không đọc được chương trình trong kho",
        "Một tệp có vẻ là chương trình nhưng không đọc được. Việc đã công bố từ tệp ấy vẫn giữ nguyên trong các lịch.",
        "Chạy ics-export check với tệp ấy để xem lý do, sửa tệp rồi chạy lại publish.",
    ),
    "X806": Entry(
        "Không rõ bản nào ban hành sau",
        "Hai bản của một kỳ cùng ngày ban hành (hoặc không ghi ngày) và cùng lần điều chỉnh;"
        " đã dùng tệp mới hơn, nếu cùng lúc thì tệp có tên đứng sau.",
        "Ghi ngày ban hành, hoặc ghi “(điều chỉnh lần 2)” ở tiêu đề; hay bỏ bản cũ ra khỏi kho.",
    ),
    "X807": Entry(
        "Lịch được giữ nguyên",
        "Bản mới sẽ làm một lịch mất hết việc hoặc mất hơn một phần ba số việc sắp tới, nên lịch ấy chưa được thay.",
        "Xem lại chương trình; nếu đúng là như vậy, chạy publish với --accept-loss.",
    ),
}


def explain(code: str) -> str:
    """What ``code`` means, for people; an unknown code is a ``UserError`` (status 2) that lists all codes."""
    entry = CODES.get(code.strip().upper())
    if entry is None:
        shown = "".join(c for c in code if c.isalnum())[:20]
        raise UserError(f"check: không có mã “{shown}”; các mã: {', '.join(CODES)}", 2)
    return f"{code.strip().upper()} – {entry.title}\n\n{entry.meaning}\n\nCách ghi cho rõ: {entry.advice}"
