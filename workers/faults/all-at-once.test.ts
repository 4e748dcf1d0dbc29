import { testAllAtOnce } from './test-all-at-once.ts';

testAllAtOnce({ entities: ['CONTACTS', 'MATTERS', 'ACTIVITIES', 'LINE_ITEMS'], faultsMax: 10, crashes: false });
