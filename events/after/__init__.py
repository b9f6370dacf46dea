"""What hangs on a date: materials, recording, minutes, survey, what came of it, and the report on attendance."""
