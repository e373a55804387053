import { gpus, models } from 'virtual:headroom-catalog';
import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { dictionary } from '../../content/i18n/index.ts';
import { jobs } from '../../src/calculators/gpu/state.ts';
import { ask, complete } from '../../src/calculators/shared/engine.ts';
import { barLayout, MemoryBar, MemoryFigure } from '../../src/calculators/shared/memory-bar.tsx';
import { partClass } from '../../src/calculators/shared/part-class.ts';
import { memoryParts, type EstimateAnswer } from '../../src/estimation/types.ts';

const GIB = 2 ** 30;

const answers: fc.Arbitrary<{ answer: EstimateAnswer; other: number }> = fc
  .record({
    model: fc.constantFrom(...models),
    gpu: fc.constantFrom(...gpus),
    job: fc.constantFrom(...jobs),
    batch: fc.integer({ min: 1, max: 64 }),
    other: fc.integer({ min: 0, max: 8 * GIB }),
  })
  .map(({ model, gpu, job, batch, other }) => ({
    other,
    answer: ask(
      complete({
        task: job === 'run' ? 'inference' : 'training',
        model: model.slug,
        gpu: gpu.slug,
        method: job === 'run' ? undefined : job,
        microBatchSize: batch,
        otherUseBytes: other,
      }),
    ),
  }));

test('the parts fill what is needed, and the line stands at the capacity', () => {
  fc.assert(
    fc.property(answers, ({ answer, other }) => {
      const { memory } = answer;
      const bar = barLayout(memory, other);
      const bytes = bar.segments.reduce((sum, segment) => sum + segment.bytes, 0);
      const share = bar.segments.reduce((sum, segment) => sum + segment.share, 0);
      expect(bytes).toBe(memory.total + other);
      expect(share).toBeLessThanOrEqual(1 + 1e-9);
      // Line and parts are drawn to one scale: they meet exactly when the job just fits.
      expect(share <= bar.capacity).toBe(answer.fits);
      expect(bar.overBytes).toBe(Math.max(0, -answer.headroom));
      expect(bar.low).toBeLessThanOrEqual(bar.high);
    }),
  );
});

test('the order of the parts is the one order', () => {
  const answer = ask(complete({ task: 'training', model: 'gpt2', gpu: 'rtx-3090' }));
  expect(barLayout(answer.memory, 0).segments.map(({ part }) => part)).toEqual([...memoryParts, 'other']);
  const html = renderToString(
    <MemoryBar
      memory={answer.memory}
      otherUseBytes={0}
      lang="en"
      strings={dictionary('en').calculator.shared}
    />,
  );
  const drawn = [...html.matchAll(/hr-bar-part (mem-[\w-]+)/g)].map(([, name]) => name);
  const expected = memoryParts
    .filter((part) => answer.memory.perGpu[part] > 0)
    .map((part) => partClass[part]);
  expect(drawn).toEqual(expected);
});

test('the figure names every part with its amount, and other programs only where there are some', () => {
  const answer = ask(complete({ task: 'training', model: 'gpt2', gpu: 'rtx-3090' }));
  const { calculator, site } = dictionary('en');
  const figure = (otherUseBytes: number) =>
    renderToString(
      <MemoryFigure
        memory={answer.memory}
        otherUseBytes={otherUseBytes}
        lang="en"
        strings={calculator.shared}
        parts={site.parts}
      />,
    );
  for (const part of memoryParts) expect(figure(0)).toContain(site.parts[part]);
  expect(figure(0)).not.toContain(calculator.shared.bar.other);
  expect(figure(2 * GIB)).toContain(calculator.shared.bar.other);
});

test('every part has a class of its own', () => {
  expect(new Set(Object.values(partClass)).size).toBe(memoryParts.length);
});
