/** Results as text for people: aligned columns, readable units, in the language asked for. */
import { sourceById } from '../../catalog/index.ts';
import { dictionary, fill, type Lang } from '../../content/i18n/index.ts';
import {
  formatDuration,
  formatGib,
  formatMoney,
  formatNumber,
  formatPercent,
  formatSignificant,
  formatTokensPerSecond,
} from '../../content/i18n/quantities.ts';
import {
  largestParts,
  memoryParts,
  type Advice,
  type EstimateAnswer,
  type EstimateRequest,
  type SupportNote,
  type WorkingStep,
} from '../estimation/index.ts';
import { columns } from './columns.ts';
import type { Answered, Result } from './questions.ts';
import { plainTex } from './tex.ts';

type Row = readonly string[];

/** A list of options as a request writes them. */
const written = (change: Advice['change']): string =>
  Object.entries(change)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' ');

/** Everything that prints in one language. */
function printer(lang: Lang) {
  const words = dictionary(lang);
  const { cli, estimator } = words;
  const { levels } = words.calculator.answer;
  const gib = (bytes: number): string => formatGib(bytes, lang);
  const figure = (value: number): string => formatSignificant(value, lang);
  const rate = (value: number): string => formatTokensPerSecond(value, lang);
  const factor = (value: number): string => `× ${formatSignificant(value, lang)}`;
  const sentence = ({ code, params }: SupportNote): string =>
    fill((estimator.support as Record<string, string>)[code] ?? code, params);
  const obstacle = ({ support }: EstimateAnswer): SupportNote | undefined =>
    support.find(({ level }) => level === 'unsupported');
  const verdict = (answer: EstimateAnswer): string =>
    obstacle(answer) ? levels.unsupported : answer.fits ? cli.fits : cli.short;

  /** Model, job and card in one line. */
  function heading({ request, model, gpu }: Answered): string {
    const job =
      request.task === 'inference'
        ? fill(cli.serving, {
            format: request.weightFormat,
            tokens: formatNumber(request.contextLength, lang),
          })
        : fill(cli.training, { method: request.method, precision: request.precision });
    const cards = request.gpuCount > 1 ? `${request.gpuCount} × ${gpu.name}` : gpu.name;
    return [model.name, job, cards].join(' · ');
  }

  function conclusion(answer: EstimateAnswer): string {
    const refused = obstacle(answer);
    if (refused) return fill(cli.refused, { reason: sentence(refused) });
    if (answer.fits) return fill(cli.spare, { headroom: gib(answer.headroom) });
    const parts = largestParts(answer).map(({ part, bytes, share }) =>
      fill(cli.part, {
        part: words.site.parts[part],
        bytes: gib(bytes),
        share: formatPercent(share, lang, 0),
      }),
    );
    return fill(cli.lacking, { short: gib(-answer.headroom), parts: parts.join(cli.join) });
  }

  function memory({ memory: m }: EstimateAnswer, request: EstimateRequest): string[] {
    const { parts } = words.site;
    const rows: Row[] = memoryParts
      .filter((part) => m.perGpu[part] > 0)
      .map((part) => [parts[part], gib(m.perGpu[part]), formatPercent(m.perGpu[part] / m.total, lang, 0)]);
    rows.push([parts.total, gib(m.total)], [cli.range, `${gib(m.low)} … ${gib(m.high)}`]);
    rows.push([parts.usable, gib(m.usable)]);
    if (request.otherUseBytes > 0) rows.push([cli.otherUse, gib(request.otherUseBytes)]);
    if (m.host > 0) rows.push([cli.host, gib(m.host)]);
    return columns(rows, ['left', 'right', 'right']);
  }

  /** Speed, time, energy and money: what is known of them. */
  function facts(answer: EstimateAnswer, request: EstimateRequest): string[] {
    const { speed, time, energy, cost } = answer;
    const rows: Row[] = [];
    const add = (label: string, value: number | null, show: (value: number) => string): void => {
      if (value !== null) rows.push([label, show(value)]);
    };
    const money = (amount: number): string => formatMoney(amount, cost.currency, lang);
    const seconds = (value: number): string => formatDuration(value, lang);
    rows.push([
      request.task === 'training' ? cli.trainingSpeed : cli.decodingSpeed,
      fill(cli.speedRange, {
        speed: rate(speed.tokensPerSecond),
        low: figure(speed.low),
        high: figure(speed.high),
      }),
    ]);
    rows.push([cli.bound, words.calculator.shared.boundBy[speed.boundBy]]);
    rows.push([cli.mfu, formatPercent(speed.mfu, lang, 0)]);
    add(cli.step, speed.stepSeconds, seconds);
    add(cli.communication, speed.communicationSeconds || null, seconds);
    add(cli.prefill, speed.prefillTokensPerSecond, rate);
    add(cli.firstToken, speed.timeToFirstTokenSeconds, seconds);
    add(cli.time, time.seconds, seconds);
    add(cli.energy, energy.kwh, (kwh) => `${formatSignificant(kwh, lang, 3)} kWh`);
    add(cli.purchase, cost.purchase, money);
    add(cli.electricity, cost.electricity, money);
    add(cli.cloud, cost.cloud, money);
    add(cli.cost, cost.total, money);
    add(cli.breakEven, cost.breakEvenHours, (hours) =>
      fill(cli.hours, { n: formatSignificant(hours, lang, 3) }),
    );
    return columns(rows, ['left', 'left']);
  }

  const support = ({ support: notes }: EstimateAnswer): string[] =>
    columns(
      notes.map((note) => [levels[note.level], sentence(note)]),
      ['left', 'left'],
    );

  function advice({ advice: list }: EstimateAnswer): string[] {
    if (list.length === 0) return [];
    const rows: Row[] = list.map(({ change, total, fits, timeFactor }) => [
      written(change),
      gib(total),
      fits ? cli.fits : cli.short,
      factor(timeFactor),
    ]);
    return columns(
      [[cli.change, words.site.parts.total, cli.fit, cli.timeFactor], ...rows],
      ['left', 'right', 'left', 'right'],
    );
  }

  function nearest({ nearest: list }: Answered): string[] {
    if (list.length === 0) return [];
    const rows: Row[] = list.map(({ id, of, measured, estimated, unit }) => {
      const show = unit === 'bytes' ? gib : rate;
      return [id, cli.figures[of], show(measured), show(estimated)];
    });
    return columns([[cli.run, '', cli.measured, cli.estimated], ...rows], ['left', 'left', 'right', 'right']);
  }

  /** A value with its unit, and bytes in full beside their GiB. */
  function quantity({ value, unit }: WorkingStep): string {
    const plain = formatNumber(value, lang, Math.abs(value) < 100 ? 4 : 0);
    const units = cli.units as Record<string, string>;
    if (unit === 'bytes') return `${plain} ${units.bytes} = ${gib(value)}`;
    return unit === 'ratio' ? plain : `${plain} ${units[unit] ?? unit}`;
  }

  /** One step a paragraph: name, formula, the same with values, the result, and where the formula comes from. */
  function working({ working: steps }: EstimateAnswer): string[] {
    const names = estimator.working as Record<string, string>;
    return steps.flatMap((step) => {
      const { symbol, formula, substituted, source } = step;
      const origin = sourceById(source)?.title;
      const [left, right] = [plainTex(symbol), plainTex(formula)];
      return [
        '',
        `${names[step.id] ?? step.id} · ${quantity(step)}`,
        ...(left === right ? [] : [`  ${left} = ${right}`]),
        `  ${left} = ${substituted}`,
        `  ${fill(cli.source, { source: origin === undefined ? source : `${origin} (${source})` })}`,
      ];
    });
  }

  function whole(one: Answered, explain: boolean): string[] {
    const { answer, request } = one;
    const blocks = [
      memory(answer, request),
      facts(answer, request),
      support(answer),
      advice(answer),
      nearest(one),
    ];
    return [
      heading(one),
      conclusion(answer),
      ...blocks.filter((block) => block.length > 0).flatMap((block) => ['', ...block]),
      ...(explain ? working(answer) : []),
    ];
  }

  return {
    error: (message: string): string => fill(cli.error, { message }),

    /** Lines of a result that is no error. */
    lines(result: Exclude<Result, { ask: 'errors' }>, explain: boolean): string[] {
      switch (result.ask) {
        case 'none':
          return [cli.none];
        case 'answer':
          return whole(result.answered, explain);
        case 'largest': {
          const { field, limit } = result;
          const value = typeof result.value === 'number' ? formatNumber(result.value, lang) : result.value;
          const reason = cli.limits[limit as keyof typeof cli.limits];
          return [fill(cli.largest, { field, value, reason }), '', ...whole(result.answered, explain)];
        }
        case 'sweep': {
          const rows: Row[] = result.rows.map(({ gpu, answer }) => [
            gpu.name,
            verdict(answer),
            gib(answer.memory.total),
            gib(answer.memory.usable),
            rate(answer.speed.tokensPerSecond),
          ]);
          const { parts } = words.site;
          const { refused } = result;
          return [
            ...columns(
              [[cli.card, cli.fit, parts.total, parts.usable, cli.speed], ...rows],
              ['left', 'left', 'right', 'right', 'right'],
            ),
            ...(refused.length ? ['', fill(cli.leftOut, { n: refused.length })] : []),
          ];
        }
        case 'cheapest': {
          const rows: Row[] = result.rows.map(({ gpu, count, price, request, answer }) => [
            `${count} × ${gpu.name}`,
            formatMoney(price, request.currency, lang),
            gib(answer.headroom),
            rate(answer.speed.tokensPerSecond),
          ]);
          return columns(
            [[cli.cards, cli.price, cli.headroom, cli.speed], ...rows],
            ['left', 'right', 'right', 'right'],
          );
        }
      }
    },
  };
}

/** A result as a paragraph of text; errors come with their sentences. */
export function textOf(
  result: Result,
  lang: Lang,
  explain: boolean,
  message: (error: Extract<Result, { ask: 'errors' }>['errors'][number]) => string,
): string {
  const print = printer(lang);
  const lines =
    result.ask === 'errors'
      ? result.errors.map((error) => print.error(message(error)))
      : print.lines(result, explain);
  return lines.join('\n');
}
