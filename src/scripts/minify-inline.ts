import { transformSync } from 'esbuild';

const scripts = /(<script\b(?![^>]*\ssrc=)[^>]*>)([\s\S]*?)(<\/script\s*>)/gi;
const runnable = /^<script(?![^>]*\stype=)|\stype=(["']?)(?:module|text\/javascript)\1/i;
const known = new Map<string, string>();

/** Minifies the scripts that a page holds inline: those a framework marks as inline come with spaces and comments. */
export function minifyInline(html: string): string {
  return html.replace(scripts, (whole: string, open: string, code: string, close: string) => {
    if (!runnable.test(open) || code.trim() === '') return whole;
    let small = known.get(code);
    if (small === undefined) known.set(code, (small = transformSync(code, { minify: true }).code.trim()));
    return open + small + close;
  });
}
