/** The accuracy page: how far the estimates are off the published runs. */
export const accuracy = {
  title: 'Accuracy',
  description:
    'Published runs put through the estimator: errors by kind, calibrated and held out, and every constant.',
  intro:
    'An estimate is worth something when you can see how far off it was last time. When this page was built, {compared} figures of {runs} published runs went through the estimator that the calculators use, each against the kind of figure it published.',
  split:
    'Constants were fitted on runs called calibrated here. Held out are whole groups of source, card and framework version, about a fifth of all, chosen by a fixed rule before any error was looked at: rows picked at random would have had their neighbours of the same sweep on the other side. What a group of {few} rows or more shows stands in the tables; fewer are too few to say anything.',
  error: 'An error is the estimate over the measurement, less one; its size is the error without the sign.',
  kinds: {
    title: 'Error by kind of figure',
    caption: 'All runs by kind. The mean with its sign says to which side the estimates lean.',
  },
  quantities: {
    allocated: 'Memory allocated by PyTorch',
    reserved: 'Memory reserved by PyTorch',
    process: 'Memory shown by nvidia-smi',
    'training-speed': 'Training speed',
    'decode-speed': 'Decode speed',
    'precision-ratio': 'Ratio of number formats',
    fit: 'Fits or not',
  },
  columns: {
    side: 'Runs',
    n: 'n',
    meanAbsolute: 'Mean size',
    medianAbsolute: 'Median size',
    mean: 'Mean',
    worst: 'Worst',
  },
  calibrated: 'Calibrated',
  heldOut: 'Held out',
  tooFew: 'too few',
  by: { profile: 'By framework', source: 'By source', generation: 'By compute capability' },
  unknownProfile: 'No profile',
  noCard: 'Card not in the catalog',
  sections: {
    memory: 'Memory',
    training: 'Training speed',
    decode: 'Decode speed',
    ratio: 'Number formats',
  },
  memory:
    'Three kinds of memory are published, and each run is compared with the kind it measured: what live tensors take (allocated), what the allocator holds (reserved), and what nvidia-smi shows. In the picture and the tables below, a run that published several counts with the one nearest to the tensors.',
  plot: {
    measured: 'Measured',
    estimated: 'Estimated',
    memory: 'GiB per card',
    speed: 'tokens/s',
    alt: '{n} runs, {inside} of them within 15 % of the measurement.',
    caption:
      'Dots are calibrated runs, triangles held-out ones. On the diagonal the estimate equals the measurement; the band is 15 % to either side. {inside} of {n} lie in the band. Look for whole clusters beside it: they are a framework or a card that the estimator misjudges.',
  },
  fits: {
    title: 'Fits or not',
    text: 'Of {kept} published jobs that fitted, the estimator lets {keptRight} fit ({keptShare}). Of {caught} that ran out of memory it refuses {caughtRight} ({caughtShare}). The two stand apart because most published jobs fit: one number for both would flatter.',
  },
  ranking: {
    title: 'Order of the cards',
    text: 'Cards that ran the same job, put in order by the estimate and by the measurement, agree by Kendall’s τ: 1 is the same order, 0 none, −1 the reverse. Cards within 5 % of each other are as good as equal.',
    caption: 'Jobs that at least three cards ran.',
    kind: 'Speed of',
    jobs: 'Jobs',
    mean: 'Mean τ',
    least: 'Worst job',
    names: { 'training-speed': 'Training', 'decode-speed': 'Decoding' },
    networks:
      'Convolutional, recurrent and other networks that the estimator does not represent only say how cards compare. Taken for a vision transformer, the ratio of two cards is {median} off in the median of {pairs} pairs from {jobs} jobs, and the order agrees by τ {tau}.',
  },
  classes: {
    title: 'What a smaller format gains',
    text: 'Speed-up from a larger number format to a smaller one, measured and estimated, in three classes. The class is right for {right} of {n} ({share}).',
    caption: 'Runs by measured class (rows) and estimated class (columns).',
    measured: 'Measured',
    names: { none: 'under 1.3 ×', some: '1.3 to 2.2 ×', large: 'over 2.2 ×' },
  },
  ranges: {
    title: 'The stated ranges',
    text: 'Every answer names a low and a high. They come from the errors of the calibrated runs, by kind and framework, each group of runs (source, card, version) counting as much as any other; a framework nobody measured gets the wider range of all runs. On runs held out they are meant to hold nine of ten.',
    caption: 'Runs within the range that their answer states.',
    kind: 'Range of',
    n: 'n',
    inside: 'Inside',
    width: 'Half-width, median',
    names: {
      'training-memory': 'Training memory',
      'inference-memory': 'Inference memory',
      'training-speed': 'Training speed',
      'decode-speed': 'Decode speed',
    },
  },
  weak: {
    title: 'Where the estimator is weak',
    intro:
      'From the figures above, the worst first: groups of at least {few} runs whose errors have a median size beyond {bound}.',
    none: 'No group of at least {few} runs has errors of a median size beyond {bound}.',
    row: '{kind}, {profile}, {side}: {median} off in the median of {n} runs, worst {worst}.',
    low: 'The estimates are mostly too low.',
    high: 'The estimates are mostly too high.',
    both: 'They err to both sides.',
  },
  far: {
    title: 'Runs missed by more than 30 %',
    text: '{n} of {all} figures ({share}) are more than 30 % off. Each has one of three reasons; what nobody has shown to be the source’s fault counts as ours.',
    list: 'All of them, the worst first',
    reasons: {
      'wrong-label': 'The source’s label is wrong or a guess',
      'option-not-recorded': 'The source does not record an option that decides',
      'defect-of-ours': 'A defect of the estimator',
    },
    reason: 'Reason',
    figures: 'Figures',
    run: 'Run',
    error: 'Error',
  },
  unscored: {
    text: '{n} further runs are in scope, yet no request can describe them: {formats} because of an option or weight format that the estimator does not offer, {refused} because their combination of options is refused.',
  },
  constants: {
    title: 'Every fitted constant',
    intro:
      'These {n} numbers were measured or fitted; everything else follows from shapes and data sheets. Each stands with its value, its meaning and the records it rests on.',
    group: '{n} constants',
    name: 'Constant',
    value: 'Value',
    records: 'Rests on',
  },
};
