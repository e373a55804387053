/** Builds the site in a folder and says how long that took, as a whole and by stage. */
import { spawn } from 'node:child_process';

/** What the build prints at the beginning of each stage. */
const stages = {
  prepare: /^/,
  bundle: /Building static entrypoints/,
  render: /generating static routes/,
  index: /Building search index/,
  finish: /Finished building search index/,
} as const;
export type Stage = keyof typeof stages;

export interface BuildTime {
  /** By the clock. */
  seconds: number;
  /** Of processor time, over all threads: what a busy machine changes little. */
  processorSeconds: number;
  stages: Record<Stage, number>;
}

const timeFormat = 'times: %R %U %S';

/** @param environment added to this process's own */
export async function runBuild(cwd: string, environment: Record<string, string>): Promise<BuildTime> {
  const child = spawn('bash', ['-c', `TIMEFORMAT='${timeFormat}'; time npm run -s build`], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const began: Partial<Record<Stage, number>> = {};
  let log = '';
  let rest = '';
  const read = (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-20_000);
    rest += chunk.toString();
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines)
      for (const stage of Object.keys(stages) as Stage[])
        if (began[stage] === undefined && stages[stage].test(line)) began[stage] = performance.now();
  };
  const start = performance.now();
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const code = await new Promise((ended) => child.on('close', ended));
  const [, real, user, system] = /^times: ([\d.]+) ([\d.]+) ([\d.]+)$/m.exec(log) ?? [];
  if (code !== 0 || real === undefined) throw new Error(`The build in ${cwd} failed:\n${log}`);
  const names = Object.keys(stages) as Stage[];
  const starts = [start, ...names.slice(1).map((name) => began[name] ?? NaN), performance.now()];
  return {
    seconds: Number(real),
    processorSeconds: Number(user) + Number(system),
    stages: Object.fromEntries(
      names.map((name, index) => [name, (starts[index + 1]! - starts[index]!) / 1000]),
    ) as Record<Stage, number>,
  };
}
