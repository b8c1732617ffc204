"""`python -m stack.doctor.post`: whether the mail server takes this stack's sign-in; says `ok`, or why not."""

from contextlib import closing

from shared.config import or_stop
from shared.mail import Away, Post


def reach(url: str) -> str:
    with closing(Post(url)) as post:
        try:
            post.connect()
        except Away as problem:
            return str(problem)
    return "ok"


if __name__ == "__main__":
    print(reach(or_stop("notifications").smtp_url))
