import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { testAllAtOnce } from './test-all-at-once.ts';

testAllAtOnce({ entities: syncEntityTypes, faultsMax: 60, crashes: true });
