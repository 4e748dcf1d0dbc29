import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packagedChromium from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

interface ChromiumBuild {
  executable: string;
  env: Record<string, string>;
}

/** Arguments of the package that make sense in a Lambda function and harm here. */
const unwanted = [
  // One process for everything: a second browser context then brings all of it down.
  '--single-process',
  '--no-zygote',
  // A test must meet the same rules of origin and mixed content as a person's browser.
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--allow-running-insecure-content',
  // Drawing through an emulated graphics card takes four times as long as drawing without one, and hangs on blurred layers.
  '--in-process-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];

/**
 * A headless Chromium: the one that npm brings on Linux x64, an installed Chrome elsewhere (CHROME_PATH names another one).
 * Needs no system libraries and no fonts: where the system has none, the package's own are used.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env['CHROME_PATH'];
  if (installed) return chromium.launch({ executablePath: installed });
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' });
  const { executable, env } = unpackedChromium();
  return chromium.launch({
    executablePath: executable,
    args: [
      ...packagedChromium.args.filter((argument) => !unwanted.includes(argument) && !argument.startsWith('--headless')),
      '--disable-gpu',
    ],
    env: { ...definedVariables(), ...env },
  });
}

/** Unpacks once per version, into a directory that gets its name when everything in it is complete. */
function unpackedChromium(): ChromiumBuild {
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')) as { version: string };
  const cache = join(import.meta.dirname, '../.cache');
  const directory = join(cache, `chromium-${version}`);
  if (!existsSync(directory)) {
    const unfinished = join(cache, `chromium-${version}.${process.pid}`);
    mkdirSync(unfinished, { recursive: true });
    unpackInto(unfinished);
    writeFileSync(join(unfinished, 'fonts/fonts.conf'), fontConfiguration(join(directory, 'fonts')));
    try {
      renameSync(unfinished, directory);
    } catch {
      // Another process was faster with the same content.
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  const executable = join(directory, 'chromium');
  const env = {
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(directory, 'fonts') }),
    ...(runs(executable, {}) ? {} : { LD_LIBRARY_PATH: join(directory, 'al2023/lib') }),
  };
  if (!runs(executable, env)) {
    throw new Error(`Chromium does not run from ${executable}; install Chrome and set CHROME_PATH to its program`);
  }
  return { executable, env };
}

/**
 * The package's own configuration names the directories of a Lambda function. Without any font Chromium dies at the first
 * form control, so where the system has none its fonts are the package's.
 */
function fontConfiguration(directory: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${directory}</dir>
  <cachedir>${join(directory, 'cache')}</cachedir>
</fontconfig>
`;
}

function unpackInto(directory: string): void {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'unpack-chromium.mjs')], {
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: directory },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Chromium could not be unpacked into ${directory}: ${stderr}`);
}

/** True when the program starts, that is, finds its libraries (libnss3 is the one that bare systems lack). */
function runs(executable: string, env: Record<string, string>): boolean {
  return spawnSync(executable, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore' }).status === 0;
}

function definedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
