import type { Job } from './job.ts';
import type { EstimateRequest, EstimationGpu, SupportNote } from './types.ts';

type Level = SupportNote['level'];

/** What the card does with the request's precision. */
function precisionNote({ precision }: EstimateRequest, gpu: EstimationGpu): [Level, string] {
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
      return gpu.fp16Tflops < gpu.fp32Tflops ? ['slow', 'fp16-arithmetic-slow'] : ['ok', 'cuda-cores'];
  }
}

/** What the card's generation, and the software for it, do with the request: the precision first. */
export function supportNotes({ request, model }: Job, gpu: EstimationGpu): SupportNote[] {
  const cc = gpu.computeCapability;
  const notes: SupportNote[] = [];
  const note = (level: Level, subject: string, code: string, params: SupportNote['params'] = {}): void => {
    // The sentence may name the subject, so it travels with the parameters.
    notes.push({
      level,
      subject,
      code,
      params: { subject: subject.replace('-mixed', '').toUpperCase(), ...params },
    });
  };
  const { precision, weightFormat: format } = request;
  const [level, code] = precisionNote(request, gpu);
  note(
    level,
    precision,
    code,
    code === 'fp16-arithmetic-slow' ? { ratio: Math.round(gpu.fp32Tflops / gpu.fp16Tflops) } : {},
  );
  if (request.task === 'training' && precision.startsWith('fp16'))
    note('ok', precision, 'loss-scaling-needed');
  if (format === 'int8' && cc < 7.5) note('unsupported', format, 'int8-needs-turing');
  if (format === 'awq-int4' && cc < 7.5) note('unsupported', format, 'awq-needs-turing');
  if (request.attention === 'flash' && cc < 8) note('unsupported', 'flash', 'flash-attention-needs-ampere');
  if (cc < 7.5) note('slow', 'software', 'cuda-13-dropped', { cuda: '12.9', wheel: 'cu126' });
  if (cc >= 10) note('ok', 'software', 'needs-cuda-12-8', { cuda: '12.8' });
  const tokens = request.task === 'training' ? request.sequenceLength : request.contextLength;
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
