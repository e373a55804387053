import katex from 'katex';
import { formulas } from '../../../estimation/index.ts';

/** Every formula of the working as MathML, so that a calculator shows mathematics without shipping KaTeX. */
export function GET() {
  const render = (tex: string) => katex.renderToString(tex, { output: 'mathml', throwOnError: true });
  const rendered = Object.fromEntries(
    Object.entries(formulas).map(([id, { symbol, formula }]) => [
      id,
      { symbol: render(symbol), formula: render(formula) },
    ]),
  );
  return new Response(JSON.stringify(rendered), { headers: { 'Content-Type': 'application/json' } });
}
