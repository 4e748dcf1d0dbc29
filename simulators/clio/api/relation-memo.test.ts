import { expect, test } from '@jest/globals';
import type { Row } from '../firm/rows.ts';
import { fullView } from '../resources/view.ts';
import { createClioSimulator } from '../simulator.ts';
import { memoCharacters, memoCharactersMax, RelationMemo } from './relation-memo.ts';

test('all memos together keep no more than their bound, whatever is walked through, and go on working past it', async () => {
  await using simulator = await createClioSimulator({ size: 300 });
  const rows: readonly Row[] = simulator.world.firms.flatMap(({ tables }) => tables.contacts.rows).slice(0, 200);
  const memos = Array.from({ length: 4 }, () => new RelationMemo());
  let written = 0;
  const write = (row: object) => {
    written++;
    return `${(row as Row).id} `.padEnd(memoCharactersMax / 50, 'x');
  };
  for (const memo of memos) {
    for (const row of rows) {
      const text = memo.text(row, fullView, write);
      expect(Number.parseInt(text, 10)).toBe(row.id);
      const before = written;
      expect(memo.text(row, fullView, write)).toBe(text);
      expect(written).toBe(before);
      expect(memoCharacters()).toBeLessThanOrEqual(memoCharactersMax);
    }
  }
  expect(written).toBeGreaterThan(50);
});
