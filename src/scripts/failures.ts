/**
 * What went wrong in a run of Playwright or Vitest, from its JSON report, to be said once more at the very end: whoever
 * reads a long log, or only its tail, should not have to look for it.
 */
import { stripVTControlCharacters } from 'node:util';

/** Lines of one failure: the message, what was expected and received, and where. */
const most = 25;

const short = (message: string) => stripVTControlCharacters(message).split('\n').slice(0, most).join('\n');

interface Suite {
  suites?: Suite[];
  specs?: {
    title: string;
    file: string;
    line: number;
    tests: { results: { status: string; errors: { message?: string }[] }[] }[];
  }[];
}

/** Each failed test of a Playwright report: where it stands, its name, its errors. */
export function playwrightFailures(report: Suite & { errors?: { message?: string }[] }): string[] {
  const inside = (suite: Suite): string[] => [
    ...(suite.suites ?? []).flatMap(inside),
    ...(suite.specs ?? []).flatMap(({ title, file, line, tests }) =>
      tests
        .flatMap(({ results }) => results)
        .filter(({ status }) => status !== 'passed' && status !== 'skipped')
        .map(({ status, errors }) =>
          [`${file}:${line} ${title}: ${status}`, ...errors.map(({ message = '' }) => short(message))].join(
            '\n',
          ),
        ),
    ),
  ];
  return [...(report.errors ?? []).map(({ message = '' }) => short(message)), ...inside(report)];
}

interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

/** Each failed test of a Vitest report, and each file that failed before its first test. */
export function vitestFailures({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) =>
    status === 'failed' && assertionResults.length === 0
      ? [`${name}: ${short(message)}`]
      : assertionResults
          .filter((test) => test.status === 'failed')
          .map(({ fullName, failureMessages }) =>
            [`${name} ${fullName}`, ...failureMessages.map(short)].join('\n'),
          ),
  );
}
