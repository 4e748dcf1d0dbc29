import { testAnswersOfClio } from './test-answers-of-clio.ts';

testAnswersOfClio({
  failing: ['502', '503', '403-html', 'drop'],
  odd: ['delay', 'wrong-type'],
  forGood: ['500', '400-empty', '403-html', 'truncate', 'drop'],
});
