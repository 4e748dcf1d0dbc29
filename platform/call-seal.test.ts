import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { callSealHeader, callSealSecrets, createCallSealCheck, createCallSealer } from './call-seal.ts';

const newSecret = () => randomBytes(32).toString('base64url');
const secret = newSecret();
const authorization = 'Bearer a.b.c';
const body = '{"query":"{ städte }"}';
const sealed = (seal = createCallSealer([secret]), text = body) => ({
  authorization,
  [callSealHeader]: seal(authorization, text),
});
const bytes = Buffer.from(body);

test('ten thousand calls of four processes are all different, and each is taken once', () => {
  const sealers = Array.from({ length: 4 }, () => createCallSealer([secret]));
  const check = createCallSealCheck([secret]);
  const calls = Array.from({ length: 10_000 }, (_, at) => sealed(sealers[at % sealers.length]));
  expect(new Set(calls.map((call) => call[callSealHeader])).size).toBe(calls.length);
  for (const call of calls) check(call, bytes);
  for (const call of calls) expect(() => check(call, bytes)).toThrow('the call has come before');
});

test('a seal is taken for a minute before and after its time, and remembered for as long as it could be taken', () => {
  const now = Date.now();
  let time = now;
  const call = sealed();
  const sealedAt = Number(call[callSealHeader].split('.')[0]);
  const check = createCallSealCheck([secret], { now: () => time });
  time = sealedAt + 60_001;
  expect(() => check(call, bytes)).toThrow('another time');
  time = sealedAt - 60_001;
  expect(() => check(call, bytes)).toThrow('another time');
  // From a clock that is ahead: it could be taken for two minutes.
  time = sealedAt - 60_000;
  check(call, bytes);
  for (; time <= sealedAt + 60_000; time += 7_500) expect(() => check(call, bytes)).toThrow('the call has come before');
});

test('more calls than are remembered make the memory shorter, and none is taken twice', () => {
  let time = Date.now();
  const check = createCallSealCheck([secret], { now: () => time, remembered: 10 });
  const seal = createCallSealer([secret]);
  const first = sealed(seal);
  time = Number(first[callSealHeader].split('.')[0]);
  check(first, bytes);
  const later = Array.from({ length: 25 }, () => sealed(seal));
  let taken = 0;
  for (const call of later) {
    try {
      check(call, bytes);
      taken += 1;
    } catch {}
  }
  expect(taken).toBeGreaterThanOrEqual(19);
  for (const call of [first, ...later]) expect(() => check(call, bytes)).toThrow('the call has come before');
});

test('a seal is of one token and one body, by a secret that both know', () => {
  const check = createCallSealCheck([secret]);
  const call = sealed();
  expect(() => check({ ...call, authorization: 'Bearer a.b.d' }, bytes)).toThrow('not of this call');
  expect(() => check(call, Buffer.from(`${body} `))).toThrow('not of this call');
  expect(() => check(sealed(createCallSealer([newSecret()])), bytes)).toThrow('not of this call');
  for (const seal of [undefined, '', 'nonsense', call[callSealHeader].slice(0, -1), `${call[callSealHeader]}.x`])
    expect(() => check({ authorization, [callSealHeader]: seal }, bytes)).toThrow(/no seal|cannot be read/);
  // What was refused has used nothing up.
  check(call, bytes);
});

test('while the secret changes, calls of both are taken', () => {
  const next = newSecret();
  const [before, after] = [callSealSecrets.parse(secret), callSealSecrets.parse(`${next},${secret}`)];
  const check = createCallSealCheck(after);
  check(sealed(createCallSealer(before)), bytes);
  check(sealed(createCallSealer(after)), bytes);
  expect(() => createCallSealCheck(before)(sealed(createCallSealer(after)), bytes)).toThrow('not of this call');
  for (const short of ['', 'short', `${next},short`]) expect(callSealSecrets.safeParse(short).success).toBe(false);
});
