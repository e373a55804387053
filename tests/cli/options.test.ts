import { describe, expect, it } from 'vitest';
import { readOptions } from '../../src/cli/options.ts';

const read = (...args: string[]) => readOptions(args);
const optionsOf = (...args: string[]) => {
  const command = read(...args);
  if (!('options' in command)) throw new Error(JSON.stringify(command));
  return command.options;
};

describe('the options', () => {
  it('are answers in JSON and English unless said otherwise', () => {
    expect(optionsOf()).toEqual({ lang: 'en', format: 'json', explain: false, question: { ask: 'answer' } });
  });

  it('take a language, a format and one question', () => {
    expect(optionsOf('--lang', 'zh-cn', '--format=table', '--sweep', '--limit', '5')).toEqual({
      lang: 'zh-cn',
      format: 'table',
      explain: false,
      question: { ask: 'sweep', limit: 5 },
    });
    expect(optionsOf('--largest', 'context').question).toEqual({ ask: 'largest', size: 'context' });
    expect(optionsOf('--cheapest').question).toEqual({
      ask: 'cheapest',
      limit: Infinity,
      count: 2,
      budget: null,
      prices: {},
    });
    const priced = ['--price', 'rtx-3090=650', '--price', 't4=0.5'];
    expect(optionsOf('--cheapest', '--count', '4', '--budget', '1500.5', ...priced).question).toMatchObject({
      count: 4,
      budget: 1500.5,
      prices: { 'rtx-3090': 650, t4: 0.5 },
    });
  });

  it('show the working as text unless JSON is asked for', () => {
    expect(optionsOf('--explain')).toMatchObject({ explain: true, format: 'table' });
    expect(optionsOf('--explain', '--format', 'json').format).toBe('json');
  });

  it('give help before anything else, in the language asked for', () => {
    expect(read('-h')).toMatchObject({ help: expect.stringContaining('Usage: npm run -s estimate') });
    expect(read('--help', '--lang', 'zh-cn')).toMatchObject({ help: expect.stringContaining('用法') });
  });
});

describe('a wrong command', () => {
  it.each<[string[], RegExp]>([
    [['--what'], /--what/],
    [['file.jsonl'], /file\.jsonl/],
    [['--lang', 'fr'], /“fr”.*en \| zh-cn/],
    [['--format', 'csv'], /“csv”.*json \| table/],
    [['--largest', 'speed'], /“speed”.*batch \| sequence \| context \| model/],
    [['--largest'], /--largest/],
    [['--sweep', '--limit', '0'], /--limit.*1 …/],
    [['--sweep', '--limit', '2.5'], /--limit/],
    [['--sweep', '--limit', ' '], /--limit/],
    [['--cheapest', '--count', '65'], /--count.*1 … 64/],
    [['--cheapest', '--budget', 'much'], /--budget.*much/],
    [['--cheapest', '--price', '300'], /--price.*SLUG=PRICE/],
    [['--cheapest', '--price', 'rtx-3090=-1'], /--price/],
    [['--sweep', '--cheapest'], /--sweep and --cheapest/],
    [['--explain', '--sweep'], /--explain and --sweep/],
    [['--limit', '3'], /--limit needs one of: --sweep \| --cheapest/],
    [['--sweep', '--budget', '3'], /--budget needs one of: --cheapest/],
  ])('%j is explained', (args, words) => {
    const command = readOptions(args);
    expect(command).toEqual({ problem: expect.stringMatching(words) });
  });

  it('is explained in Chinese where that is asked for', () => {
    expect(read('--lang', 'zh-cn', '--limit', '3')).toEqual({
      problem: expect.stringContaining('--limit要和以下选项之一同用：--sweep | --cheapest'),
    });
  });
});
