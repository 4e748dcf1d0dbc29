import { Cancellation } from '../cancellation.ts';

interface Flight<Value> {
  value: Promise<Value>;
  waiting: number;
  cancellation: Cancellation;
}

/**
 * Work that several want at the same time is done once. It is given up when the last of them has gone; nobody's leaving
 * takes it from the others.
 */
export class SharedFlights<Value> {
  readonly #flights = new Map<string, Flight<Value>>();

  /** @param key everything that the value depends on, whose it is included. */
  share(
    key: string,
    cancellation: Cancellation | undefined,
    work: (cancellation: Cancellation) => Promise<Value>,
  ): Promise<Value> {
    let flight = this.#flights.get(key);
    if (!flight) {
      const own = new Cancellation();
      const begun: Flight<Value> = { cancellation: own, waiting: 0, value: work(own) };
      begun.value.then(
        () => this.#land(key, begun),
        () => this.#land(key, begun),
      );
      this.#flights.set(key, begun);
      flight = begun;
    }
    const joined = flight;
    joined.waiting += 1;
    const leave = () => {
      joined.waiting -= 1;
      if (joined.waiting > 0) return;
      // Whoever comes now begins anew instead of joining what is being given up.
      this.#land(key, joined);
      joined.cancellation.cancel();
    };
    if (cancellation?.cancelled) leave();
    else if (cancellation) {
      const stay = cancellation.onCancelled(leave);
      joined.value.then(stay, stay);
    }
    return joined.value;
  }

  #land(key: string, flight: Flight<Value>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
