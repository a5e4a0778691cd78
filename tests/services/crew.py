"""The people of a shop: what is agreed with them, what is planned, what they note, and their tasks."""

from dataclasses import dataclass
from decimal import Decimal

from models import Employee, Project, ScheduleEntry, Task, TaskChange, Team, WorkLog
from tests.services.desk import instant
from tests.services.shop import Shop, day


@dataclass
class Crew:
    """Writes down who works, on what, and when."""

    shop: Shop
    written: int = 0

    def hires(
        self,
        name: str,
        hours: int = 40,
        *,
        on: str | None = "2024-01-01",
        last: str | None = None,
        team: str | None = None,
    ) -> int:
        """Employ somebody for so many hours a week, up to and including the last day."""
        return self.shop.once(
            Employee,
            name,
            key=name,
            name=name,
            team_id=team and self.shop.once(Team, team, key=team, name=team),
            hired_on=on and day(on),
            left_on=last and day(last),
            weekly_minutes=hours * 60,
        )

    def notes(
        self,
        name: str,
        minutes: int,
        *,
        on: str,
        billed: int | None = None,
        rate: str | None = None,
        task: int | None = None,
        project: int | None = None,
    ) -> None:
        """Note time; what has a rate is billable. Of the rest, some systems say that nothing of it was charged."""
        self.shop.row(
            WorkLog,
            key=self._key(),
            employee_id=self.shop.employee(name),
            task_id=task,
            project_id=project,
            worked_on=day(on),
            minutes=minutes,
            billable=rate is not None,
            billed_minutes=billed,
            rate=rate and Decimal(rate),
            currency=rate and "EUR",
        )

    def plans(self, name: str | None, minutes: int, *days: str, kind: str = "allocation") -> None:
        """Plan minutes on each of the days; for nobody, it is everybody's."""
        for on in days:
            self.shop.row(
                ScheduleEntry,
                key=self._key(),
                employee_id=name and self.shop.employee(name),
                kind=kind,
                day=day(on),
                minutes=minutes,
            )

    def project(
        self,
        name: str,
        *,
        planned: tuple[str, str] | None = None,
        hours: int | None = None,
        began: str | None = None,
        ended: str | None = None,
        status: str = "active",
    ) -> int:
        first, last = planned or (None, None)
        return self.shop.row(
            Project,
            key=name,
            name=name,
            status=status,
            baseline_start_on=first and day(first),
            baseline_end_on=last and day(last),
            baseline_minutes=hours and hours * 60,
            started_on=began and day(began),
            ended_on=ended and day(ended),
            currency="EUR",
        )

    def task(
        self,
        key: str,
        *changes: tuple[str, str],
        added: str = "2025-01-01 08:00",
        began: str | None = None,
        done: str | None = None,
        promised: str | None = None,
        estimate: int | None = None,
        project: int | None = None,
        assignee: str | None = None,
    ) -> int:
        """Write a task; a change is its instant and the state from then on, the last of which is that of the task."""
        number = self.shop.row(
            Task,
            key=key,
            name=key,
            state=changes[-1][1] if changes else "done" if done else "active" if began else "backlog",
            added_at=instant(added),
            started_at=instant(began),
            done_at=instant(done),
            committed_on=promised and day(promised),
            estimate_minutes=estimate,
            project_id=project,
            assignee_id=assignee and self.shop.employee(assignee),
        )
        for place, (at, state) in enumerate(changes, 1):
            values = {"number": place, "changed_at": instant(at), "state": state}
            self.shop.row(TaskChange, task_id=number, **values)
        return number

    def _key(self) -> str:
        self.written += 1
        return str(self.written)
