import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { z } from 'zod';

/** Clio's deliveries are small: a handful of fields of one record. */
const bodyLimit = '256kb';

const delivery = z.object({ data: z.record(z.string(), z.unknown()), meta: z.record(z.string(), z.unknown()) });

/**
 * POST /clio/webhooks/:key. No webhook is registered with Clio: connections say `POLLING_ONLY`. So no key is known, and
 * whatever arrives is refused in a form that its sender can read: 400 for what is no delivery, else 404.
 */
export function addWebhookRoute(app: Express): void {
  app.post(
    '/clio/webhooks/:key',
    express.json({ limit: bodyLimit, type: () => true, strict: false }),
    refuse,
    unreadable,
  );
}

const refuse: RequestHandler = (request, response) => {
  if (delivery.safeParse(request.body).success) {
    response.status(404).json(problem('WEBHOOK_UNKNOWN', 'No webhook is registered under this key.'));
  } else {
    response.status(400).json(problem('MALFORMED_DELIVERY', 'Expected JSON with "data" and "meta".'));
  }
};

const unreadable: ErrorRequestHandler = (error: { type?: string }, _request, response, _next) => {
  const tooLarge = error.type === 'entity.too.large';
  response
    .status(tooLarge ? 413 : 400)
    .json(
      tooLarge
        ? problem('DELIVERY_TOO_LARGE', `A delivery has up to ${bodyLimit}.`)
        : problem('MALFORMED_DELIVERY', 'The body is not JSON.'),
    );
};

function problem(code: string, message: string) {
  return { error: { code, message } };
}
