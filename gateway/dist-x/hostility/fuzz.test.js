import { expect, test } from '@jest/globals';
import { fuzz } from './fuzz-run.js';
test('three hundred generated operations end in answers: no crash, no unmasked error, nothing of another firm', async () => {
    const { answered, refused, denied } = await fuzz(20_261_125, 300);
    // It was a trial of all three: answers, refusals, and fields that are denied.
    expect(answered).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(10);
    expect(denied).toBeGreaterThan(50);
}, 60_000);
//# sourceMappingURL=fuzz.test.js.map