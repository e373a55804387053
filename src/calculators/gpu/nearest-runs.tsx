import type { ComponentType } from 'preact';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { nearestMeasurements, type MeasuredRun } from '../../estimation/nearest.ts';
import type { EstimateAnswer, EstimateRequest } from '../../estimation/types.ts';
import { data, named } from '../shared/engine.ts';
import { formatGib, formatNumber, formatPercent } from '../shared/format.ts';
import { valueLabel } from './labels.ts';
import type { GpuStrings } from './strings.ts';

/** A published run with where it stands. */
export interface NearestRun extends MeasuredRun {
  sourceTitle: string;
  url: string | null;
}

export interface NearestRunsProps {
  request: EstimateRequest;
  answer: EstimateAnswer;
  lang: Lang;
  strings: GpuStrings;
}

let runs: Promise<NearestRun[]> | undefined;

/** Fetches the published runs once, and brings the list of those near a job. */
export async function loadNearestRuns(base: string): Promise<ComponentType<NearestRunsProps>> {
  runs ??= fetch(`${base}islands/nearest-runs.json`).then((response) => {
    if (!response.ok) throw new Error(`nearest-runs.json: ${response.status}`);
    return response.json() as Promise<NearestRun[]>;
  });
  try {
    const known = await runs;
    return (props) => <NearestRuns {...props} runs={known} />;
  } catch (error) {
    // A failed load must not stand in the way of the next try.
    runs = undefined;
    throw error;
  }
}

const signed = (share: number, lang: Lang): string =>
  `${share > 0 ? '+' : share < 0 ? '−' : ''}${formatPercent(Math.abs(share), lang)}`;

/** Up to three published runs most like the job: what was measured, and what the estimator says for the same settings. */
export function NearestRuns({
  request,
  answer,
  runs,
  lang,
  strings,
}: NearestRunsProps & { runs: readonly NearestRun[] }) {
  const words = strings.nearest;
  const byId = new Map(runs.map((run) => [run.id, run]));
  return (
    <>
      <p class="hr-quiet">{words.intro}</p>
      <ol>
        {nearestMeasurements(request, answer, runs, data).map(({ id, measured, estimated }) => {
          const run = byId.get(id)!;
          const [before, after] = strings.shared.working.source.split('{source}');
          return (
            <li key={id}>
              <p class="hr-step">
                <strong>
                  {fill(words.run, {
                    model: named(run.model),
                    method: strings.jobs[run.method],
                    gpu: named(run.gpu),
                  })}
                </strong>
                <span class="hr-figure-value">{signed(estimated / measured - 1, lang)}</span>
              </p>
              <p>
                {fill(words.figures, {
                  measured: formatGib(measured, lang),
                  estimated: formatGib(estimated, lang),
                })}
              </p>
              <p class="hr-quiet">
                {fill(words.settings, {
                  sequence: formatNumber(run.sequenceLength, lang),
                  batch: formatNumber(run.microBatchSize, lang),
                  attention: valueLabel('attention', run.attention, strings),
                  checkpointing: valueLabel('gradientCheckpointing', run.gradientCheckpointing, strings),
                })}
              </p>
              <p class="hr-quiet">
                {before}
                {run.url ? <a href={run.url}>{run.sourceTitle}</a> : run.sourceTitle}
                {after}
              </p>
            </li>
          );
        })}
      </ol>
    </>
  );
}
