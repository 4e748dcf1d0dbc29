import { expect, test } from '@jest/globals';
import { fuzz } from './fuzz-run.js';
/** Another seed each day, told where something is found. */
const today = Math.floor(Date.now() / 86_400_000);
for (const seed of [1, 2, 3, today]) {
    test(`ten thousand generated operations of seed ${seed} end in answers: no crash, no unmasked error, nothing of another firm`, async () => {
        const { answered, denied } = await fuzz(seed, 10_000);
        expect(answered).toBeGreaterThan(4_000);
        expect(denied).toBeGreaterThan(1_000);
    }, 1_200_000);
}
//# sourceMappingURL=fuzz.full.test.js.map