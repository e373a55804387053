import { dataVersion, gpus, models } from '../../catalog/index.ts';
import { fromCatalog, type EstimationData } from '../estimation/index.ts';

/** Every card and model of the catalog, as `estimate` and its siblings take them. */
export const data: EstimationData = { version: dataVersion, gpus, models: models.map(fromCatalog) };
