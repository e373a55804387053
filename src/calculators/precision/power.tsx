/** Two to a power, as mathematics on the page. */
export function Power({ exponent }: { exponent: number }) {
  return (
    <span class="hr-figure-value">
      2<sup>{String(exponent).replace('-', '−')}</sup>
    </span>
  );
}
