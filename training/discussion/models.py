"""Where a course and its lessons are talked about: relations from here to the forum, which knows nothing of them."""

from __future__ import annotations

from django.db import models

from training.pages import CoursePage, LessonPage


class CourseBoard(models.Model):
    """The board of a course. Who reads it, the board itself says."""

    course = models.OneToOneField(CoursePage, models.CASCADE, related_name="course_board")
    board = models.OneToOneField("forum.Forum", models.CASCADE, related_name="+")

    class Meta:
        app_label = "training"

    def __str__(self) -> str:
        return f"{self.course_id}: {self.board_id}"


class LessonTopic(models.Model):
    """The one topic of a lesson; merged topics are that of several. It goes with either, and takes neither along."""

    lesson = models.OneToOneField(LessonPage, models.CASCADE, related_name="lesson_topic")
    topic = models.ForeignKey("forum_conversation.Topic", models.CASCADE, related_name="+")

    class Meta:
        app_label = "training"

    def __str__(self) -> str:
        return f"{self.lesson_id}: {self.topic_id}"
