import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { repositoryRoot } from '../data-directory.ts';

export interface Import {
  from: string;
  /** A file of ours, or the folder of a package of ours that is imported by name. */
  to: string;
  /** Erased by the compiler: such an import cannot fail at load, but it binds two packages just the same. */
  typeOnly: boolean;
}

const folders = ['platform', 'subgraphs', 'workers', 'gateway', 'web', 'simulators', 'local', 'tests'];
const skipped = new Set(['node_modules', 'dist', 'generated', '.next', '.local']);
const source = /\.(ts|tsx|mts|mjs|js)$/;
const packageScope = '@smarterfirms/';

/** Every import between files of ours, by path below the repository. Imports of npm packages are left out. */
export function readImports(root = repositoryRoot): Import[] {
  return folders.flatMap((folder) => filesIn(join(root, folder))).flatMap((file) => importsOf(root, file));
}

function filesIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesIn(path);
    return source.test(entry.name) ? [path] : [];
  });
}

function importsOf(root: string, file: string): Import[] {
  const { module, errors } = parseSync(file, readFileSync(file, 'utf8'));
  if (errors.length > 0) throw new Error(`${relative(root, file)} cannot be parsed: ${errors[0]?.message}`);
  const statements = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ specifier: moduleRequest.value, typeOnly: isType }] : [],
      ),
    ),
  ];
  const from = relative(root, file);
  return statements.flatMap(({ specifier, typeOnly }) => {
    const to = resolve(root, file, specifier);
    return to ? [{ from, to, typeOnly }] : [];
  });
}

function resolve(root: string, file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return relative(root, join(dirname(file), specifier));
  if (!specifier.startsWith(packageScope)) return undefined;
  const name = specifier.slice(packageScope.length).split('/')[0] ?? '';
  return existsSync(join(root, 'subgraphs', name)) ? `subgraphs/${name}` : name;
}

/** The circles among the files, each as a path that comes back to its start. Type-only imports cannot close one. */
export function findCycles(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const cycles: string[][] = [];
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      cycles.push([...path.slice(at), file]);
      return;
    }
    if (finished.has(file)) return;
    path.push(file);
    for (const target of targets.get(file) ?? []) visit(target);
    path.pop();
    finished.add(file);
  };
  for (const file of targets.keys()) visit(file);
  return cycles;
}
