import { comparisonData } from '../../comparison/data.ts';

/** What `/compare/` fetches when it has cards to show. Not a public format: that is `/api/v1/gpus.json`. */
export const GET = () => Response.json(comparisonData());
