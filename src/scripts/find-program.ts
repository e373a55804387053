import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program stands on this machine: on the PATH under one of its names, or at one of the other places. */
export function findProgram(names: readonly string[], elsewhere: readonly string[] = []): string | undefined {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere].find(
    (path) => existsSync(path),
  );
}
