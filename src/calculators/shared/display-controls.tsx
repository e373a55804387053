import { fill } from '../../../content/i18n/format.ts';
import { htmlLang, type Lang } from '../../../content/i18n/languages.ts';
import { launchCurrency, rateRange, type DisplayState } from './display.ts';
import { Controls, Select } from './fields.tsx';
import { memoryUnits } from './format.ts';
import type { SharedStrings } from './island.ts';
import { NumberField } from './number-field.tsx';

/** Offered by name; an address may say any other. */
const currencies = 'USD EUR CNY GBP JPY KRW INR TWD HKD SGD CAD AUD CHF SEK BRL MXN'.split(' ');

/** Unit of memory, and the currency of what the reader types. */
export function DisplayControls({
  state,
  update,
  ready,
  money,
  lang,
  strings,
}: {
  state: DisplayState;
  update: (change: Partial<DisplayState>) => void;
  ready: boolean;
  /** Whether the calculator speaks of amounts. */
  money: boolean;
  lang: Lang;
  strings: SharedStrings;
}) {
  const words = strings.share;
  const { currency } = state;
  const title = money ? words.display : words.unit;
  const names = new Intl.DisplayNames(htmlLang[lang], { type: 'currency' });
  const offered = currencies.includes(currency) ? currencies : [...currencies, currency];
  return (
    <details class="hr-fold hr-display">
      <summary>{title}</summary>
      <Controls ready={ready} label={title}>
        <div class="hr-grid">
          <Select
            label={words.unit}
            value={state.unit}
            options={memoryUnits.map((value) => ({ value, label: words.units[value] }))}
            onChange={(unit) => update({ unit: unit as DisplayState['unit'] })}
          />
          {money && (
            <Select
              label={words.currency}
              value={currency}
              options={offered.map((value) => ({ value, label: `${value} · ${names.of(value)}` }))}
              // Another currency, another rate.
              onChange={(chosen) => update({ currency: chosen, rate: null })}
            />
          )}
          {money && currency !== launchCurrency && (
            <NumberField
              label={fill(words.rate, { currency })}
              value={state.rate}
              range={rateRange}
              step={0.1}
              optional
              invalid={strings.invalid}
              onChange={(rate) => update({ rate })}
            />
          )}
        </div>
        {money && currency !== launchCurrency && <p class="hr-quiet">{fill(words.rateHint, { currency })}</p>}
      </Controls>
    </details>
  );
}
