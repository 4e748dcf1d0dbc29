import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestService } from '../test-service.ts';

let service: Awaited<ReturnType<typeof startTestService>>;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

test('private tasks are shown to nobody, not by their id either', async () => {
  const own = service.newFirm();
  await own.sync('TASKS', [
    { id: 1, name: 'mine', permission: 'private' },
    { id: 2, name: 'ours', permission: 'public' },
  ]);
  const { data } = await own.askFirm('tasks { totalCount nodes { name } }');
  expect(data.tasks).toEqual({ totalCount: 1, nodes: [{ name: 'ours' }] });
});
