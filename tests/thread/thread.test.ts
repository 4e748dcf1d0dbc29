import { afterAll } from '@jest/globals';
import { clearFaults } from '../clio-world.ts';
import { apiKeys } from './api-keys.ts';
import { everyPage } from './every-page.ts';
import { lists } from './lists.ts';
import { onboarding } from './onboarding.ts';
import { sessions } from './sessions.ts';
import { trouble } from './trouble.ts';
import { beginVisit } from './visit.ts';

const visit = await beginVisit();

afterAll(async () => {
  await clearFaults(visit.stack);
  await visit.browser.close();
});

onboarding(visit);
lists(visit);
trouble(visit);
apiKeys(visit);
sessions(visit);
everyPage(visit);
