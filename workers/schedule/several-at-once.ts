/** The last moment that a Date can hold. */
export const endOfTime = new Date(8_640_000_000_000_000);

/**
 * Does the same for many, a few at a time and in their order, until all are done or the time is over.
 *
 * @param deadline none is begun after it.
 */
export async function severalAtOnce<Item>(
  items: readonly Item[],
  { atOnce, deadline }: { atOnce: number; deadline: Date },
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const chain = async () => {
    // All chains take from the one iterator, so each item is taken once.
    for (const item of waiting) {
      if (Date.now() > deadline.getTime()) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, chain));
}
