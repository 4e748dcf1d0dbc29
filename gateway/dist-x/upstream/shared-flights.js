import { Cancellation } from '../cancellation.js';
/**
 * Work that several want at the same time is done once. It is given up when the last of them has gone; nobody's leaving
 * takes it from the others.
 */
export class SharedFlights {
    #flights = new Map();
    /** @param key everything that the value depends on, whose it is included. */
    share(key, cancellation, work) {
        let flight = this.#flights.get(key);
        if (!flight) {
            const own = new Cancellation();
            const begun = { cancellation: own, waiting: 0, value: work(own) };
            begun.value.then(() => this.#land(key, begun), () => this.#land(key, begun));
            this.#flights.set(key, begun);
            flight = begun;
        }
        const joined = flight;
        joined.waiting += 1;
        const leave = () => {
            joined.waiting -= 1;
            if (joined.waiting > 0)
                return;
            // Whoever comes now begins anew instead of joining what is being given up.
            this.#land(key, joined);
            joined.cancellation.cancel();
        };
        if (cancellation?.cancelled)
            leave();
        else if (cancellation) {
            const stay = cancellation.onCancelled(leave);
            joined.value.then(stay, stay);
        }
        return joined.value;
    }
    #land(key, flight) {
        if (this.#flights.get(key) === flight)
            this.#flights.delete(key);
    }
}
//# sourceMappingURL=shared-flights.js.map