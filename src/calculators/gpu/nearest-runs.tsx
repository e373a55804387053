import type { ComponentType } from 'preact';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { nearestMeasurements, type MeasuredRun } from '../../estimation/nearest.ts';
import type { EstimateAnswer, EstimateRequest } from '../../estimation/types.ts';
import { data, named } from '../shared/engine.ts';
import { formatGib, formatNumber, formatPercent } from '../shared/format.ts';
import { valueLabel } from './labels.ts';
import type { GpuStrings } from './strings.ts';

/** A published run with the place of its source in {@link NearestRunsFile}. */
export interface NearestRun extends MeasuredRun {
  place: number;
}

/** What `/islands/nearest-runs.json` holds. */
export interface NearestRunsFile {
  places: { title: string; url: string | null }[];
  runs: NearestRun[];
}

export interface NearestRunsProps {
  request: EstimateRequest;
  answer: EstimateAnswer;
  lang: Lang;
  strings: GpuStrings;
}

let runs: Promise<NearestRunsFile> | undefined;

/** Fetches the published runs once, and brings the list of those near a job. */
export async function loadNearestRuns(base: string): Promise<ComponentType<NearestRunsProps>> {
  runs ??= fetch(`${base}islands/nearest-runs.json`).then((response) => {
    if (!response.ok) throw new Error(`nearest-runs.json: ${response.status}`);
    return response.json() as Promise<NearestRunsFile>;
  });
  try {
    const known = await runs;
    return (props) => <NearestRuns {...props} file={known} />;
  } catch (error) {
    // A failed load must not stand in the way of the next try.
    runs = undefined;
    throw error;
  }
}

const signed = (share: number, lang: Lang): string =>
  `${share > 0 ? '+' : share < 0 ? '−' : ''}${formatPercent(Math.abs(share), lang)}`;

/** The settings that a run's source states, those that count most first. */
function settingsOf({ request }: MeasuredRun, lang: Lang, strings: GpuStrings): string {
  const { settings, join } = strings.nearest;
  const sized = (words: string, value: number | undefined) =>
    value === undefined ? [] : [fill(words, { value: formatNumber(value, lang) })];
  const { gpuCount, attention, weightFormat, gradientCheckpointing: checkpointing } = request;
  const label = (field: 'attention' | 'gradientCheckpointing' | 'weightFormat', value: string) =>
    valueLabel(field, value, strings) ?? value;
  return [
    ...sized(settings.cards, gpuCount === 1 ? undefined : gpuCount),
    ...(weightFormat ? [label('weightFormat', weightFormat)] : []),
    ...sized(settings.sequence, request.sequenceLength),
    ...sized(settings.batch, request.microBatchSize),
    ...sized(settings.context, request.contextLength),
    ...sized(settings.streams, request.concurrency),
    ...(attention ? [label('attention', attention)] : []),
    ...(checkpointing
      ? [fill(settings.checkpointing, { value: label('gradientCheckpointing', checkpointing) })]
      : []),
    ...(request.framework ? [[request.framework, request.frameworkVersion].filter(Boolean).join(' ')] : []),
  ].join(join);
}

/**
 * Up to three published runs most like the job that measured memory, and as many that measured speed: what was measured,
 * and what the estimator says for the same settings.
 */
export function NearestRuns({
  request,
  answer,
  file: { places, runs },
  lang,
  strings,
}: NearestRunsProps & { file: NearestRunsFile }) {
  const words = strings.nearest;
  const nearest = nearestMeasurements(request, answer, runs, data);
  const [before, after] = strings.shared.working.source.split('{source}');
  return (
    <>
      <p class="hr-quiet">{words.intro}</p>
      {(['memory', 'speed'] as const).map((kind) => {
        const shown = nearest.filter((each) => each.kind === kind);
        if (shown.length === 0) return null;
        return (
          <>
            <p>
              <strong>{words.kinds[kind]}</strong>
            </p>
            <ol>
              {shown.map(({ id, of, measured, estimated }) => {
                const run = runs.find((each) => each.id === id)!;
                const { model, gpu, method, task } = run.request;
                const place = places[run.place]!;
                const format = (value: number) =>
                  kind === 'memory' ? formatGib(value, lang) : formatNumber(value, lang, value < 100 ? 1 : 0);
                return (
                  <li key={`${id} ${kind}`}>
                    <p class="hr-step">
                      <strong>
                        {fill(words.run, {
                          model: typeof model === 'string' ? named(model) : (model.name ?? ''),
                          method: task === 'inference' ? words.inference : strings.jobs[method ?? 'full'],
                          gpu: named(gpu),
                        })}
                      </strong>
                      <span class="hr-figure-value">{signed(estimated / measured - 1, lang)}</span>
                    </p>
                    <p>
                      {fill(words.figures[of], {
                        measured: format(measured),
                        estimated: format(estimated),
                      })}
                    </p>
                    <p class="hr-quiet">{settingsOf(run, lang, strings)}</p>
                    <p class="hr-quiet">
                      {before}
                      {place.url ? <a href={place.url}>{place.title}</a> : place.title}
                      {after}
                    </p>
                  </li>
                );
              })}
            </ol>
          </>
        );
      })}
    </>
  );
}
