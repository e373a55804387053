import { peakRate } from '../../estimation/speed/rates.ts';
import type { EstimateAnswer, EstimateRequest, Precision, SupportNote } from '../../estimation/types.ts';
import type { SlimGpu } from '../../scripts/vite-slim-catalog.ts';
import { ask, complete, type Job } from '../shared/engine.ts';
import { modelOf } from '../shared/own-model.ts';
import type { PrecisionState } from './state.ts';
import { GIB } from '../shared/format.ts';

/**
 * Formats to compute in, and formats to store frozen weights in. What happens to a training step is different, so
 * a row says which of the two it is.
 */
export const rowIds = ['fp32', 'tf32', 'fp16-mixed', 'bf16-mixed', 'fp8-mixed', 'int8', 'nf4'] as const;
export type RowId = (typeof rowIds)[number];

export const isStorage = (id: RowId): id is 'int8' | 'nf4' => id === 'int8' || id === 'nf4';

export interface FormatRow {
  id: RowId;
  request: EstimateRequest;
  answer: EstimateAnswer;
  /** Worst news about the format on this card. */
  level: SupportNote['level'];
  reasons: SupportNote[];
  /** Dense peak in FLOP/s of the arithmetic a step runs; `null` where the card does not run the format. */
  peakFlops: number | null;
  /** Seconds of one optimizer step; `null` where the card does not run the format. */
  stepSeconds: number | null;
  /** `stepSeconds` of FP32 over that of this row; `null` without either, and for storage formats when FP32 trains everything. */
  speedup: number | null;
}

export const otherUseBytes = (state: PrecisionState): number => Math.round(state.otherUseGib * GIB);

/** Subjects of notes that hold for every format alike. */
const general = new Set(['software', 'framework', 'memory']);

/** What to know about the card whatever the format. */
export const generalNotes = (rows: readonly FormatRow[]): SupportNote[] =>
  rows[0]!.answer.support.filter((note) => general.has(note.subject));

const severity = { ok: 0, slow: 1, unsupported: 2 } as const;

function requestOf(state: PrecisionState, id: RowId): EstimateRequest {
  const job: Job = {
    task: 'training',
    model: modelOf(state),
    method: state.method,
    optimizer: state.optimizer,
    sequenceLength: state.sequenceLength,
    microBatchSize: state.microBatchSize,
    gradientCheckpointing: state.gradientCheckpointing,
    otherUseBytes: otherUseBytes(state),
    gpuMemoryBytes: state.gpuMemoryGib === null ? null : Math.round(state.gpuMemoryGib * GIB),
    lora: { rank: state.loraRank, targets: 'attention' },
  };
  if (id === 'int8') return complete({ ...job, gpu: state.gpu, method: 'lora', weightFormat: 'int8' });
  if (id === 'nf4') return complete({ ...job, gpu: state.gpu, method: 'qlora', weightFormat: 'nf4' });
  return complete({ ...job, gpu: state.gpu, precision: id as Precision });
}

/** One row for each format, for one model on one card. */
export function formatRows(state: PrecisionState, gpu: SlimGpu): FormatRow[] {
  const rows = rowIds.map((id): FormatRow => {
    const request = requestOf(state, id);
    const answer = ask(request);
    const notes = answer.support.filter((note) => !general.has(note.subject));
    const level = notes.reduce<SupportNote['level']>(
      (worst, note) => (severity[note.level] > severity[worst] ? note.level : worst),
      'ok',
    );
    const runs = level !== 'unsupported';
    return {
      id,
      request,
      answer,
      level,
      reasons: notes.filter((note) => note.level === level && note.code !== 'loss-scaling-needed'),
      peakFlops: runs ? peakRate(gpu, request.precision) : null,
      stepSeconds: runs ? answer.speed.stepSeconds : null,
      speedup: null,
    };
  });
  const fp32 = rows[0]!.stepSeconds;
  return rows.map((row) => ({
    ...row,
    // Training adapters against training every weight would compare two jobs, not two formats.
    speedup:
      fp32 !== null && row.stepSeconds !== null && (state.method === 'lora' || !isStorage(row.id))
        ? fp32 / row.stepSeconds
        : null,
  }));
}

/** The row a sentence should name, and why it. */
export type Pick =
  | { kind: 'best' | 'onlyStorage'; row: FormatRow }
  /** Nothing fits; this row needs least. */
  | { kind: 'none'; row: FormatRow };

/** The fastest format that runs and fits; failing that a storage format that does; failing that the smallest. */
export function pick(rows: readonly FormatRow[], method: PrecisionState['method']): Pick {
  const runs = rows.filter((row) => row.level !== 'unsupported');
  const fits = runs.filter((row) => row.answer.fits);
  const sameJob = method === 'full' ? fits.filter((row) => !isStorage(row.id)) : fits;
  const fastest = (list: readonly FormatRow[]) =>
    list.reduce((best, row) => (row.stepSeconds! < best.stepSeconds! ? row : best));
  const smallest = (list: readonly FormatRow[]) =>
    list.reduce((best, row) => (row.answer.memory.total < best.answer.memory.total ? row : best));
  if (sameJob.length > 0) return { kind: 'best', row: fastest(sameJob) };
  if (fits.length > 0) return { kind: 'onlyStorage', row: fastest(fits) };
  return { kind: 'none', row: smallest(runs.length > 0 ? runs : rows) };
}
