import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { receiveWebhook, type WebhookAnswer, type WebhookParts } from './receive-webhook.ts';

/** Clio's deliveries are small: the watched fields of one record. */
const bodyLimit = '256kb';

const messages: Partial<Record<WebhookAnswer['code'], string>> = {
  WEBHOOK_UNKNOWN: 'There is no such webhook.',
  NOT_FROM_CLIO: 'The secret or the signature is not the one of this webhook.',
  MALFORMED_DELIVERY: 'Expected JSON with "data" (id) and "meta" (event, webhook_id).',
};

/** POST /clio/webhooks/:key: Clio's handshakes and deliveries. The body is taken as bytes: the signature is over them. */
export function addWebhookRoute(app: Express, parts: WebhookParts): void {
  const rawBody = express.raw({ limit: bodyLimit, type: () => true, inflate: false });
  app.post('/clio/webhooks/:key', rawBody, receive(parts), unreadable(parts));
}

function receive(parts: WebhookParts): RequestHandler {
  return async (request, response) => {
    const call = {
      key: String(request.params['key']),
      offeredSecret: request.get('x-hook-secret'),
      signature: request.get('x-hook-signature'),
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    };
    const answer = await receiveWebhook(call, parts);
    if (answer.secret) response.setHeader('X-Hook-Secret', answer.secret);
    const message = messages[answer.code];
    response.status(answer.status).json(message ? problem(answer.code, message) : { result: answer.code });
  };
}

/** 503 asks Clio to deliver again; nothing was stored. */
function unreadable({ log }: WebhookParts): ErrorRequestHandler {
  return (error: { type?: string; status?: number }, _request, response, _next) => {
    if (error.type === 'entity.too.large') {
      response.status(413).json(problem('DELIVERY_TOO_LARGE', `A delivery has up to ${bodyLimit}.`));
    } else if (error.status && error.status < 500) {
      response.status(error.status).json(problem('MALFORMED_DELIVERY', 'The body could not be read.'));
    } else {
      log.error({ err: error }, 'a delivery could not be stored');
      response.status(503).json(problem('TRY_AGAIN', 'The delivery could not be stored. Deliver it again.'));
    }
  };
}

function problem(code: string, message: string) {
  return { error: { code, message } };
}
