"""A question, the article that answers it, and a clause that has all its words by chance."""

QUESTION = "quyền của bên cầm cố có đúng không"
ANSWER = "Quyền của bên cầm cố"
CHANCE = (
    "Có hay không có lỗi, bên bán phải giao đúng hạn; bên mua có quyền từ chối nhận, trừ trường"
    " hợp hàng là vật được cầm cố. Nghĩa vụ của mỗi bên không thay đổi khi giá thị trường biến động"
    " mạnh, cũng như khi một trong các bên chuyển giao nghĩa vụ cho người thứ ba."
)
LAW = "\n".join(
    [
        "NGHỊ ĐỊNH",
        *(
            f"Điều {number}. Điều khoản khác\nNội dung thứ {number} không liên quan."
            for number in range(1, 31)
        ),
        f"Điều 31. Giao hàng\n{CHANCE}",
        f"Điều 32. {ANSWER}\nCầm cố.",
    ]
)
