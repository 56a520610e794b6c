from marsad.web.attempts import FIRST_WAIT_S, FREE, LONGEST_WAIT_S, MOST_KEPT, Attempts


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def failed(times, clock, key="name amal"):
    attempts = Attempts(clock)
    for _ in range(times):
        attempts.failed(key)
    return attempts


def test_the_first_failures_cost_nothing():
    assert failed(FREE - 1, Clock()).wait("name amal") == 0


def test_then_each_doubles_the_wait():
    assert failed(FREE, Clock()).wait("name amal") == FIRST_WAIT_S
    assert failed(FREE + 2, Clock()).wait("name amal") == 4 * FIRST_WAIT_S
    assert failed(500, Clock()).wait("name amal") == LONGEST_WAIT_S


def test_the_wait_goes_by():
    clock = Clock()
    attempts = failed(FREE, clock)
    clock.now += FIRST_WAIT_S - 1
    assert attempts.wait("name amal") == 1
    clock.now += 2
    assert attempts.wait("name amal") <= 0


def test_other_names_and_addresses_are_counted_apart():
    attempts = failed(FREE, Clock(), "name amal")
    assert attempts.wait("name basim") == 0
    assert attempts.wait("name basim", "name amal") == FIRST_WAIT_S


def test_the_right_person_starts_anew():
    attempts = failed(FREE, Clock())
    attempts.succeeded("name amal")
    assert attempts.wait("name amal") == 0


def test_many_names_do_not_fill_the_memory():
    attempts = Attempts(Clock())
    for n in range(MOST_KEPT + 10):
        attempts.failed(f"name {n}")
    assert len(attempts._failed) == MOST_KEPT
