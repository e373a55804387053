import type { Job } from './job.ts';
import { precisionValues } from './request.ts';
import type { EstimateRequest, EstimationGpu, Precision, SupportNote } from './types.ts';

type Level = SupportNote['level'];
type Params = SupportNote['params'];

/** What a card does with a precision: level, sentence, and the sentence's numbers. */
function precisionNote(precision: Precision, gpu: EstimationGpu): [Level, string, Params?] {
  const cc = gpu.computeCapability;
  switch (precision) {
    case 'fp32':
      return ['ok', 'cuda-cores'];
    case 'tf32':
      return cc >= 8 ? ['ok', 'tensor-cores'] : ['unsupported', 'tf32-needs-ampere'];
    case 'fp8-mixed':
      return cc >= 8.9 ? ['ok', 'tensor-cores'] : ['unsupported', 'fp8-needs-ada'];
    case 'bf16':
    case 'bf16-mixed':
      return cc >= 8 ? ['ok', 'tensor-cores'] : ['slow', 'bf16-emulated'];
    default:
      if (gpu.tensor) return ['ok', 'tensor-cores'];
      // GTX 16: a Turing chip whose Tensor Cores were left out.
      if (cc === 7.5) return ['slow', 'fp16-gains-nothing'];
      return gpu.fp16Tflops < gpu.fp32Tflops
        ? ['slow', 'fp16-arithmetic-slow', { ratio: Math.round(gpu.fp32Tflops / gpu.fp16Tflops) }]
        : ['ok', 'cuda-cores'];
  }
}

const titles = new Map<string, string>();

/** A subject as sentences write it; a handful, each asked for with every estimate. */
function titleOf(subject: string): string {
  let title = titles.get(subject);
  if (title === undefined) titles.set(subject, (title = subject.replace('-mixed', '').toUpperCase()));
  return title;
}

/** What a sentence needs to name its subject. */
const named = (subject: string, params?: Params): Params => ({ subject: titleOf(subject), ...params });

/** What happens on a card with one precision. */
export interface PrecisionSupport {
  /** The precision. */
  precision: Precision;
  /**
   * `emulated`: computed by other arithmetic, slower than FP32; `slow`: there is hardware for it, no faster than FP32;
   * `unsupported`: the program stops with an error.
   */
  outcome: 'ok' | 'slow' | 'emulated' | 'unsupported';
  /** Which statement it is: `tensor-cores`, `bf16-emulated`. */
  code: string;
  /** What a sentence about it names. */
  params: Params;
}

/**
 * Every precision and what the card does with it.
 * @param gpu - The card.
 * @returns One entry for each precision, in the order of the request's field.
 */
export function precisionsOf(gpu: EstimationGpu): PrecisionSupport[] {
  return precisionValues.map((precision) => {
    const [level, code, params] = precisionNote(precision, gpu);
    return {
      precision,
      outcome: code === 'bf16-emulated' ? 'emulated' : level,
      code,
      params: named(precision, params),
    };
  });
}

/** Training frameworks that no published run of the catalog shows; estimated as Transformers. */
const unmeasured: readonly EstimateRequest['framework'][] = [null, 'megatron', 'torchtune'];

/** What the card's generation, and the software for it, do with the request: the precision first. */
export function supportNotes({ request, model }: Job, gpu: EstimationGpu): SupportNote[] {
  const cc = gpu.computeCapability;
  const notes: SupportNote[] = [];
  const note = (level: Level, subject: string, code: string, params?: Params): void => {
    // The sentence may name the subject, so it travels with the parameters.
    notes.push({ level, subject, code, params: named(subject, params) });
  };
  const { precision, weightFormat: format } = request;
  const training = request.task === 'training';
  const [level, code, params] = precisionNote(precision, gpu);
  note(level, precision, code, params);
  if (training && precision.startsWith('fp16')) note('ok', precision, 'loss-scaling-needed');
  if (format === 'int8' && cc < 7.5) note('unsupported', format, 'int8-needs-turing');
  // vLLM computes in FP8 from Ada on; its Marlin kernels expand FP8 weights on Turing and Ampere (its page on FP8).
  if (format === 'fp8' && cc < 7.5) note('unsupported', format, 'fp8-weights-need-turing');
  else if (format === 'fp8' && cc < 8.9) note('ok', format, 'fp8-weights-expanded');
  if (format === 'awq-int4' && cc < 7.5) note('unsupported', format, 'awq-needs-turing');
  if (request.attention === 'flash') {
    if (cc < 8) note('unsupported', 'flash', 'flash-attention-needs-ampere');
    else if (precision === 'fp32' || precision === 'tf32')
      note('unsupported', 'flash', 'flash-attention-needs-16-bit', { precision: precision.toUpperCase() });
  }
  if (request.compile && cc < 7) note('unsupported', 'compile', 'compile-needs-volta');
  if (cc < 7.5) note('slow', 'software', 'cuda-13-dropped', { cuda: '12.9', wheel: 'cu126' });
  if (cc >= 10) note('ok', 'software', 'needs-cuda-12-8', { cuda: '12.8' });
  if (training && unmeasured.includes(request.framework)) note('ok', 'framework', 'framework-not-measured');
  const tokens = training ? request.sequenceLength : request.contextLength;
  if (tokens > model.contextLength) {
    const learned = (model.positionEmbeddings ?? 0) > 0;
    note(learned ? 'unsupported' : 'ok', 'sequence-length', learned ? 'beyond-positions' : 'beyond-context', {
      tokens,
      limit: model.contextLength,
    });
  }
  if (request.gpuMemoryBytes !== null) note('ok', 'memory', 'unofficial-memory', { name: gpu.name });
  return notes;
}
