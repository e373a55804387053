import katex from 'katex';
import { sources } from '../../../../catalog/index.ts';
import { formulas } from '../../../estimation/index.ts';

/**
 * What a calculator fetches when a reader unfolds the working: every formula as MathML, so that no page ships KaTeX,
 * and the titles of the sources that the steps name.
 */
export function GET() {
  const render = (tex: string) => katex.renderToString(tex, { output: 'mathml', throwOnError: true });
  const body = {
    formulas: Object.fromEntries(
      Object.entries(formulas).map(([id, { symbol, formula }]) => [
        id,
        { symbol: render(symbol), formula: render(formula) },
      ]),
    ),
    sources: Object.fromEntries(sources.map(({ id, title, url }) => [id, { title, url }])),
  };
  return new Response(JSON.stringify(body), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
