import { nearestFix } from '../explain.ts';
import { countRunParameters, runDimensions } from './dimensions.ts';
import type { Model } from '../types.ts';
import type { MeasurementKind, StoredMeasurement } from './types.ts';

/** What a run refers to. */
export interface Known {
  models: ReadonlySet<string>;
  /** Those whose record is sound. */
  modelBySlug: ReadonlyMap<string, Model>;
  gpus: ReadonlySet<string>;
  sources: ReadonlySet<string>;
}

/** Which figure each kind of run publishes; a fit publishes none. */
const figures: Record<MeasurementKind, readonly ('memory' | 'speed' | 'ratio' | 'fact')[]> = {
  'training-memory': ['memory'],
  'inference-memory': ['memory'],
  'training-speed': ['speed'],
  'inference-speed': ['speed'],
  'training-fit': [],
  'inference-fit': [],
  'precision-ratio': ['ratio'],
  'precision-fact': ['fact'],
};

/** A run that published memory may have published the speed of the same steps. */
const allowed: Partial<Record<MeasurementKind, readonly string[]>> = {
  'training-memory': ['memory', 'speed'],
};

/** Share by which the figures behind a ratio may miss it: sources print both rounded. */
const rounding = 0.006;

/** Checks that a schema can't make: references, and figures against one another. */
export function checkMeasurement(
  run: StoredMeasurement,
  known: Known,
  report: (field: string, reason: string, fix: string) => void,
): void {
  if (run.model !== null && !known.models.has(run.model))
    report(
      'model',
      `no model "${run.model}"`,
      nearestFix(run.model, known.models, 'write a slug of models/, or null for a model that is not there'),
    );
  if (run.gpu !== null && !known.gpus.has(run.gpu))
    report(
      'gpu',
      `no card "${run.gpu}"`,
      nearestFix(run.gpu, known.gpus, 'write a slug of gpus/, or null where none or several fit the name'),
    );
  if (!known.sources.has(run.source))
    report(
      'source',
      `unknown source id "${run.source}"`,
      nearestFix(run.source, known.sources, 'add it to sources/measurements.ts'),
    );
  for (const field of run.assumed ?? []) {
    const value = field
      .split('.')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], run);
    if (value === undefined)
      report(
        'assumed',
        `"${field}" names no field of the record`,
        nearestFix(field, Object.keys(run), 'remove it'),
      );
  }

  for (const figure of ['memory', 'speed', 'ratio', 'fact'] as const) {
    const needed = figures[run.kind].includes(figure);
    if (needed && run[figure] === undefined)
      report(figure, 'is missing', `add it: a ${run.kind} record publishes one`);
    if (run[figure] !== undefined && !(allowed[run.kind] ?? figures[run.kind]).includes(figure))
      report(figure, `does not belong to a ${run.kind} record`, 'remove it, or write another kind');
  }
  if (run.kind.endsWith('-fit') !== (run.outcome === 'fits' || run.outcome === 'oom'))
    report(
      'outcome',
      `"${run.outcome}" does not suit ${run.kind}`,
      run.kind.endsWith('-fit')
        ? 'write "fits" or "oom"'
        : 'write "measured", "diverged" or "stated"; fits and oom go with the -fit kinds',
    );

  checkModel(run, known, report);
  checkMemory(run, report);
  checkRatio(run, report);
}

/** The printed parameter count is the one that the model or the dimensions make. */
function checkModel(
  run: StoredMeasurement,
  known: Known,
  report: (field: string, reason: string, fix: string) => void,
): void {
  if (run.dimensions !== undefined) checkRunDimensions(run, run.dimensions, known, report);
  const counted = parametersOf(run, known);
  if (run.parameters !== undefined && counted !== null && counted !== run.parameters)
    report(
      'parameters',
      `${run.parameters} printed, the dimensions make ${counted}`,
      `write ${counted} instead of ${run.parameters}, or correct the dimensions`,
    );
}

/**
 * Parameters that a run's model holds. A model trained from scratch has a table of positions as long as its sequences,
 * whatever the length of the catalog's. `null` where the catalog can't tell: encoders are logged with the head of their task.
 */
function parametersOf(run: StoredMeasurement, known: Known): number | null {
  const dimensions = runDimensions[run.dimensions ?? ''];
  if (dimensions) return countRunParameters(dimensions);
  const model = known.modelBySlug.get(run.model ?? '');
  if (model?.kind !== 'decoder') return null;
  if (!run.pretraining || model.positionEmbeddings === 0) return model.parameters;
  if (run.sequenceLength === undefined) return null;
  return model.parameters + (run.sequenceLength - model.positionEmbeddings) * model.hiddenSize;
}

function checkRunDimensions(
  run: StoredMeasurement,
  key: string,
  known: Known,
  report: (field: string, reason: string, fix: string) => void,
): void {
  if (run.model !== null) report('dimensions', 'stands beside a model of the catalog', 'keep one of the two');
  const dimensions = runDimensions[key];
  if (!dimensions)
    report(
      'dimensions',
      `no "${key}" in measurements/dimensions.ts`,
      nearestFix(key, Object.keys(runDimensions), 'add it there'),
    );
  else if (!known.sources.has(dimensions.source))
    report(
      'dimensions',
      `their source "${dimensions.source}" is unknown`,
      nearestFix(dimensions.source, known.sources, 'add it to sources/measurements.ts'),
    );
}

function checkMemory(
  run: StoredMeasurement,
  report: (field: string, reason: string, fix: string) => void,
): void {
  const { memory, gpuCount = 1 } = run;
  if (!memory) return;
  const { allocated, reserved, process, notStated, perGpu } = memory;
  if ([allocated, reserved, process, notStated].every((figure) => figure === undefined))
    report('memory', 'no figure at all', 'write allocated, reserved, process or notStated');
  if (allocated !== undefined && reserved !== undefined && reserved < allocated)
    report(
      'memory.reserved',
      `${reserved} is below the allocated ${allocated}`,
      `write at least ${allocated} (allocated); the two may be swapped`,
    );
  if (reserved !== undefined && process !== undefined && process < reserved)
    report(
      'memory.process',
      `${process} is below the reserved ${reserved}`,
      `write at least ${reserved} (reserved); the two may be swapped`,
    );
  if (gpuCount > 1 && memory.of === undefined)
    report(
      'memory.of',
      'is missing',
      `add "of": whether the figure of ${gpuCount} cards is "largest-gpu", "each-gpu", "sum" or "looks-like-sum"`,
    );
  if (perGpu && perGpu.length !== gpuCount)
    report(
      'memory.perGpu',
      `${perGpu.length} figures for ${gpuCount} cards`,
      `write ${gpuCount} figures, one for each card`,
    );
}

/** The figures behind a ratio make it. */
function checkRatio(
  run: StoredMeasurement,
  report: (field: string, reason: string, fix: string) => void,
): void {
  const { ratio } = run;
  if (!ratio) return;
  const { from, to, fromBatch, toBatch } = ratio;
  if (ratio.of === 'batch') {
    if (fromBatch === undefined || toBatch === undefined)
      report('ratio', 'a ratio of batches needs both', 'add fromBatch and toBatch');
    else expectRatio(toBatch / fromBatch);
    return;
  }
  if (from === undefined || to === undefined) return;
  if (ratio.of === 'memory') {
    if (Math.abs(to - from - ratio.value) > rounding * from)
      report(
        'ratio.value',
        `${ratio.value} printed, the figures make ${to - from}`,
        `write ${to - from}, or correct from or to`,
      );
  } else expectRatio(/^(ms|s\/)/.test(ratio.figureUnit ?? '') ? from / to : to / from);

  function expectRatio(made: number): void {
    if (Math.abs(made / ratio!.value - 1) > rounding)
      report(
        'ratio.value',
        `${ratio!.value} printed, the figures make ${made.toFixed(3)}`,
        `write ${made.toFixed(3)}, or correct the figures behind it`,
      );
  }
}
