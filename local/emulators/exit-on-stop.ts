const deadlineMs = 8_000;

/** Ends the process on SIGTERM or SIGINT after closing its server, and after a deadline in any case. */
export function exitOnStop(close: () => Promise<unknown>): void {
  const stop = () => {
    setTimeout(() => process.exit(1), deadlineMs).unref();
    void close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
