import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataVersion } from '../../catalog/index.ts';
import { doors } from './compile.ts';
import { packageName } from './name.ts';

/**
 * Major and minor are those of the project and say what code may rely on; the last number says which figures it gives:
 * the project's own last number, if any, followed by the day of the data.
 */
export function packageVersion(project: string, data: string): string {
  const [major, minor, patch] = project.split('.').map(Number);
  return `${major}.${minor}.${Number(`${patch}${data.replaceAll('-', '')}`)}`;
}

/** `package.json` of the package. */
export function manifest(root: string): object {
  const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  const repository = process.env.HEADROOM_REPOSITORY;
  return {
    name: packageName,
    version: packageVersion(project.version!, dataVersion),
    dataVersion,
    description:
      'Memory, speed and cost of training, fine-tuning and running models on NVIDIA GPUs, and the sourced catalog of cards and models behind it.',
    keywords: ['gpu', 'vram', 'llm', 'fine-tuning', 'inference', 'nvidia', 'estimator'],
    license: '(MIT AND CC-BY-4.0)',
    ...(repository && { repository: { type: 'git', url: `git+${repository}.git` } }),
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20' },
    exports: {
      ...Object.fromEntries(
        Object.entries(doors).map(([door, path]) => [
          door,
          { types: `./${path}.d.ts`, default: `./${path}.js` },
        ]),
      ),
      './package.json': './package.json',
    },
  };
}
