/** Keys times fields that are told apart; uses beyond it are counted under the client `others`. */
const countsMax = 10_000;
/** Counts who still uses what is deprecated: a field can go when nobody is left to be told. */
export class DeprecationUsage {
    #counts = new Map();
    count(uses, principal) {
        const client = principal?.kind === 'user' ? (principal.apiKeyId ?? principal.userId) : 'anonymous';
        for (const { coordinate } of uses) {
            const own = this.#counts.get(`${coordinate} ${client}`);
            if (own)
                own.requests++;
            else
                this.#begin(coordinate, this.#counts.size < countsMax ? client : 'others');
        }
    }
    counts() {
        return [...this.#counts.values()];
    }
    #begin(coordinate, client) {
        const key = `${coordinate} ${client}`;
        const known = this.#counts.get(key);
        if (known)
            known.requests++;
        else
            this.#counts.set(key, { coordinate, client, requests: 1 });
    }
}
//# sourceMappingURL=deprecation-usage.js.map