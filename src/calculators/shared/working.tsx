import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import type { EstimateRequest, WorkingStep } from '../../estimation/types.ts';
import { data } from './engine.ts';
import { formatDuration, formatGib, formatNumber, formatSignificant, formatTokensPerSecond } from './format.ts';
import type { SharedStrings } from './island.ts';

/** `api/v1/formulas.json`: symbol and formula of each step as MathML, rendered at build. */
type Formulas = Record<string, { symbol: string; formula: string }>;

let formulas: Promise<Formulas> | undefined;

function loadFormulas(base: string): Promise<Formulas> {
  formulas ??= fetch(`${base}api/v1/formulas.json`).then((response) => {
    if (!response.ok) throw new Error(`formulas.json: ${response.status}`);
    return response.json() as Promise<Formulas>;
  });
  // A failed load must not stand in the way of the next try.
  formulas.catch(() => (formulas = undefined));
  return formulas;
}

async function stepsOf(request: EstimateRequest): Promise<WorkingStep[]> {
  const { explain } = await import('./explain.ts');
  return explain(request, data);
}

function quantity({ value, unit }: WorkingStep, lang: Lang): string {
  if (unit === 'bytes') return formatGib(value, lang);
  if (unit === 's') return formatDuration(value, lang);
  if (unit === 'tokens/s') return formatTokensPerSecond(value, lang);
  if (unit === 'FLOP' || unit === 'FLOP/s') return `${formatSignificant(value / 1e12, lang, 4)} T${unit}`;
  if (unit === 'bytes/s') return `${formatSignificant(value / 1e9, lang, 4)} GB/s`;
  return formatNumber(value, lang);
}

/** The steps behind the numbers, loaded when first unfolded. */
export function Working({
  request,
  base,
  lang,
  strings,
}: {
  request: EstimateRequest;
  base: string;
  lang: Lang;
  strings: SharedStrings['working'];
}) {
  const [open, setOpen] = useState(false);
  const [steps, setSteps] = useState<WorkingStep[]>([]);
  const [math, setMath] = useState<Formulas>({});
  const [failed, setFailed] = useState(false);
  const question = open ? JSON.stringify(request) : '';

  useEffect(() => {
    if (question === '') return undefined;
    let current = true;
    stepsOf(request).then(
      (next) => current && (setSteps(next), setFailed(false)),
      () => current && setFailed(true),
    );
    // Without the formulas the substituted values still tell the story.
    loadFormulas(base).then(
      (next) => current && setMath(next),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [question]);

  return (
    <details class="hr-fold hr-working" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{strings.show}</summary>
      {failed && <p>{strings.failed}</p>}
      {!failed && steps.length === 0 && <p>{strings.loading}</p>}
      <ol>
        {steps.map((step) => (
          <li key={step.id}>
            <Formula math={math[step.id]} step={step} />
            <p class="hr-substituted">
              = {step.substituted} = <strong>{quantity(step, lang)}</strong>
            </p>
            <p class="hr-quiet">{fill(strings.source, { source: step.source })}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Formula({ math, step }: { math: Formulas[string] | undefined; step: WorkingStep }) {
  if (!math) return <p class="hr-formula">{step.id}</p>;
  // MathML of our own build, from TeX in the estimator; no reader's text gets in.
  const html = `${math.symbol}<span class="hr-equals"> = </span>${math.formula}`;
  return <p class="hr-formula" dangerouslySetInnerHTML={{ __html: html }} />;
}
