/**
 * Everything that must hold, one step after the other; a step that fails doesn't hide the ones after it, save where
 * they need its output. Ends with one plain line: `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

interface Step {
  name: string;
  command: string[];
  /** Counts the checks inside the step; without it the step itself counts as one. */
  count?: (output: string) => Counts;
  /** The step whose output this one needs. */
  needs?: string;
  env?: Record<string, string>;
}

interface Counts {
  passed: number;
  failed: number;
}

const reports = '.cache/reports';
rmSync(reports, { recursive: true, force: true });

const steps: Step[] = [
  { name: 'catalog', command: ['node', 'src/scripts/check-catalog.ts'] },
  { name: 'types', command: ['astro', 'check', '--minimumFailingSeverity', 'error'] },
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'layers', command: ['depcruise', 'catalog', 'src', '--config', '.dependency-cruiser.mjs'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'content', command: ['node', 'src/scripts/check-content.ts'], count: closingLine },
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
      return { passed: report.numPassedTests, failed: report.numFailedTests + failedSuites(report) };
    },
  },
  // Pictures take long and nothing here looks at them; the audit draws and checks them.
  { name: 'build', command: ['npm', 'run', '--silent', 'build'], env: { HEADROOM_PICTURES: '0' } },
  { name: 'budgets', command: ['node', 'src/scripts/budgets.ts'], needs: 'build', count: closingLine },
  {
    name: 'browser',
    command: ['playwright', 'test'],
    needs: 'build',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(process.cwd(), reports, 'browser.json') },
    count: () => {
      const { stats } = readReport('browser.json');
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
    },
  },
];

const only = process.argv.slice(2);
const total: Counts = { passed: 0, failed: 0 };
const failedSteps: string[] = [];

for (const step of steps) {
  if (only.length > 0 && !only.includes(step.name)) continue;
  if (step.needs && failedSteps.includes(step.needs)) {
    console.log(`\n── ${step.name}: not run, ${step.needs} failed`);
    record(step, { passed: 0, failed: 1 }, 0);
    continue;
  }
  console.log(`\n── ${step.name}`);
  const start = performance.now();
  const { code, output } = await run(step);
  record(step, countsOf(step, code, output), (performance.now() - start) / 1000);
}

if (failedSteps.length > 0) console.log(`\nfailed: ${failedSteps.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

function record(step: Step, counts: Counts, seconds: number) {
  total.passed += counts.passed;
  total.failed += counts.failed;
  if (counts.failed > 0) failedSteps.push(step.name);
  console.log(`── ${step.name}: ${counts.passed} ok, ${counts.failed} not, ${seconds.toFixed(1)} s`);
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

function closingLine(output: string): Counts {
  const match = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (!match) throw new Error('no closing line');
  return { passed: Number(match[1]), failed: Number(match[2]) };
}

function readReport(name: string) {
  return JSON.parse(readFileSync(join(reports, name), 'utf8'));
}

/** Test files that failed before their first test. */
function failedSuites(report: { testResults: { status: string; assertionResults: unknown[] }[] }): number {
  return report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    .length;
}

function run(step: Step): Promise<{ code: number; output: string }> {
  const [command = '', ...args] = step.command;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...step.env },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
    child.on('error', (error) => {
      console.error(String(error));
      resolve({ code: 1, output });
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
