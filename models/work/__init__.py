"""The domain of work: who does it, on what, and how much of it."""

from models.work.employees import Employee, ScheduleEntry
from models.work.output import CallShift, TeamDay
from models.work.projects import Project, Task, TaskChange, WorkLog

__all__ = ["CallShift", "Employee", "Project", "ScheduleEntry", "Task", "TaskChange", "TeamDay", "WorkLog"]
