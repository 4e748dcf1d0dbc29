/**
 * Takes what is due page after page, until there is no more or the time is over. What is taken is due again only later, so
 * each page holds others.
 *
 * @param take hands out so many at most.
 */
export async function* takenPages<Item>(
  take: (most: number) => Promise<Item[]>,
  { pageSize, deadline }: { pageSize: number; deadline: Date },
): AsyncGenerator<Item[], void> {
  while (Date.now() < deadline.getTime()) {
    const page = await take(pageSize);
    yield page;
    if (page.length < pageSize) return;
  }
}
