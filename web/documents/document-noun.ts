import type { CopyNoun } from '../firm/copy-empty.tsx';

export const documentNoun: CopyNoun = { one: 'document', many: 'documents' };
