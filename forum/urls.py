"""Addresses of the forum. The slugs that stand here are no slugs of boards (enums.RESERVED_SLUGS)."""

from django.urls import include, path

from .contributions.views import contributions
from .drafts import views as drafts
from .files import views as files
from .kinds import views as kinds
from .moderation.views import cases, queue, taking_part
from .outcomes import views as outcomes
from .polls import views as polls
from .reactions import views as reactions
from .revisions import views as revisions
from .routing import views as routing
from .suggestions import views as suggestions
from .tending import views as tending
from .tending.enums import Act
from .views import boards, posts, starting, topics

app_name = "boards"
urlpatterns = [
    path("", boards.index, name="index"),
    path("feeds/", include("forum.feeds.urls")),
    path("people/<int:pk>/", contributions, name="contributions"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/<int:pk>/", outcomes.outcome, name="outcome"),
    path("outcomes/<int:pk>/withdraw/", outcomes.outcome_withdraw, name="outcome_withdraw"),
    path("outcomes/posts/<int:pk>/", outcomes.quote, name="outcome_quote"),
    path("topics/<int:pk>/outcome/", outcomes.outcome_publish, name="outcome_publish"),
    path("topics/<int:pk>/outcome/preview/", outcomes.outcome_preview, name="outcome_preview"),
    path("posts/<int:pk>/react/", reactions.post_react, name="post_react"),
    path("posts/<int:pk>/reactions/", reactions.reactions, name="reactions"),
    path("unread/", boards.unread, name="unread"),
    path("unread/read/", boards.unread_read, name="unread_read"),
    path("topics/unanswered/", kinds.unanswered, name="unanswered"),
    path("topics/my-questions/", kinds.my_questions, name="my_questions"),
    path("topics/questions/", routing.questions, name="questions"),
    path("topics/questions/figures.csv", routing.questions_csv, name="questions_csv"),
    path("topics/tags/", kinds.tags, name="tags"),
    path("topics/tags/<slug:slug>/", kinds.tag, name="tag"),
    path("topics/suggest/", suggestions.suggest, name="suggest"),
    path("topics/<int:pk>-<slug:slug>/", topics.topic, name="topic"),
    path("topics/<int:pk>/unread/", topics.topic_unread, name="topic_unread"),
    path("topics/<int:pk>/reply/", posts.reply, name="reply"),
    path("topics/<int:pk>/reply/preview/", posts.reply_preview, name="reply_preview"),
    path("topics/<int:pk>/sort/", kinds.topic_sort, name="topic_sort"),
    path("topics/<int:pk>/share/", kinds.question_share, name="question_share"),
    path("topics/<int:pk>/unshare/", kinds.question_unshare, name="question_unshare"),
    path("topics/<int:pk>/open-again/", kinds.answer_take_back, name="answer_take_back"),
    path("topics/<int:pk>/poll/", polls.poll_edit, name="poll_edit"),
    path("topics/<int:pk>/vote/", polls.poll_vote, name="poll_vote"),
    path("topics/<int:pk>/tend/", tending.topic_tend, name="topic_tend"),
    path("topics/<int:pk>/tend/pin/", tending.topic_act, {"act": Act.PIN}, name="topic_pin"),
    path("topics/<int:pk>/tend/unpin/", tending.topic_act, {"act": Act.UNPIN}, name="topic_unpin"),
    path("topics/<int:pk>/tend/lock/", tending.topic_act, {"act": Act.LOCK}, name="topic_lock"),
    path("topics/<int:pk>/tend/unlock/", tending.topic_act, {"act": Act.UNLOCK}, name="topic_unlock"),
    path("topics/<int:pk>/tend/move/", tending.topic_move, name="topic_move"),
    path("topics/<int:pk>/tend/merge/", tending.topic_merge, name="topic_merge"),
    path("topics/<int:pk>/tend/split/", tending.topic_split, name="topic_split"),
    path("topics/<int:pk>/not-me/", routing.not_me, name="not_me"),
    path("posts/<int:pk>/accept/", kinds.answer_accept, name="answer_accept"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/attachments/<int:pk>/", posts.attachment, name="attachment"),
    path("posts/<int:pk>/edit/", posts.post_edit, name="post_edit"),
    path("posts/<int:pk>/edit/preview/", posts.post_edit_preview, name="post_edit_preview"),
    path("posts/<int:pk>/report/", taking_part.post_flag, name="post_flag"),
    path("posts/<int:pk>/remove/", taking_part.post_remove, name="post_remove"),
    path("moderation/", queue.queue, name="queue"),
    path("moderation/log/", queue.log, name="moderation_log"),
    path("moderation/rules/", queue.rules, name="rules"),
    path("moderation/rules/<int:pk>/drop/", queue.rule_drop, name="rule_drop"),
    path("moderation/mine/", taking_part.my_withheld, name="my_withheld"),
    path("moderation/reports/", taking_part.my_reports, name="my_reports"),
    path("moderation/told/<int:pk>/", taking_part.ruling, name="ruling"),
    path("moderation/told/<int:pk>/object/", taking_part.ruling_object, name="ruling_object"),
    path("moderation/posts/<int:pk>/", cases.case, name="case"),
    path("moderation/posts/<int:pk>/approve/", cases.approve, name="case_approve"),
    path("moderation/posts/<int:pk>/keep/", cases.keep, name="case_keep"),
    path("moderation/posts/<int:pk>/hide/", cases.hide, name="case_hide"),
    path("moderation/posts/<int:pk>/restore/", cases.restore, name="case_restore"),
    path("moderation/posts/<int:pk>/edit/", cases.edit, name="case_edit"),
    path("moderation/posts/<int:pk>/warn/", cases.warn, name="case_warn"),
    path("moderation/posts/<int:pk>/suspend/", cases.suspend, name="case_suspend"),
    path("moderation/posts/<int:pk>/release/", cases.release, name="case_release"),
    path("posts/<int:pk>/history/", revisions.post_history, name="post_history"),
    path("posts/<int:pk>/history/<int:number>/restore/", revisions.post_restore, name="post_restore"),
    path("posts/drafts/", drafts.draft_list, name="drafts"),
    path("posts/drafts/save/", drafts.draft_save, name="draft_save"),
    path("posts/drafts/<int:pk>/delete/", drafts.draft_delete, name="draft_delete"),
    path("posts/pictures/", files.picture_add, name="picture_add"),
    path("posts/pictures/<uuid:token>-<int:width>x<int:height>/", files.picture, name="picture"),
    path("<slug:slug>/", boards.board, name="board"),
    path("<slug:slug>/new/", starting.topic_start, name="topic_start"),
    path("<slug:slug>/new/preview/", starting.topic_preview, name="topic_preview"),
    path("<slug:slug>/tend/", tending.board_tend, name="board_tend"),
    path("<slug:slug>/new/similar/", suggestions.similar, name="similar"),
    path("<slug:slug>/read/", boards.board_read, name="board_read"),
]
