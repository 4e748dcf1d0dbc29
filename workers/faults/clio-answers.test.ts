import { testAnswersOfClio } from './test-answers-of-clio.ts';

testAnswersOfClio({
  failing: ['500', '400-empty', 'drop-midway', 'truncate'],
  odd: ['dribble'],
  forGood: ['502'],
});
