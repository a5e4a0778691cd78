"""The data version: it counts writes, for each organisation on its own."""

from datetime import UTC, datetime

import sqlalchemy as sa

from services.sources import versions

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
ONE_MORE = (
    "INSERT INTO organizations (id, name, zone, week_start, fiscal_year_start, currency, locale, shows_people,"
    " business_hours, created_at, updated_at)"
    " VALUES ({0}, 'House {0}', 'UTC', 0, 1, 'EUR', 'en', FALSE, '[null,null,null,null,null,null,null]',"
    " '2025-01-01 00:00:00', '2025-01-01 00:00:00')"
)


def test_it_grows_by_one_with_each_write(record):
    with record.begin() as connection:
        for number in (1, 2):
            connection.execute(sa.text(ONE_MORE.format(number)))
        assert versions.current(connection, 1) == 0
        assert [versions.advance(connection, 1, NOON) for _ in range(3)] == [1, 2, 3]
        assert (versions.current(connection, 1), versions.current(connection, 2)) == (3, 0)


def test_it_goes_back_with_the_transaction_of_the_write(record):
    with record.begin() as connection:
        connection.execute(sa.text(ONE_MORE.format(1)))
    with record.connect() as connection:
        versions.advance(connection, 1, NOON)
        connection.rollback()
        assert versions.current(connection, 1) == 0
