/** Keeps count of the subscriptions that are answered over HTTP. */
export function createHttpStreams({ httpStreams, httpStreamsPerClient }) {
    const endings = new Set();
    const counts = new Map();
    return {
        get count() {
            return endings.size;
        },
        open(client, end) {
            const count = counts.get(client) ?? 0;
            if (count >= httpStreamsPerClient || endings.size >= httpStreams)
                return undefined;
            counts.set(client, count + 1);
            endings.add(end);
            return {
                release() {
                    if (!endings.delete(end))
                        return;
                    const left = (counts.get(client) ?? 1) - 1;
                    if (left > 0)
                        counts.set(client, left);
                    else
                        counts.delete(client);
                },
            };
        },
        stop() {
            for (const end of endings)
                end();
        },
    };
}
//# sourceMappingURL=http-streams.js.map