"""Random processes: sequences, parallels, choices, loops, steps with a condition, refusals."""

from hypothesis import strategies as st

from zhengtong.registries.service_items.types import (
    Alternative,
    Branch,
    Loop,
    Outcome,
    Parallel,
    Performer,
    Step,
    StepKind,
    all_steps,
)

FACTS = ("form.a", "form.b", "!form.a", "!form.b")
ENDS = {
    StepKind.ACCEPT: (Outcome.ACCEPT, Outcome.ACCEPT, Outcome.REFUSE_ACCEPTANCE),
    StepKind.DECIDE: (Outcome.GRANT, Outcome.GRANT, Outcome.REFUSE),
}
DECIDED = (Outcome.GRANT, Outcome.REFUSE)
CHECKED = (Outcome.PASS, Outcome.FAIL)
BY = Performer(body="implementing", post="reviewer")


class _Author:
    """Writes a process from what Hypothesis draws; conditions read only what is surely settled."""

    def __init__(self, draw):
        self.draw = draw
        self.written = 0

    def step(self):
        self.written += 1
        when = self.draw(st.sampled_from(("", "", "", *FACTS)))
        return Step(step=f"s{self.written}", by=BY, when=when)

    def condition(self, known):
        if not known or self.draw(st.booleans()):
            return self.draw(st.sampled_from(FACTS))
        return self.ended(known)

    def ended(self, known):
        name = self.draw(st.sampled_from(known))
        end = self.draw(st.sampled_from(CHECKED))
        return f'has(outcomes.{name}) && outcomes.{name} == "{end.value}"'

    def sequence(self, known, depth, least=1):
        nodes = []
        for _ in range(self.draw(st.integers(least, 2))):
            kinds = (self.step, self.parallel, self.choice, self.loop)
            kind = self.draw(st.sampled_from(kinds if depth else kinds[:1]))
            node = kind() if kind == self.step else kind(known, depth - 1)
            known = [*known, *(step.step for step in all_steps((node,)))]
            nodes.append(node)
        return tuple(nodes)

    def parallel(self, known, depth):
        count = self.draw(st.integers(2, 3))
        return Parallel(parallel=tuple(self.sequence(known, depth) for _ in range(count)))

    def choice(self, known, depth):
        count = self.draw(st.integers(1, 2))
        branches = [
            Branch(when=self.condition(known), then=self.sequence(known, depth, least=0))
            for _ in range(count)
        ]
        return Alternative(choice=tuple(branches), otherwise=self.sequence(known, depth, least=0))

    def loop(self, known, depth):
        body = (self.step(), *self.sequence(known, depth, least=0))
        until = self.ended([step.step for step in all_steps(body)])
        rounds = self.draw(st.integers(2, 3))
        otherwise = self.sequence(known, depth, least=0)
        return Loop(repeat=body, until=until, rounds=rounds, otherwise=otherwise)


@st.composite
def processes(draw):
    """Draw a process from acceptance to issue; what is between is nested up to three deep."""
    author = _Author(draw)
    accept = Step(step="accept", by=BY)
    body = author.sequence([], draw(st.integers(0, 3)))
    decide = Step(step="decide", by=BY, outcomes=DECIDED)
    deciding = draw(
        st.sampled_from(
            (
                decide,
                Alternative(
                    choice=(Branch(when="form.a", then=(decide,)),),
                    otherwise=(
                        Step(step="decide_higher", kind=StepKind.DECIDE, by=BY, outcomes=DECIDED),
                    ),
                ),
            )
        )
    )
    return (accept, *body, deciding, Step(step="issue", by=BY))


def ends_of(step):
    """Return how a step may end in a test; a good end is likelier where a refusal ends all."""
    return ENDS.get(step.kind, CHECKED)
