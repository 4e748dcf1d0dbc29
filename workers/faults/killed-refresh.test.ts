import { testKilledRefresh } from './test-killed-refresh.ts';

const leaseOfTheDeadMs = 1_500;
testKilledRefresh({ moment: 'between the lease and the call', rotates: true, leaseOfTheDeadMs });
testKilledRefresh({ moment: "between Clio's answer and storing it", rotates: true, leaseOfTheDeadMs });
testKilledRefresh({ moment: "between Clio's answer and storing it", rotates: false, leaseOfTheDeadMs });
