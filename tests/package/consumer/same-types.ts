// The types of the package are those of the project, though written out. `PROJECT` is the folder of the project.
import type * as catalog from 'headroom-estimation/catalog';
import type * as estimation from 'headroom-estimation/estimation';
import type * as ownCatalog from 'PROJECT/catalog/index.ts';
import type * as ownEstimation from 'PROJECT/src/estimation/index.ts';

/** `true` where each can stand for the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type All<Pairs extends true[]> = Pairs;

export type Catalog = All<
  [
    Same<catalog.Architecture, ownCatalog.Architecture>,
    Same<catalog.Gpu, ownCatalog.Gpu>,
    Same<catalog.Install, ownCatalog.Install>,
    Same<catalog.Measurement, ownCatalog.Measurement>,
    Same<catalog.Model, ownCatalog.Model>,
    Same<catalog.ModelOf<'moe'>, ownCatalog.ModelOf<'moe'>>,
    Same<catalog.Software, ownCatalog.Software>,
    Same<catalog.SoftwareSupport, ownCatalog.SoftwareSupport>,
    Same<catalog.Source, ownCatalog.Source>,
    Same<keyof catalog.Gpu, keyof ownCatalog.Gpu>,
    Same<keyof catalog.Measurement, keyof ownCatalog.Measurement>,
    Same<keyof catalog.ModelOf<'unet'>, keyof ownCatalog.ModelOf<'unet'>>,
  ]
>;

export type Estimation = All<
  [
    Same<estimation.EstimateAnswer, ownEstimation.EstimateAnswer>,
    Same<estimation.EstimateRequest, ownEstimation.EstimateRequest>,
    Same<estimation.EstimationModel, ownEstimation.EstimationModel>,
    Same<estimation.FormulaId, ownEstimation.FormulaId>,
  ]
>;
