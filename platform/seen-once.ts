/** Whether a name has not come before. Both times are in ms; a name is refused, too, when it is too old to be sure. */
export type SeenOnce = (name: string, issuedAt: number, now: number) => boolean;

/**
 * Remembers names for the time given at least, in two generations that take turns.
 *
 * A generation ends after that time, or when it is full. What is forgotten because it was full might come again: names as
 * old as those are refused from then on, so too many calls make the memory shorter and never let one pass twice.
 */
export function createSeenOnce(periodMs: number, perGeneration: number): SeenOnce {
  let older = new Set<string>();
  let newer = new Set<string>();
  let newerSince = 0;
  let newestInOlder = 0;
  let newestInNewer = 0;
  let forgottenUntil = 0;
  return (name, issuedAt, now) => {
    if (newer.size >= perGeneration || now - newerSince >= periodMs) {
      forgottenUntil = Math.max(forgottenUntil, newestInOlder);
      older = newer;
      newestInOlder = newestInNewer;
      newer = new Set();
      newestInNewer = 0;
      newerSince = now;
    }
    if (issuedAt <= forgottenUntil || newer.has(name) || older.has(name)) return false;
    newer.add(name);
    newestInNewer = Math.max(newestInNewer, issuedAt);
    return true;
  };
}
