import { describe, expect, it } from 'vitest';
import { openDataFiles } from '../../catalog/open-data/index.ts';
import { dictionary } from '../../content/i18n/index.ts';

const { meanings, units } = dictionary('zh-cn').api;

/** Units that read the same in every language. */
const international = /^(?:MHz|W|%|TFLOPS|Gbit\/s|token|token\/s)$/;

describe.each(openDataFiles.map((file) => [file.name, file] as const))(
  'the Chinese page on %s',
  (name, file) => {
    const described = file.fields.filter(({ description }) => description !== '');

    it('says what every field means', () => {
      const missing = described.filter(
        ({ path }) =>
          !/\p{Script=Han}|^[A-Z0-9]+。$/u.test(meanings[name]?.[path] ?? meanings['shared']?.[path] ?? ''),
      );
      expect(missing.map(({ path }) => path)).toEqual([]);
    });

    it('explains no field that is not there', () => {
      const paths = new Set(file.fields.map(({ path }) => path));
      expect(Object.keys(meanings[name] ?? {}).filter((path) => !paths.has(path))).toEqual([]);
    });

    it('writes every unit as a Chinese reader does', () => {
      const missing = described.flatMap(({ unit }) =>
        unit === null || international.test(unit) || units[unit] !== undefined ? [] : [unit],
      );
      expect(missing).toEqual([]);
    });
  },
);
