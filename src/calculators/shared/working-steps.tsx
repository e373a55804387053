import { useEffect, useState } from 'preact/hooks';
import type { Lang } from '../../../content/i18n/languages.ts';
import { onCard, prepare } from '../../estimation/core.ts';
import { workingOf } from '../../estimation/explain.ts';
import { findGpu, findModel } from '../../estimation/request.ts';
import type { EstimateRequest, WorkingStep } from '../../estimation/types.ts';
import { localiseLink } from '../../../content/i18n/localise-link.ts';
import { data, isGpu, named } from './engine.ts';
import {
  formatDuration,
  formatGib,
  formatNumber,
  formatSignificant,
  formatTokensPerSecond,
} from './format.ts';
import type { SharedStrings } from './island.ts';

/** `api/v1/formulas.json`: formulas as MathML and titles of sources, both written at build. */
interface Reference {
  formulas: Record<string, { symbol: string; formula: string }>;
  sources: Record<string, { title: string; url: string | null }>;
}

let reference: Promise<Reference> | undefined;

function loadReference(base: string): Promise<Reference> {
  reference ??= fetch(`${base}api/v1/formulas.json`).then((response) => {
    if (!response.ok) throw new Error(`formulas.json: ${response.status}`);
    return response.json() as Promise<Reference>;
  });
  // A failed load must not stand in the way of the next try.
  reference.catch(() => (reference = undefined));
  return reference;
}

function stepsOf(request: EstimateRequest): WorkingStep[] {
  const gpu = findGpu(request.gpu, data);
  const prepared = prepare(request, findModel(request.model, data));
  return workingOf(prepared, onCard(prepared, gpu, data.version), gpu);
}

function quantity({ value, unit }: WorkingStep, lang: Lang): string {
  if (unit === 'bytes') return formatGib(value, lang);
  if (unit === 's') return formatDuration(value, lang);
  if (unit === 'tokens/s') return formatTokensPerSecond(value, lang);
  if (unit === 'FLOP' || unit === 'FLOP/s') return `${formatSignificant(value / 1e12, lang, 4)} T${unit}`;
  if (unit === 'bytes/s') return `${formatSignificant(value / 1e9, lang, 4)} GB/s`;
  return formatNumber(value, lang);
}

/** The result in the unit of the formula, so that the line can be followed with a pocket calculator. */
function exact(step: WorkingStep, lang: Lang): string {
  return step.unit === 'bytes' ? `${formatNumber(step.value, lang)} B` : quantity(step, lang);
}

export interface StepsProps {
  request: EstimateRequest;
  base: string;
  lang: Lang;
  strings: SharedStrings['working'];
  /** What each step works out. */
  names: Record<string, string>;
}

/** The steps behind the numbers of an answer, with formulas and sources. */
export default function WorkingSteps({ request, base, lang, strings, names }: StepsProps) {
  const [known, setKnown] = useState<Reference | null>(null);
  useEffect(() => {
    let current = true;
    // Without formulas and titles the names and the values still tell the story.
    loadReference(base).then(
      (next) => current && setKnown(next),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  // Long formulas scroll sideways, all together: one stop for the keyboard instead of one each.
  return (
    <div class="hr-working-steps" tabIndex={0} role="region" aria-label={strings.title}>
      <ol>
        {stepsOf(request).map((step) => (
          <li key={step.id}>
            <p class="hr-step">
              <strong>{names[step.id]}</strong>
              <span class="hr-figure-value">{quantity(step, lang)}</span>
            </p>
            <Formula math={known?.formulas[step.id]} />
            <p class="hr-substituted">
              {step.substituted} = {exact(step, lang)}
            </p>
            <p class="hr-quiet">
              <StepSource source={step.source} known={known} base={base} lang={lang} words={strings.source} />
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Formula({ math }: { math: Reference['formulas'][string] | undefined }) {
  if (!math) return null;
  // MathML of our own build, from TeX in the estimator; no reader's text gets in.
  const html = `${math.symbol} = ${math.formula}`;
  return <p class="hr-formula" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** `catalog:<slug>.<field>` leads to the page of the card or model, any other source to where it stands. */
function StepSource({
  source,
  known,
  base,
  lang,
  words,
}: {
  source: string;
  known: Reference | null;
  base: string;
  lang: Lang;
  words: string;
}) {
  const record = /^catalog:(.+)\.(\w+)$/.exec(source);
  const slug = record?.[1];
  const title = slug === undefined ? (known?.sources[source]?.title ?? source) : named(slug);
  const url =
    slug === undefined
      ? known?.sources[source]?.url
      : localiseLink(`/${isGpu(slug) ? 'gpus' : 'models'}/${slug}/`, base, lang);
  const [before, after] = words.split('{source}');
  return (
    <>
      {before}
      {url ? <a href={url}>{title}</a> : title}
      {after}
    </>
  );
}
