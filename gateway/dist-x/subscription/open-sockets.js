/** Counts open sockets by where they come from. Every socket is anonymous until its client has authenticated. */
export class OpenSockets {
    #limits;
    #networks = new Map();
    #anonymous = new WeakMap();
    #total = 0;
    constructor(limits) {
        this.#limits = limits;
    }
    /** The HTTP status to refuse one more socket with, or undefined where it may open. */
    refusal(network) {
        if (this.#total >= this.#limits.sockets)
            return '503 Service Unavailable';
        const { all, anonymous } = this.#networks.get(network) ?? { all: 0, anonymous: 0 };
        const full = all >= this.#limits.socketsPerNetwork || anonymous >= this.#limits.namelessSocketsPerNetwork;
        return full ? '429 Too Many Requests' : undefined;
    }
    add(socket, network) {
        const counted = this.#networks.get(network) ?? { all: 0, anonymous: 0 };
        this.#networks.set(network, counted);
        counted.all += 1;
        counted.anonymous += 1;
        this.#total += 1;
        this.#anonymous.set(socket, network);
        socket.once('close', () => {
            this.authenticated(socket);
            counted.all -= 1;
            this.#total -= 1;
            if (counted.all === 0)
                this.#networks.delete(network);
        });
    }
    /** The client has shown who it is: from now on the socket counts as one of its network only. */
    authenticated(socket) {
        const network = this.#anonymous.get(socket);
        if (network === undefined)
            return;
        this.#anonymous.delete(socket);
        const counted = this.#networks.get(network);
        if (counted)
            counted.anonymous -= 1;
    }
}
//# sourceMappingURL=open-sockets.js.map