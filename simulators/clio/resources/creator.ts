import type { Shape } from './shape.ts';
import { userShape } from './users.ts';

/** Whoever made something: a user's fields, with the word for what they are and without their language. */
const creator: Shape = {
  ...userShape,
  name: 'ClioCreator',
  scalars: new Map([...userShape.scalars, ['type', () => 'ManageUser'] as const].filter(([name]) => name !== 'locale')),
  relations: new Map(),
};

export function creatorShape(): Shape {
  return creator;
}
