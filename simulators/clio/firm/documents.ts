import type { DocumentRow, DocumentVersionRow, FolderRow } from './document-rows.ts';
import { folderNames, type Paper, paperFor } from './paper-names.ts';
import type { ContactRow, UserRow } from './people-rows.ts';
import type { Random } from './random.ts';
import type { Work } from './work.ts';
import type { MatterRow } from './work-rows.ts';

const daySeconds = 86_400;

export interface GeneratedDocuments {
  folders: FolderRow[];
  documents: DocumentRow[];
  versions: DocumentVersionRow[];
}

/**
 * The files of a firm: every matter has its root folder, some have folders within it, two levels deep at most, and most
 * have a few documents. A tenth of the clients have papers of their own beside their matters. Some documents were
 * revised, a few are locked, a few were thrown away within the last month, and now and then an upload was never finished.
 */
export function generateDocuments(
  work: Work,
  matters: readonly MatterRow[],
  clients: readonly ContactRow[],
  users: readonly UserRow[],
  random: Random,
): GeneratedDocuments {
  const made: GeneratedDocuments = { folders: [], documents: [], versions: [] };
  const anyone = users[0];
  if (!anyone) throw new Error('generateDocuments: expected at least one user, got none');

  for (const matter of matters) {
    const creator = matter.responsible ?? matter.staff ?? anyone;
    const owner = { matter, contact: null, creator };
    const root = addFolder(made, work, owner, null, `${matter.number} ${matter.description}`, matter.createdAt);
    const places = [root, ...furtherFolders(made, work, root, random)];
    const lastDay = matter.closeDay ?? work.today;
    for (let left = Math.floor(random.pareto(1.6)) - Number(random.chance(0.3)); left > 0; left--) {
      if (made.documents.length > matters.length * 2) break;
      const day = work.workday(matter.openDay, Math.max(matter.openDay, lastDay), random);
      addDocument(made, work, random.pick(places), paperFor(random), day, matter.staff ?? creator, random);
    }
  }
  for (const client of clients) {
    if (!random.chance(0.1)) continue;
    const owner = { matter: null, contact: client, creator: anyone };
    const name = client.companyName ?? `${client.firstName} ${client.lastName}`;
    const root = addFolder(made, work, owner, null, name, client.createdAt);
    const day = work.firm.zone.dayOf(client.createdAt);
    const identity = { name: 'Proof of identity.pdf', contentType: 'application/pdf' };
    addDocument(made, work, root, identity, day, anyone, random);
  }
  return made;
}

function furtherFolders(made: GeneratedDocuments, work: Work, root: FolderRow, random: Random): FolderRow[] {
  if (!random.chance(0.4)) return [];
  const names = new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(folderNames)));
  const folders = [...names].map((name) => addFolder(made, work, root, root, name, root.createdAt));
  const [first] = folders;
  if (first && random.chance(0.25)) folders.push(addFolder(made, work, root, first, 'Incoming', root.createdAt));
  return folders;
}

function addFolder(
  made: GeneratedDocuments,
  { firm }: Work,
  { matter, contact, creator }: Pick<FolderRow, 'matter' | 'contact' | 'creator'>,
  parent: FolderRow | null,
  name: string,
  at: number,
): FolderRow {
  const folder: FolderRow = {
    firm,
    kind: 'Folder',
    id: 0,
    version: 1,
    createdAt: at,
    updatedAt: at,
    overrides: undefined,
    name,
    parent,
    matter,
    contact,
    creator,
    deletedAt: null,
    locked: false,
    category: null,
    properties: [],
  };
  made.folders.push(folder);
  return folder;
}

function addDocument(
  made: GeneratedDocuments,
  work: Work,
  parent: FolderRow,
  paper: Paper,
  day: number,
  creator: UserRow,
  random: Random,
): void {
  const { firm } = work;
  const createdAt = Math.max(parent.createdAt, work.instant(day, random));
  const document: DocumentRow = {
    firm,
    kind: 'Document',
    id: 0,
    version: 1,
    createdAt,
    updatedAt: createdAt,
    overrides: undefined,
    name: paper.name,
    parent,
    creator,
    receivedAt: random.chance(0.3) ? createdAt : null,
    deletedAt: null,
    locked: random.chance(0.01),
    category: random.chance(0.4) ? random.pick(firm.documentCategories) : null,
    properties: [],
    versions: [],
  };
  const revisions = random.chance(0.15) ? random.between(2, 4) : 1;
  let at = createdAt;
  for (let number = 1; number <= revisions; number++) {
    const uploaded = number < revisions || !random.chance(0.005);
    document.versions.push({
      firm,
      id: 0,
      version: 1,
      createdAt: at,
      updatedAt: at,
      overrides: undefined,
      document,
      number,
      filename: paper.name,
      contentType: paper.contentType,
      // From a page of text to, rarely, a recording of hundreds of megabytes.
      size: uploaded ? Math.min(Math.floor(9_000 * random.pareto(0.8)), 400_000_000) : null,
      creator,
      receivedAt: document.receivedAt,
      uploaded,
      content: { generated: random.bits() },
      uploads: null,
    });
    if (uploaded) document.updatedAt = at;
    at = Math.min(at + random.between(1, 20) * daySeconds, work.asOf);
  }
  const trashable = document.updatedAt < work.asOf - 30 * daySeconds;
  if (trashable && random.chance(0.03)) {
    document.deletedAt = work.asOf - random.between(1, 28) * daySeconds;
    document.updatedAt = document.deletedAt;
  }
  made.documents.push(document);
  made.versions.push(...document.versions);
}
