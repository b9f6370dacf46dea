"""Addresses of the forum. The slugs that stand here are no slugs of boards (enums.RESERVED_SLUGS)."""

from django.urls import path

from .kinds import views as kinds
from .views import boards, posts, topics

app_name = "boards"
urlpatterns = [
    path("", boards.index, name="index"),
    path("unread/", boards.unread, name="unread"),
    path("unread/read/", boards.unread_read, name="unread_read"),
    path("topics/unanswered/", kinds.unanswered, name="unanswered"),
    path("topics/my-questions/", kinds.my_questions, name="my_questions"),
    path("topics/tags/", kinds.tags, name="tags"),
    path("topics/tags/<slug:slug>/", kinds.tag, name="tag"),
    path("topics/<int:pk>-<slug:slug>/", topics.topic, name="topic"),
    path("topics/<int:pk>/unread/", topics.topic_unread, name="topic_unread"),
    path("topics/<int:pk>/reply/", posts.reply, name="reply"),
    path("topics/<int:pk>/reply/preview/", posts.reply_preview, name="reply_preview"),
    path("topics/<int:pk>/sort/", kinds.topic_sort, name="topic_sort"),
    path("topics/<int:pk>/share/", kinds.question_share, name="question_share"),
    path("topics/<int:pk>/unshare/", kinds.question_unshare, name="question_unshare"),
    path("topics/<int:pk>/open-again/", kinds.answer_take_back, name="answer_take_back"),
    path("posts/<int:pk>/accept/", kinds.answer_accept, name="answer_accept"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/attachments/<int:pk>/", posts.attachment, name="attachment"),
    path("posts/<int:pk>/edit/", posts.post_edit, name="post_edit"),
    path("posts/<int:pk>/edit/preview/", posts.post_edit_preview, name="post_edit_preview"),
    path("<slug:slug>/", boards.board, name="board"),
    path("<slug:slug>/new/", topics.topic_start, name="topic_start"),
    path("<slug:slug>/new/preview/", topics.topic_preview, name="topic_preview"),
    path("<slug:slug>/read/", boards.board_read, name="board_read"),
]
