/** Finds the record with a key; the keys are read once. */
export function lookup<T>(records: readonly T[], key: (record: T) => string): (id: string) => T | undefined {
  const byKey = new Map(records.map((record) => [key(record), record]));
  return (id) => byKey.get(id);
}
