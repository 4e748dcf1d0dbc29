import { expect, test } from '@jest/globals';
import { type Course, forecast } from './forecast.ts';

const every = (ms: number) => ({ usual: ms, alone: ms });
const seconds = (course: Partial<Course>) => {
  const { startsInMs, endsInMs } = forecast({ pages: [], pageMs: every(1_000), waitMs: 0, ...course });
  return [startsInMs / 1_000, endsInMs / 1_000];
};
const limit = { requests: 50, othersTake: 0, window: undefined };

test.each<[string, Partial<Course>, [starts: number, ends: number]]>([
  ['nothing is left', { pages: [0, 0] }, [0, 0]],
  ['one type alone goes on in one chain', { pages: [30] }, [0, 30]],
  ['three types in three', { pages: [30, 30, 30] }, [0, 30]],
  ['five types take turns in three', { pages: [30, 30, 30, 30, 30] }, [0, 50]],
  ['the largest goes on alone after the others', { pages: [10, 10, 40] }, [0, 40]],
  ['alone at the pace that a chain has alone', { pages: [10, 10, 40], pageMs: { usual: 1_000, alone: 500 } }, [0, 25]],
  ['a wait comes first', { pages: [30], waitMs: 20_000 }, [20, 50]],
])('without a limit: %s', (_title, course, expected) => {
  expect(seconds(course)).toEqual(expected);
});

test.each<[string, Partial<Course>, [starts: number, ends: number]]>([
  ['what fits into a window goes out at once', { pages: [15, 15, 15], limit }, [0, 15]],
  ['its reserve in its last two seconds', { pages: [16, 16, 16], limit }, [0, 59]],
  ['then the next one is waited for', { pages: [19, 19, 19], pageMs: every(300), limit }, [0, 60.7]],
  ['who is slower than the limit does not notice it', { pages: [100], pageMs: every(2_000), limit }, [0, 200]],
  [
    'of the window that runs there is what is left of it',
    { pages: [30], limit: { ...limit, window: { left: 15, endsInMs: 40_000 } } },
    [0, 58],
  ],
  [
    'one that is used up is waited for',
    { pages: [30], limit: { ...limit, window: { left: 0, endsInMs: 40_000 } } },
    [40, 70],
  ],
  [
    'one that has ended says nothing',
    { pages: [30], limit: { ...limit, window: { left: 0, endsInMs: -5_000 } } },
    [0, 30],
  ],
  [
    'what others take is not to be had',
    { pages: [40], pageMs: every(0), limit: { ...limit, othersTake: 20 } },
    [0, 60],
  ],
  [
    'others who take all leave one in a window',
    { pages: [3], pageMs: every(0), limit: { ...limit, othersTake: 60 } },
    [58, 178],
  ],
])('under a limit of 50: %s', (_title, course, expected) => {
  expect(seconds(course)).toEqual(expected);
});
