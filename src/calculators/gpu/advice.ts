import { advise } from '../../estimation/advice/index.ts';
import { findModel } from '../../estimation/request.ts';
import type { Advice } from '../../estimation/types.ts';
import { complete, data } from '../shared/engine.ts';
import type { Ranked } from './chosen.ts';
import { adviceToState, chosenRequest, jobOf } from './request.ts';
import type { GpuState } from './state.ts';

/** More than three changes to choose from is a list to study, not advice. */
const mostAdvice = 3;

/** What to change about the job on a card, of what the calculator has controls for. */
export function adviceOn({ gpu, answer }: Ranked, state: GpuState): Advice[] {
  const request =
    gpu.slug === state.gpu ? chosenRequest(state) : complete({ ...jobOf(state), gpu: gpu.slug });
  const possible = (change: Advice['change']) => adviceToState(change) !== null;
  return advise(request, answer, findModel(request.model, data), gpu, possible);
}

/** Advice with the state it leads to; what makes the job fit comes first, so that a short list never hides it. */
export function offered(advice: readonly Advice[]) {
  return advice
    .flatMap((one) => {
      const to = adviceToState(one.change);
      return to === null ? [] : [{ ...one, to }];
    })
    .sort((a, b) => Number(b.fits) - Number(a.fits))
    .slice(0, mostAdvice);
}
