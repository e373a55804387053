/**
 * Compiles every Python sample of the guide and runs those that are marked for it (see `sample-rules.ts`) where their
 * modules can be imported. A sample fails by an assertion of its own. `PYTHON` names another interpreter to use.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markOf, missing, type Mark } from './sample-rules.ts';

const folder = 'content/samples';
/** A sample takes seconds; a machine that is busy with other things gets this long. */
const limitSeconds = 300;

const interpreters = process.env['PYTHON'] ? [process.env['PYTHON']] : ['python3', '/usr/bin/python3'];
const reachable = interpreters.filter((python) => runPython(python, ['-c', 'pass']).ok);
// The first python3 on the path may be another than the one that the distribution's packages belong to.
const python =
  reachable.find((candidate) => runPython(candidate, ['-c', 'import torch']).ok) ?? reachable.at(0);

let passed = 0;
let failed = 0;
if (python) {
  console.log(`Python ${versionOf('sys') ?? '?'}, PyTorch ${versionOf('torch') ?? 'not installed'}`);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.py'))) check(file, python);
} else {
  // Without an interpreter the marks can still be read.
  console.log('notice: no python3 here, so no sample was compiled or run');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.py'))) readMark(file);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function check(file: string, interpreter: string) {
  const path = join(folder, file);
  // compile() and not py_compile: nothing is written beside the sources.
  const compiled = runPython(interpreter, [
    '-c',
    `compile(open(${JSON.stringify(path)}, 'rb').read(), '${file}', 'exec')`,
  ]);
  report(file, 'compiled', compiled);
  const mark = readMark(file);
  if (!mark || !compiled.ok) return;
  const versions = Object.fromEntries(mark.needs.map(({ module }) => [module, versionOf(module)]));
  const lacking = missing(mark, versions);
  if (lacking.length > 0) {
    console.log(`notice: ${file} was not run: ${lacking.join(', ')}`);
    return;
  }
  const launch = ['-m', 'torch.distributed.run', '--standalone', '--nproc-per-node', String(mark.processes)];
  report(file, 'ran', runPython(interpreter, mark.processes > 1 ? [...launch, path] : [path]));
}

function readMark(file: string): Mark | null {
  try {
    const mark = markOf(readFileSync(join(folder, file), 'utf8'));
    passed += 1;
    return mark;
  } catch (error) {
    report(file, 'has a mark', { ok: false, output: String(error) });
    return null;
  }
}

function report(file: string, what: string, { ok, output }: { ok: boolean; output: string }) {
  if (ok) passed += 1;
  else failed += 1;
  if (!ok || what === 'ran') console.log(`${file}: ${ok ? what : `not ${what}\n${output}`}`);
}

function versionOf(module: string): string | null {
  const code =
    module === 'sys'
      ? 'import platform; print(platform.python_version())'
      : `import ${module}; print(getattr(${module}, '__version__', '0'))`;
  const { ok, output } = runPython(python!, ['-c', code]);
  return ok ? (output.trim().split('\n').at(-1) ?? null) : null;
}

function runPython(interpreter: string, args: string[]): { ok: boolean; output: string } {
  const { status, stdout, stderr, error } = spawnSync(interpreter, args, {
    encoding: 'utf8',
    timeout: limitSeconds * 1000,
    // One thread: the samples are small, and the last digits of a sum shouldn't depend on the machine. No GPU: the
    // page says that these runs were on a CPU.
    env: { ...process.env, OMP_NUM_THREADS: '1', CUDA_VISIBLE_DEVICES: '', PYTHONDONTWRITEBYTECODE: '1' },
  });
  return { ok: status === 0, output: `${stdout}${stderr}${error ? String(error) : ''}` };
}
