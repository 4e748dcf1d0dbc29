import { describe, expect, test } from '@jest/globals';
import { one, patch, post, remove, writingSimulator } from './writing-client.ts';

writingSimulator();

describe('tasks', () => {
  test('are written with User or Contact and High, and read with Person and high', async () => {
    const contact = await one('contacts', ({ type }) => type === 'Person');
    const data = { name: 'Call', description: 'About the lease', priority: 'High', due_at: '2026-04-01' };
    const assigned = { ...data, assignee: { id: contact['id'], type: 'Contact' } };
    const made = await post('tasks', assigned, 'id,priority,due_at,status,assignee{id,type},assigner{id}');
    expect([made.status, made.data]).toEqual([
      201,
      {
        id: expect.any(Number),
        priority: 'high',
        due_at: '2026-04-01',
        status: 'pending',
        assignee: { id: contact['id'], type: 'Person' },
        assigner: { id: expect.any(Number) },
      },
    ]);
    const done = await patch(`tasks/${made.data['id']}`, { status: 'complete' }, 'status,completed_at');
    expect(done.data).toEqual({ status: 'complete', completed_at: expect.any(String) });
    const again = await patch(`tasks/${made.data['id']}`, { status: 'pending' }, 'status,completed_at');
    expect(again.data).toEqual({ status: 'pending', completed_at: null });
  });

  test('need name, description and assignee, and a status that is known', async () => {
    const user = await one('users');
    const whole = { name: 'Call', description: 'x', assignee: { id: user['id'], type: 'User' } };
    for (const name of Object.keys(whole)) {
      expect((await post('tasks', { ...whole, [name]: undefined })).status).toBe(422);
    }
    const refused = await post('tasks', { ...whole, status: 'asleep' });
    expect(refused).toMatchObject({
      status: 422,
      message: expect.stringContaining('status must be one of ["complete", "pending"'),
    });
  });

  test('the first and the last of a matter change the matter', async () => {
    const matter = await one('matters', ({ has_tasks }) => has_tasks === false);
    const user = await one('users');
    const data = { name: 'Call', description: 'x', assignee: { id: user['id'], type: 'User' } };
    const { data: task } = await post('tasks', { ...data, matter: { id: matter['id'] } });
    const after = await one('matters', ({ id }) => id === matter['id']);
    expect(after['has_tasks']).toBe(true);
    expect(after['etag']).not.toBe(matter['etag']);
    expect(await remove(`tasks/${task['id']}`)).toBe(204);
    expect((await one('matters', ({ id }) => id === matter['id']))['has_tasks']).toBe(false);
  });
});
