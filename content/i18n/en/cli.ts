/** Words of the command line. Names of options and fields are the same in every language. */
export const cli = {
  help: `Usage: npm run -s estimate [-- OPTIONS] < requests.jsonl

Reads one JSON request per line and answers each in the same order; empty lines are skipped. A bad line
gets {"error": {code, field, params, allowed, message}} in its place, and the rest go on.

A request needs task (training | inference), model (a slug, or dimensions) and gpu (a slug). Everything else has
a default. The schemas are /api/v1/estimate-request.schema.json and /api/v1/estimate-answer.schema.json.

  --format json|table   json (default): one answer per line; table: text for people
  --explain             the working too: formula, values, result and source of every number (as text)
  --lang en|zh-cn       language of messages and tables (default en)
  -h, --help            this text

Other questions, one of them at a time:
  --sweep               the job on every card: those that run it first, the fastest at the top; gpu is not needed
  --largest batch       the largest micro-batch, or number of streams, that fits
  --largest sequence    the longest sequence that fits (context is the same for inference)
  --largest model       the model with the most parameters that fits; model is not needed
  --cheapest            the cards that do the job, the cheapest first; gpu is not needed
    --count N           up to N cards of a kind (default 2)
    --budget X          at most X for all of them
    --price SLUG=X      what you pay for a card, instead of its launch price; may be repeated
  --limit N             the first N rows of --sweep or --cheapest

Exit code: 0 all lines answered, 1 some line was bad, 2 the command was wrong.

Examples:
  echo '{"task":"training","model":"llama-3.1-8b","gpu":"rtx-3090","method":"qlora"}' | npm run -s estimate
  echo '{"task":"inference","model":"qwen2.5-7b"}' | npm run -s estimate -- --sweep --format table --limit 10
`,
  problems: {
    value: '{option} cannot be “{value}”. Allowed: {allowed}. See --help.',
    together: '{a} and {b} do not go together. See --help.',
    needs: '{option} needs one of: {others}. See --help.',
  },
  error: 'Error: {message}',
  training: 'training, {method}, {precision}',
  serving: 'inference, {format}, {tokens} tokens',
  fits: 'yes',
  short: 'no',
  spare: 'Fits, with {headroom} to spare.',
  lacking: 'Does not fit: {short} short. Most of it: {parts}.',
  refused: 'The card cannot do this: {reason}',
  part: '{part} {bytes} ({share})',
  join: ', ',
  range: 'Likely range',
  otherUse: 'Other programs',
  host: "In the machine's memory",
  trainingSpeed: 'Training speed',
  decodingSpeed: 'Decoding speed',
  speedRange: '{speed} ({low} … {high})',
  speed: 'Speed',
  bound: 'Held back by',
  mfu: 'Share of the peak rate used',
  step: 'One optimizer step',
  communication: 'Of that, waiting for other cards',
  prefill: 'Reading the prompt',
  firstToken: 'First token after',
  time: 'Time in all',
  energy: 'Energy in all',
  purchase: 'Purchase',
  electricity: 'Electricity',
  cloud: 'Rent',
  cost: 'Cost in all',
  breakEven: 'Buying pays off after',
  hours: '{n} hours of use',
  change: 'What to change',
  fit: 'Fits',
  timeFactor: 'Time',
  run: 'Nearest published runs',
  figures: { allocated: 'allocated', reserved: 'reserved', process: 'on the card', speed: 'speed' },
  measured: 'Measured',
  estimated: 'Estimated',
  source: 'Source: {source}',
  units: { bytes: 'bytes', parameters: 'parameters', elements: 'elements' },
  largest: 'Largest {field}: {value} ({reason}).',
  limits: {
    memory: 'memory ends there',
    model: 'the most that the model, or the list, has',
    request: 'the most that a request can ask for',
  },
  none: 'Nothing fits.',
  card: 'Card',
  cards: 'Cards',
  price: 'Price',
  headroom: 'Headroom',
  leftOut: 'Left out, because the request cannot be made of them: {n} cards.',
};
