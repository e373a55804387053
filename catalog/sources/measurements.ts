import type { Source } from '../types.ts';

/** Published runs. */
export const measurements: Source[] = [
  {
    id: 'can-i-finetune-this',
    title: 'can-i-finetune-this, benchmark results',
    publisher: 'Daoyuan Li',
    url: null,
    repository: {
      name: 'DaoyuanLi2816/can-i-finetune-this',
      path: 'benchmarks/results',
      commit: '053ce9e115b213e0ded3634e00d564ef97561f9b',
    },
    licence: 'MIT',
    read: '2026-11-23',
    note: 'Runs of 2026-07-02 on one GeForce RTX 4080 with PyTorch 2.6, PEFT and bitsandbytes.',
  },
  {
    id: 'fitcheck',
    title: 'fitcheck, measured memory on T4',
    publisher: 'Anassbzdd',
    url: null,
    repository: {
      name: 'Anassbzdd/fitcheck',
      path: 'data/measurements/t4-sweep-2026-09-15.json',
      commit: '1e72b19a3b48fca95c3212141c82ffaaa9ba5752',
    },
    licence: 'MIT',
    read: '2026-09',
    note: 'Prints the capacity CUDA reports and the size of its context.',
  },
  {
    id: 'lambda-deeplearning-benchmark',
    title: 'Deep learning benchmark, result files with the capacity of each card',
    publisher: 'Lambda',
    url: null,
    repository: {
      name: 'lambdal/deeplearning-benchmark',
      path: 'pytorch/results',
      commit: 'aa5addb6a53675a649a80036dad548f1c27cbcc4',
    },
    licence: null,
    read: '2026-08',
    note: 'Capacities printed by drivers before version 510 leave out what the driver takes; later ones do not and were not used.',
  },
];
