interface Told {
  seconds: number | null;
  /** When it came. */
  atMs: number;
  pausedUntil: string | null;
}

/** While Clio makes a job wait no newer state of it comes: what has passed of the wait is taken off what was told. */
export function withoutWait({ seconds, atMs, pausedUntil }: Told, nowMs: number): number | null {
  if (seconds === null || pausedUntil === null) return seconds;
  const passedMs = Math.max(0, Math.min(nowMs, Date.parse(pausedUntil)) - atMs);
  return Math.max(0, seconds - Math.floor(passedMs / 1_000));
}
