/**
 * What must hold of the packed library: publint finds nothing, it uses nothing of a browser or of Node, and somebody
 * else's empty project installs it, type-checks against it under both ways of resolving modules, and gets the answers
 * of this project, on the oldest Node it promises to run on too.
 *
 * Run: `node src/package/check.ts`
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { contents } from './build.ts';
import { programOf } from './compile.ts';
import { packageName } from './name.ts';
import { pack } from './pack.ts';

const consumer = 'tests/package/consumer';
const oldestNode = 20;

interface Result {
  checked: number;
  problems: string[];
}

/** Errors of the sources when neither the DOM nor Node is there. */
function foreignGlobals(): Result {
  const errors = ts.getPreEmitDiagnostics(programOf(process.cwd()));
  return {
    checked: 1,
    problems: errors.map(
      ({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    ),
  };
}

async function lint(): Promise<Result> {
  const { messages, pkg } = await publint({ pkgDir: contents, strict: true, pack: 'npm' });
  return {
    checked: 1,
    problems: messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`),
  };
}

/** A folder where only the package is installed, from its tarball and without a registry. */
function emptyProject(tarball: string): string {
  const place = mkdtempSync(join(tmpdir(), 'headroom-consumer-'));
  writeFileSync(join(place, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', resolve(tarball)], {
    cwd: place,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  cpSync(join(consumer, 'consumer.ts'), join(place, 'consumer.ts'));
  const same = readFileSync(join(consumer, 'same-types.ts'), 'utf8').replaceAll('PROJECT', process.cwd());
  writeFileSync(join(place, 'same-types.ts'), same);
  return place;
}

/** Type-checks a file of the empty project. */
function typeCheck(place: string, file: string, options: readonly string[]): string[] {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const common = ['--strict', '--noUncheckedIndexedAccess', '--target', 'es2023'];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...common, ...options, file], {
    cwd: place,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`${file} (${options.join(' ')}): ${stdout.trim()}`];
}

/** Some program of this name and major version on the search path, else from the registry, else none. */
function nodeOf(major: number, place: string): string | null {
  const isOf = (path: string): boolean =>
    existsSync(path) && spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.startsWith(`v${major}.`);
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, 'node')).find(isOf);
  if (found) return found;
  const into = join(place, 'old-node');
  spawnSync('npm', ['install', '--prefix', into, '--no-audit', '--no-fund', `node@${major}`], {
    stdio: 'ignore',
  });
  const installed = join(into, 'node_modules/.bin/node');
  return isOf(installed) ? installed : null;
}

/** What the consumer's program finds, run by one Node. */
function resultOf(node: string, place: string): unknown {
  const code = "import('./consumer.js').then(({ result }) => console.log(JSON.stringify(result)))";
  return JSON.parse(execFileSync(node, ['-e', code], { cwd: place, encoding: 'utf8' }));
}

/** The same found by the sources of this project. */
async function ownResult(place: string): Promise<unknown> {
  const written = readFileSync(join(place, 'consumer.ts'), 'utf8');
  const own = written.replaceAll(new RegExp(`'${packageName}(/\\w+)?'`, 'g'), (_, door = '/index') =>
    JSON.stringify(resolve(`src/library${door}.ts`)),
  );
  const file = join(place, 'own.ts');
  writeFileSync(file, own);
  const { result } = (await import(file)) as { result: unknown };
  return JSON.parse(JSON.stringify(result));
}

const summed = (results: readonly Result[]): Result => ({
  checked: results.reduce((sum, { checked }) => sum + checked, 0),
  problems: results.flatMap(({ problems }) => problems),
});

/** Everything that is wrong with the package, one line each. */
export async function checkPackage(): Promise<Result> {
  const { path } = await pack();
  const results = [foreignGlobals(), await lint()];
  const place = emptyProject(path);
  try {
    const exact = '--exactOptionalPropertyTypes';
    const emit = [exact, '--outDir', '.', '--module', 'node16', '--moduleResolution', 'node16'];
    const bundler = ['--noEmit', '--module', 'esnext', '--moduleResolution', 'bundler'];
    const skipOurs = ['--skipLibCheck', '--allowImportingTsExtensions', '--resolveJsonModule'];
    const problems = [
      ...typeCheck(place, 'consumer.ts', emit),
      ...typeCheck(place, 'consumer.ts', [exact, ...bundler]),
      ...typeCheck(place, 'same-types.ts', [...bundler, ...skipOurs]),
    ];
    results.push({ checked: 3, problems });
    if (problems.length > 0) return summed(results);
    const expected = await ownResult(place);
    const old = nodeOf(oldestNode, place);
    if (!old) console.log(`package: no Node ${oldestNode} here and no registry: not run on it`);
    for (const node of [process.execPath, ...(old ? [old] : [])]) {
      const same = isDeepStrictEqual(resultOf(node, place), expected);
      results.push({
        checked: 1,
        problems: same ? [] : [`${node}: other answers than those of the project`],
      });
    }
  } finally {
    rmSync(place, { recursive: true });
  }
  return summed(results);
}

if (import.meta.main) {
  const { checked, problems } = await checkPackage();
  for (const problem of problems) console.log(problem);
  console.log(`${checked - problems.length} passed, ${problems.length} failed`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
