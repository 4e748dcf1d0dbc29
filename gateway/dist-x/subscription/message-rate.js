const burst = 300;
const perSecond = 50;
/**
 * Closes a socket (1008) whose client sends messages and ping frames faster than any client has to. Each costs an answer, so
 * a flood of pings would keep the process busy below every limit on operations.
 */
export function limitMessageRate(socket, now = () => performance.now()) {
    let left = burst;
    let refilledAt = now();
    const take = () => {
        const at = now();
        left = Math.min(burst, left + ((at - refilledAt) * perSecond) / 1_000);
        refilledAt = at;
        left -= 1;
        if (left >= 0)
            return;
        // What is already in the buffers is not worth an answer.
        socket.removeAllListeners('message');
        socket.removeAllListeners('ping');
        socket.close(1008, 'Too many messages');
    };
    socket.on('message', take);
    socket.on('ping', take);
}
//# sourceMappingURL=message-rate.js.map