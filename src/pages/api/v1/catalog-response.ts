import { dataLicence, dataVersion } from '../../../../catalog/index.ts';

/** The envelope of every catalog file: which data, under which licence, in which units, then the records. */
export function catalogResponse(
  name: string,
  records: readonly unknown[],
  units?: Record<string, string>,
): Response {
  const body = { dataVersion, licence: dataLicence, ...(units && { units }), [name]: records };
  return new Response(JSON.stringify(body), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
