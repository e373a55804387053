import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { languages, type Lang } from '../../content/i18n/index.ts';
import {
  commandExamples,
  commandOf,
  helpOf,
  outputOf,
  type CommandExample,
} from '../../src/components/command-line.ts';

const names = Object.keys(commandExamples) as CommandExample[];
const script = 'npm run -s estimate';

/** What a shell prints for a command of the page; jq is left to the test. */
function typed(command: string): string {
  const [line = '', part] = command.split(' | jq .');
  const plain = line.replace(new RegExp(`${script}( --)?`), `"${process.execPath}" src/cli/estimate.ts`);
  const { stdout } = spawnSync('sh', ['-c', plain], { encoding: 'utf8' });
  return part === undefined ? stdout.trimEnd() : JSON.stringify(JSON.parse(stdout)[part], null, 2);
}

describe('the page on the command line', { timeout: 60_000 }, () => {
  it.each(names)('shows what %s prints', (name) => {
    expect(typed(commandOf(name, 'en'))).toBe(outputOf(name, 'en'));
  });

  it('shows what is printed in Chinese', () => {
    expect(typed(commandOf('table', 'zh-cn'))).toBe(outputOf('table', 'zh-cn'));
  });

  it.each(languages)('has good examples in %s', (lang: Lang) => {
    for (const name of names) {
      expect(outputOf(name, lang), name).not.toMatch(
        name === 'error' ? /^$/ : /"error"|^Nothing fits|^都放不下/m,
      );
    }
    expect(helpOf(lang)).toContain('--cheapest');
  });
});
