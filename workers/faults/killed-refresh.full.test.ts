import { refreshMoments, testKilledAheadRefresh, testKilledRefresh } from './test-killed-refresh.ts';

for (const rotates of [false, true]) {
  for (const moment of refreshMoments) {
    testKilledRefresh({ moment, rotates });
    testKilledAheadRefresh({ moment, rotates });
  }
}
