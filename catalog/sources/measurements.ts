import type { Source } from '../types.ts';

/** Published runs. */
export const measurements: Source[] = [
  {
    id: 'can-i-finetune-this',
    title: 'can-i-finetune-this, benchmark results',
    publisher: 'Daoyuan Li',
    url: 'https://github.com/DaoyuanLi2816/can-i-finetune-this',
    repository: { name: 'DaoyuanLi2816/can-i-finetune-this', path: 'benchmarks/results', commit: '053ce9e' },
    licence: 'LICX',
    read: '2026-08',
    note: 'Runs on one GeForce RTX 4080.',
  },
  {
    id: 'fitcheck',
    title: 'fitcheck, measured memory on T4',
    publisher: 'Anassbzdd',
    url: 'https://github.com/Anassbzdd/fitcheck',
    repository: {
      name: 'Anassbzdd/fitcheck',
      path: 'data/measurements/t4-sweep-2026-09-15.json',
      commit: '1e72b19a3b48fca95c3212141c82ffaaa9ba5752',
    },
    licence: 'LICY',
    read: '2026-09',
    note: 'Prints the capacity CUDA reports and the size of its context.',
  },
  {
    id: 'lambda-deeplearning-benchmark',
    title: 'Deep learning benchmark, result files with the capacity of each card',
    publisher: 'Lambda',
    url: 'https://github.com/lambdal/deeplearning-benchmark',
    repository: {
      name: 'lambdal/deeplearning-benchmark',
      path: 'pytorch/results',
      commit: 'aa5addb6a53675a649a80036dad548f1c27cbcc4',
    },
    licence: 'LICZ',
    read: '2026-08',
    note: 'Capacities printed by drivers before version 510 leave out what the driver takes; later ones do not and were not used.',
  },
];
