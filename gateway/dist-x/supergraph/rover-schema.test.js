import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { roverProgram } from './rover-program.js';
const rover = roverProgram();
if (rover === undefined) {
    // Visible in the report, so that nobody takes silence for success.
    test.skip('SKIPPED: npm brings no Rover for this platform to compare supergraph.yaml with', () => undefined);
}
else {
    const { stdout } = spawnSync(rover, ['supergraph', 'config', 'schema'], {
        encoding: 'utf8',
        env: { ...process.env, APOLLO_TELEMETRY_DISABLED: '1' },
    });
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(stdout));
    const config = parse(readFileSync(new URL('../../supergraph.yaml', import.meta.url), 'utf8'));
    test('Rover takes supergraph.yaml', () => {
        expect(validate(config) ? [] : validate.errors).toEqual([]);
    });
    test('the check sees a subgraph without a schema', () => {
        expect(validate({ ...config, subgraphs: { auth: { routing_url: 'http://127.0.0.1' } } })).toBe(false);
    });
}
//# sourceMappingURL=rover-schema.test.js.map