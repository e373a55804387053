import { expect, test } from 'vitest';
import { playwrightFailures, vitestFailures } from '../../src/scripts/failures.ts';

const result = (status: string, ...messages: string[]) => ({
  results: [{ status, errors: messages.map((message) => ({ message })) }],
});

test('a failed browser test is named with its place and its error, a passed one is not', () => {
  const specs = [
    { title: 'good', file: 'a.spec.ts', line: 3, tests: [result('passed')] },
    { title: 'bad', file: 'a.spec.ts', line: 7, tests: [result('failed', '\u001b[31mError: red\u001b[39m')] },
    { title: 'slow', file: 'a.spec.ts', line: 9, tests: [result('timedOut', 'Test timeout')] },
  ];
  expect(playwrightFailures({ suites: [{ suites: [{ specs }] }] })).toEqual([
    'a.spec.ts:7 bad: failed\nError: red',
    'a.spec.ts:9 slow: timedOut\nTest timeout',
  ]);
  expect(playwrightFailures({ errors: [{ message: 'no tests found' }] })).toEqual(['no tests found']);
});

test('a failed unit test is named, and a file that did not get as far as its tests', () => {
  const failed = { fullName: 'adds', status: 'failed', failureMessages: ['expected 1 to be 2'] };
  const passed = { fullName: 'subtracts', status: 'passed', failureMessages: [] };
  expect(
    vitestFailures({
      testResults: [
        { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [failed, passed] },
        { name: 'b.test.ts', status: 'failed', message: 'cannot find module', assertionResults: [] },
      ],
    }),
  ).toEqual(['a.test.ts adds\nexpected 1 to be 2', 'b.test.ts: cannot find module']);
});
