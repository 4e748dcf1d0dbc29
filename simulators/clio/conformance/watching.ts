import type { Clio, Json } from './clio.ts';
import { type Answering, type Received, Receiver, willing } from './receiver.ts';
import { Mismatch } from './requirement.ts';

const shown = 'fields=id,etag,url,fields,shared_secret,model,status,events,expires_at';

interface Watch {
  clio: Clio;
  receiver: Receiver;
  hook: Json;
  /** A folder in the first matter, whose changes a webhook of the model `folder` is told. */
  make(name: string): Promise<Json>;
  read(): Promise<Json>;
}

/** A webhook on folders with a receiver of its own, both gone afterwards. */
export function watching(data: Json, answering: Answering, act: (watch: Watch) => Promise<void>) {
  return async (clio: Clio) => {
    await using receiver = await Receiver.listen();
    receiver.answering = answering;
    const parent = { id: (await clio.first('matters?limit=1'))['id'], type: 'Matter' };
    const hook = await clio.write('POST', `webhooks?${shown}`, {
      url: receiver.url,
      model: 'folder',
      fields: 'id,etag,name',
      ...data,
    });
    const path = `webhooks/${hook['id']}?${shown}`;
    try {
      await receiver.until(1, ({ received }) => received);
      await settled(clio, hook['id'], 1);
      await act({
        clio,
        receiver,
        hook,
        make: (name) => clio.write('POST', 'folders?fields=id,etag,name', { name, parent }),
        read: () => clio.record(path),
      });
    } finally {
      await clio.ask('DELETE', `webhooks/${hook['id']}`);
    }
  };
}

export const eventOf = ({ body }: Received) => (JSON.parse(body) as { meta: { event: string } }).meta.event;
export const nameOf = ({ body }: Received) => (JSON.parse(body) as { data: { name: string } }).data.name;
/** Confirms the handshake and answers every delivery like this. */
export const refusing: (status: number) => Answering = (status) => (received) =>
  received.headers['x-hook-secret'] === undefined ? { status } : willing(received);

/** Waits until the simulator has noted the outcome of that many attempts of a webhook, the handshake among them. */
export async function settled(clio: Clio, hookId: unknown, attempts: number): Promise<void> {
  const query = `webhook=${hookId}&count=${attempts}&timeout=60`;
  const { status } = await clio.simulator.control('GET', `webhook-deliveries/wait?${query}`);
  if (status !== 200) throw new Mismatch(`expected ${attempts} attempts of the webhook on the simulator's record`);
}
