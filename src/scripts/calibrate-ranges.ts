/**
 * Writes the ranges that estimates are given with, from what the estimates of the calibration runs are off. To be run
 * after every change of a formula or constant.
 *
 * Run: `npm run calibrate`
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { calibrateRanges, coverageOf } from '../accuracy/ranges.ts';
import { scoreRuns, scoreUnnamed } from '../accuracy/score.ts';

const path = fileURLToPath(new URL('../estimation/profiles/ranges.ts', import.meta.url));

const { scores } = scoreRuns();
const ranges = calibrateRanges(scores, scoreUnnamed());
const text = `/**
 * Factors on an estimate between which nine of ten published runs lie, by quantity and by what runs the job. Made by
 * \`npm run calibrate\` from the runs that are not held out; see src/accuracy/ranges.ts.
 */
export const ranges = ${JSON.stringify(ranges)} as const;
`;
writeFileSync(path, await format(text, { ...(await resolveConfig(path)), parser: 'typescript' }));

for (const [side, heldOut] of [
  ['calibration', false],
  ['held out', true],
] as const) {
  for (const [kind, { n, inside, halfWidth }] of coverageOf(
    scores.filter((score) => score.heldOut === heldOut),
    ranges,
  ))
    console.log(
      `${side}  ${kind}: ${inside} of ${n} inside (${((100 * inside) / n).toFixed(1)} %), ` +
        `median half-width ${(100 * halfWidth).toFixed(1)} %`,
    );
}
