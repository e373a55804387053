import { sourceById } from '../../catalog/index.ts';
import type { ReferenceDoor, ReferenceEntry, ReferenceField } from './reference-types.ts';

/** Units as names of fields carry them: `usableBytes`, `memoryBandwidthGbps`, `breakEvenHours`, `tensorFlopPerClock`. */
const unitInName =
  /(?:bytes|Bytes|Gb|Gbps|GbitPerSecond|Mhz|Mib|W|Tflops|Usd|PerKwh|PerHour|[sS]econds?|Hours|kwh|Kwh|Percent|Tokens|PerSecond|PerClock(?:\.\w+)?)(?:\[\])?$/;

/** Units as sentences name them. */
const unitInText =
  /\b(?:bytes?|GB\/s|GiB|MiB|MHz|Gbit\/s|TFLOPS|TOPS|FLOP|W|kWh|seconds?|hours?|tokens?|pixels?|frames?|bits?|dollars|USD|currency)\b|`unit`|[Uu]nit: |the unit of the field/i;

/** Numbers without a unit: what is counted, sizes of matrices, shares, and numbers that are names. */
const countInText =
  /\b(?:layers?|heads?|cards?|GPUs?|machines|experts?|cores|multiprocessors|rows|channels|blocks|bands|steps?|parameters?|sequences|(?:micro-)?batch(?:es)?|streams|samples|norms|numbers|outputs|lanes|groups|ways|width|rank|share|ratio|multiples|loss scale|generation|capability|branch)\b/i;

const isNumber = ({ type }: ReferenceField): boolean =>
  /\bnumber\b/.test(type) && !/string \| number/.test(type);

function problemsOf({ kind, text, parameters, returns, throws, sources, fields }: ReferenceEntry): string[] {
  const unknown = [...sources, ...fields.flatMap((field) => field.sources)].filter((id) => !sourceById(id));
  return [
    ...(text ? [] : ['no description']),
    ...(kind === 'function' && !returns ? ['nothing about what it returns'] : []),
    ...parameters.filter((each) => !each.text).map(({ name }) => `nothing about its parameter ${name}`),
    ...throws.filter((each) => !each.type || !each.text).map(() => 'an error without type or cause'),
    ...unknown.map((id) => `no source ${id}`),
    ...fields.filter((field) => !field.text).map(({ path }) => `nothing about ${path}`),
    ...fields
      .filter((field) => field.text && isNumber(field))
      .filter(
        ({ path, text: words }) =>
          !unitInName.test(path) && !unitInText.test(words) && !countInText.test(words),
      )
      .map(({ path }) => `no unit of ${path}`),
  ];
}

/** What the docstrings of the public interface leave open, one line each. */
export const undocumented = (doors: readonly ReferenceDoor[]): string[] =>
  doors.flatMap(({ name, entries }) =>
    entries.flatMap((entry) => problemsOf(entry).map((problem) => `${name} ${entry.name}: ${problem}`)),
  );
