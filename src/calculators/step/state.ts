import { gpus, models } from 'virtual:headroom-catalog';
import { momentsOf, mostBlocks } from '../../estimation/memory/timeline-moments.ts';
import { createGpuCodec, type GpuState } from '../gpu/state.ts';
import { choice, createCodec, type Codec } from '../shared/codec.ts';

/** Methods that train: what the GPU comparison calls jobs, but running the model. */
export const methods = ['qlora', 'lora', 'dora', 'full'] as const satisfies readonly GpuState['job'][];

/** The state of the GPU comparison, so that a link to one opens the other, and the moment that is looked at. */
export interface StepState extends GpuState {
  /** Id of a moment of the timeline; '' is the peak. */
  at: string;
}

/** Blocks of layers have numbers; more than any timeline has read as the peak. */
const ids = Object.values(momentsOf)
  .flat()
  .flatMap((moment) => [
    moment,
    ...Array.from({ length: mostBlocks }, (_, block) => `${moment}-${block + 1}`),
  ]);

const own = createCodec(1, { at: choice('at', ['', ...ids], '') });

/** The query-string codec over the cards and models of a catalog: the GPU comparison's, and one key of its own. */
export function createStepCodec(catalog: Parameters<typeof createGpuCodec>[0]): Codec<StepState> {
  const shared = createGpuCodec(catalog);
  return {
    defaults: { ...shared.defaults, ...own.defaults },
    parse(query) {
      const rest = new URLSearchParams(query);
      const mine = new URLSearchParams(rest.getAll('at').map((value) => ['at', value]));
      rest.delete('at');
      const { state, ignored } = shared.parse(rest);
      const { state: moment, ignored: wrong } = own.parse(mine);
      const all = [...ignored, ...wrong];
      if (state.job !== 'run') return { state: { ...state, ...moment }, ignored: all };
      all.push({ field: 'job', value: 'run', code: 'conflict', allowed: methods.join(', ') });
      return { state: { ...shared.follow(state, { job: 'qlora' }), ...moment }, ignored: all };
    },
    serialise({ at, ...state }, whole) {
      const query = shared.serialise(state, whole);
      const mine = own.serialise({ at });
      return query && mine ? `${query}&at=${at}` : query || mine;
    },
    follow(before, change) {
      const { at = before.at, ...rest } = change;
      return { ...shared.follow(before, rest), at };
    },
  };
}

/** The codec over the catalog of the page. */
export const codec = createStepCodec({ gpus, models });
