from tests.eventing.road import Road

def test_an_event_has_its_effect(road: Road) -> None:
    for n in range(50):
        road.publish(f"s{n%7}", n, "Вера")
    relay, consumer = road.relay(), road.consumer()
    road.drive(relay, consumer, until=lambda: len(road.arrived()) == 50)
    print(road.rows("beta","select * from effects limit 2"), road.figures("alpha"), road.figures("beta"))
