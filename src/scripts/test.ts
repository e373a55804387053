/**
 * Everything that must hold. Steps run two at a time, as many as the smallest machine has cores; a step that fails
 * doesn't hide the others, save where they need its output. Ends with what went wrong, once more, and one plain line:
 * `N passed, N failed`.
 *
 * Run: `node src/scripts/test.ts [steps …]`
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { closingLine, type Counts } from './closing-line.ts';
import { playwrightFailures, vitestFailures } from './failures.ts';

interface Step {
  name: string;
  command: string[];
  /** Counts the checks inside the step; without it the step itself counts as one. */
  count?: (output: string) => Counts;
  /** What failed inside the step, to be said at the end; without it the end of its output. */
  failures?: () => string[];
  /** The step whose output this one needs. */
  needs?: string;
  /** Uses both cores by itself. */
  alone?: boolean;
  env?: Record<string, string>;
}

const reports = '.cache/reports';
rmSync(reports, { recursive: true, force: true });

/** Longest first, so that no core waits for the last. */
const all: Step[] = [
  // Pictures take long and nothing here looks at them; the audit draws and checks them.
  { name: 'build', command: ['npm', 'run', '--silent', 'build'], env: { HEADROOM_PICTURES: '0' } },
  { name: 'types', command: ['astro', 'check', '--minimumFailingSeverity', 'error'] },
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'layers', command: ['depcruise', 'catalog', 'src', '--config', '.dependency-cruiser.mjs'] },
  { name: 'catalog', command: ['node', 'src/scripts/check-catalog.ts'] },
  { name: 'content', command: ['node', 'src/scripts/check-content.ts'], count: closingLine },
  { name: 'budgets', command: ['node', 'src/scripts/budgets.ts'], needs: 'build', count: closingLine },
  {
    name: 'unit',
    command: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reports}/unit.json`,
    ],
    count: () => {
      const report = readReport('unit.json');
      return { passed: report.numPassedTests, failed: vitestFailures(report).length };
    },
    failures: () => vitestFailures(readReport('unit.json')),
  },
  {
    name: 'browser',
    command: ['playwright', 'test'],
    needs: 'build',
    alone: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(process.cwd(), reports, 'browser.json') },
    count: () => {
      const { stats } = readReport('browser.json');
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
    },
    failures: () => playwrightFailures(readReport('browser.json')),
  },
];

const only = process.argv.slice(2);
const waiting = all.filter(({ name }) => only.length === 0 || only.includes(name));
const running = new Map<Step, Promise<void>>();
const total: Counts = { passed: 0, failed: 0 };
const failed = new Map<string, string[]>();

while (waiting.length > 0 || running.size > 0) {
  const toCome = new Set([...waiting, ...running.keys()].map(({ name }) => name));
  const index = waiting.findIndex(
    ({ needs, alone }) => !(needs && toCome.has(needs)) && (!alone || running.size === 0),
  );
  const busy = running.size >= 2 || [...running.keys()].some(({ alone }) => alone);
  const [step] = index >= 0 && !busy ? waiting.splice(index, 1) : [];
  if (step)
    running.set(
      step,
      perform(step).finally(() => running.delete(step)),
    );
  else await Promise.race(running.values());
}

for (const [name, details] of failed) {
  console.log(`\nfailed: ${name}`);
  for (const detail of details) console.log(detail.replace(/^/gm, '  '));
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Runs a step and says what came of it in one piece, as another may be running beside it. */
async function perform(step: Step): Promise<void> {
  const start = performance.now();
  const missing = step.needs && failed.has(step.needs);
  const { code, output } = missing ? { code: 1, output: `not run: ${step.needs} failed` } : await run(step);
  const { passed, failed: wrong } = missing ? { passed: 0, failed: 1 } : countsOf(step, code, output);
  total.passed += passed;
  total.failed += wrong;
  if (wrong > 0) failed.set(step.name, detailsOf(step, output));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${step.alone ? '' : output}── ${step.name}: ${passed} ok, ${wrong} not, ${seconds} s\n`);
}

/** The counts inside a step, but never a success of a step that failed. */
function countsOf(step: Step, code: number, output: string): Counts {
  const plain = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  if (!step.count) return plain;
  try {
    const counts = step.count(output);
    if (counts.passed + counts.failed === 0) return { passed: 0, failed: 1 };
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch (error) {
    console.error(`${step.name}: no counts (${String(error)})`);
    return { passed: 0, failed: 1 };
  }
}

function detailsOf({ failures }: Step, output: string): string[] {
  try {
    const details = failures?.() ?? [];
    if (details.length > 0) return details;
  } catch {
    // No report: then its output has to do.
  }
  return [output.trimEnd().split('\n').slice(-40).join('\n')];
}

function readReport(name: string) {
  return JSON.parse(readFileSync(join(reports, name), 'utf8'));
}

function run(step: Step): Promise<{ code: number; output: string }> {
  const [command = '', ...args] = step.command;
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, ...step.env } });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      // The long one shows how far it is.
      if (step.alone) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 1, output: `${output}${String(error)}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
