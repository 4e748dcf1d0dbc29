import type { CopyNoun } from '../firm/copy-empty.tsx';

export const matterNoun: CopyNoun = { one: 'matter', many: 'matters' };
