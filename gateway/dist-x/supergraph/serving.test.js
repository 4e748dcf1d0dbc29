import { expect, test } from '@jest/globals';
import { Serving } from './serving.js';
function snapshot(id) {
    const graph = {};
    const closed = [];
    const opened = {
        id,
        main: graph,
        contract: undefined,
        close: async () => {
            closed.push(id);
        },
    };
    return { opened, closed };
}
test('an earlier snapshot closes with its last user, once, and the present one never', () => {
    const [first, second] = [snapshot('first'), snapshot('second')];
    const serving = new Serving(first.opened);
    const [one, other] = [serving.use('main'), serving.use('main')];
    one?.end();
    expect(serving.open).toBe(1);
    serving.replace(second.opened);
    expect(serving.use('main')?.graph).toBe(second.opened.main);
    expect([serving.current.id, serving.open, first.closed]).toEqual(['second', 2, []]);
    one?.end();
    expect(first.closed).toEqual([]);
    other?.end();
    other?.end();
    expect([serving.open, first.closed, second.closed]).toEqual([1, ['first'], []]);
});
test('whoever runs for long is told once of a newer snapshot, and not after its end', () => {
    const serving = new Serving(snapshot('first').opened);
    const told = [];
    const [going, gone, late] = [serving.use('main'), serving.use('main'), serving.use('main')];
    going?.onReplaced(() => told.push('going'));
    gone?.onReplaced(() => told.push('gone'));
    gone?.end();
    late?.end();
    late?.onReplaced(() => told.push('late'));
    serving.replace(snapshot('second').opened);
    serving.replace(snapshot('third').opened);
    expect(told).toEqual(['going']);
});
test('a supergraph without a public part serves nothing there', () => {
    expect(new Serving(snapshot('first').opened).use('contract')).toBeUndefined();
});
//# sourceMappingURL=serving.test.js.map