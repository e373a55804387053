import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { measurements } from '../../catalog/index.ts';
import { memoryParts } from '../../src/estimation/index.ts';

const good =
  '{"task":"training","model":"llama-3.1-8b","gpu":"rtx-3090","method":"qlora","gradientCheckpointing":"full"}';
const inference = '{"task":"inference","model":"qwen2.5-7b","gpu":"rtx-4090"}';

function run(lines: string[], ...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['src/cli/estimate.ts', ...args], {
    input: lines.join('\n'),
    encoding: 'utf8',
  });
  const output = stdout.split('\n').filter(Boolean);
  return {
    status,
    stderr,
    stdout,
    answers: output.map((line) => (line.startsWith('{') ? JSON.parse(line) : line)),
  };
}

describe('npm run estimate', { timeout: 30_000 }, () => {
  // Counts processor time, the best of several starts: other work on the machine is not the command's doing.
  it('answers within a second', { retry: 4 }, () => {
    const report = "process.on('exit', () => process.stderr.write(JSON.stringify(process.cpuUsage())))";
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(report)}`, 'src/cli/estimate.ts'],
      { input: good, encoding: 'utf8' },
    );
    expect(status).toBe(0);
    const { user, system } = JSON.parse(stderr) as NodeJS.CpuUsage;
    expect((user + system) / 1e6).toBeLessThan(1);
  });

  it('answers each line in order', () => {
    const { status, answers } = run([good, inference, good]);
    expect(status).toBe(0);
    expect(answers).toHaveLength(3);
    expect(answers[0]).toEqual(answers[2]);
    expect(answers[0].fits).toBe(true);
    expect(answers[0].memory.perGpu.kvCache).toBe(0);
    expect(answers[1].memory.perGpu.kvCache).toBeGreaterThan(0);
    const { perGpu, total } = answers[0].memory;
    expect(memoryParts.reduce((sum, part) => sum + perGpu[part], 0)).toBe(total);
    const ids = measurements.map(({ id }) => id);
    for (const answer of answers.slice(0, 2)) {
      const { nearestMeasurements } = answer;
      expect(nearestMeasurements.filter(({ kind }: { kind: string }) => kind === 'memory')).toHaveLength(3);
      expect(nearestMeasurements.filter(({ kind }: { kind: string }) => kind === 'speed')).toHaveLength(3);
      for (const { id } of nearestMeasurements) expect(ids).toContain(id);
    }
  });

  it('puts an error on the line of a bad request, goes on, and ends with 1', () => {
    const { status, answers } = run([
      good,
      '{"task":"training","model":"llama-3.1-8b","gpu":"rtx3090"}',
      '{bad',
      inference,
    ]);
    expect(status).toBe(1);
    expect(answers).toHaveLength(4);
    expect(answers[1]).toEqual({
      error: {
        code: 'unknown-gpu',
        field: 'gpu',
        params: { value: 'rtx3090', suggestions: expect.stringContaining('rtx-3090') },
        allowed: 'gpus.json: slug',
        message: expect.stringMatching(
          /there is no card “rtx3090” in the catalog \(gpus.json: slug\)\. Did you mean rtx-3090/,
        ),
      },
    });
    expect(answers[2].error.code).toBe('not-json');
    expect(answers[3].memory.total).toBeGreaterThan(0);
  });

  it('speaks Chinese', () => {
    const { answers } = run(
      ['{"task":"training","model":"llama-3.1-8b","gpu":"rtx3090"}'],
      '--lang',
      'zh-cn',
    );
    expect(answers[0].error.message).toMatch(
      /数据库里没有显卡“rtx3090”（gpus.json: slug）。是不是想写rtx-3090/,
    );
  });

  it('reports every wrong field of one line', () => {
    const { answers } = run(['{"task":"x","model":"llama-3.1-8b","gpu":"rtx-3090","microBatchSize":0}']);
    expect(answers[0].error.field).toBe('task');
    expect(answers[0].otherErrors).toMatchObject([{ field: 'microBatchSize', code: 'out-of-range' }]);
  });

  it('survives hostile numbers', () => {
    const { status, answers } = run([
      '{"task":"training","model":"llama-3.1-8b","gpu":"rtx-3090","sequenceLength":1e999}',
    ]);
    expect(status).toBe(1);
    expect(answers[0].error).toMatchObject({ code: 'out-of-range', params: { value: 'Infinity' } });
  });

  it('explains itself, and refuses options it does not know', () => {
    const help = run([], '--help');
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('Usage: npm run -s estimate');
    expect(run([], '--lang', 'fr')).toMatchObject({ status: 2, stderr: expect.stringContaining('zh-cn') });
    expect(run([], '--what').status).toBe(2);
  });

  it('says nothing to no request', () => expect(run([''])).toMatchObject({ status: 0, answers: [] }));
});
