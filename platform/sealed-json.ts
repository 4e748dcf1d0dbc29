import express, { type RequestHandler, type Response } from 'express';
import { type CallSealCheck, SealRefused } from './call-seal.ts';

/**
 * Reads the JSON body of a POST, if the call's seal is that of exactly these bytes: it is checked before they are parsed.
 *
 * @param limit of the body, as Express writes sizes.
 * @param refuse answers 401, and may log the reason. What is no JSON although it was sealed goes on as an error.
 */
export function sealedJson(
  check: CallSealCheck,
  limit: string,
  refuse: (response: Response, reason: string) => void,
): RequestHandler {
  const parse = express.json({
    limit,
    verify(request, response, body) {
      check(request.headers, body);
      // Express made it: the parser's types know Node's only.
      (response as Response).locals['sealed'] = true;
    },
  });
  return (request, response, next) => {
    // What a GET asks for is in its address, which nobody sealed.
    if (request.method !== 'POST') {
      refuse(response, 'no POST');
      return;
    }
    parse(request, response, (error?: unknown) => {
      if (error instanceof SealRefused) refuse(response, error.message);
      else if (error) next(error);
      else if (response.locals['sealed']) next();
      else refuse(response, 'no JSON body');
    });
  };
}
