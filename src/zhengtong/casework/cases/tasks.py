"""Background work on the clocks of cases."""

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhengtong.casework.cases import services

QUEUE = "clock"
# 1, 2, 3 … 10 min: what fails is tried for nearly an hour, and begun again by the next hour's job.
RETRY = RetryStrategy(max_attempts=10, wait=60, linear_wait=60)


@app.periodic(cron="10 * * * *", periodic_id="cases.deem_acceptances")
@app.task(name="cases.deem_acceptances", queue=QUEUE, queueing_lock="cases.deem_acceptances")
def deem_acceptances(timestamp: int = 0) -> None:  # noqa: ARG001 - the scheduler says when
    """Accept every case about which the office kept silent for five working days."""
    services.deem_acceptances(at=now())


@app.task(name=services.RECOUNT, queue=QUEUE, priority=-1, retry=RETRY)
def recount(*, recount_id: int) -> None:
    """Count the next batch of due dates anew; the service puts the batch after it in line."""
    services.recount_batch(recount_id=recount_id, at=now())
