import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { testKilledWorkers } from './test-killed-worker.ts';

testKilledWorkers({ entities: syncEntityTypes, everyNth: 1, atRandom: 12 });
