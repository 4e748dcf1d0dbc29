import { expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { buildSchema, parse } from 'graphql';
import { deprecatedUses } from './deprecated-uses.js';
import { undatedDeprecations } from './deprecation-dates.js';
import { DeprecationUsage } from './deprecation-usage.js';
const schema = buildSchema(`
  type Query { order(by: By, old: Int @deprecated(reason: "Use by. Gone on 2027-06-01."), where: Where): Order }
  type Order { total: Int amount: Int @deprecated(reason: "Use total. Gone on 2027-06-01.") }
  enum By { NEW OLD @deprecated(reason: "Use NEW. Gone on 2027-06-01.") }
  input Where { open: Boolean state: String @deprecated(reason: "Use open. Gone on 2027-06-01.") }
`);
test('fields, arguments, input fields and enum values are found, through fragments, each once', () => {
    const document = parse(`
    query { order(by: OLD, old: 1, where: { state: "x" }) { ...F amount again: amount } }
    fragment F on Order { amount total }
  `);
    expect(deprecatedUses(schema, document).map(({ coordinate }) => coordinate)).toEqual([
        'By.OLD',
        'Query.order(old:)',
        'Where.state',
        'Order.amount',
    ]);
    expect(deprecatedUses(schema, parse('{ order(by: NEW) { total } }'))).toEqual([]);
});
test('usage is counted per field and key', () => {
    const usage = new DeprecationUsage();
    const key = newId('apiKey');
    const program = {
        kind: 'user',
        userId: newId('user'),
        scopes: [],
        sessionId: key,
        sessionVersion: 0,
        apiKeyId: key,
    };
    const uses = deprecatedUses(schema, parse('{ order { amount } }'));
    usage.count(uses, program);
    usage.count(uses, program);
    usage.count(uses, undefined);
    expect(usage.counts()).toEqual([
        { coordinate: 'Order.amount', client: key, requests: 2 },
        { coordinate: 'Order.amount', client: 'anonymous', requests: 1 },
    ]);
});
test('a deprecation without a date is named', () => {
    const document = parse(`
    type Query { a: Int @deprecated b(c: Int @deprecated(reason: "Use d.")): Int }
    enum E { F @deprecated(reason: "Until 2027-01-01.") G @deprecated(reason: "Soon.") }
  `);
    expect(undatedDeprecations(document)).toEqual(['Query.a', 'Query.b.c', 'E.G']);
});
//# sourceMappingURL=deprecations.test.js.map