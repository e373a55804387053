/**
 * One JSON request per line on standard input, one answer per line (or per paragraph) on standard output, in the same
 * order. A line that is not a valid request yields `{"error": …}` in its place; the rest go on.
 */
import { createInterface } from 'node:readline';
import { readOptions } from './options.ts';
import { respond } from './respond.ts';

/** What the command ends with. */
const exitCodes = { good: 0, badLine: 1, usage: 2 } as const;

/** Answers standard input line by line; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const command = readOptions(args);
  if ('help' in command) {
    process.stdout.write(command.help);
    return exitCodes.good;
  }
  if ('problem' in command) {
    process.stderr.write(command.problem);
    return exitCodes.usage;
  }
  let bad = false;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line.trim()) continue;
    const { ok, text } = respond(line, command.options);
    if (!ok) bad = true;
    process.stdout.write(`${text}\n`);
  }
  return bad ? exitCodes.badLine : exitCodes.good;
}
