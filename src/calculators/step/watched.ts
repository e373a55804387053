import { onCard, prepare } from '../../estimation/core.ts';
import type { Job } from '../../estimation/job.ts';
import { timeline, type TimelineEvent } from '../../estimation/memory/timeline.ts';
import { findModel } from '../../estimation/request.ts';
import type { EstimateAnswer } from '../../estimation/types.ts';
import { chosenRequest } from '../gpu/request.ts';
import { data, gpuOf } from '../shared/engine.ts';
import { codec, methods, type StepState } from './state.ts';

/** The step of a state: the job, its answer on the chosen card, and its moments. */
export interface Watched {
  job: Job;
  answer: EstimateAnswer;
  events: TimelineEvent[];
  peak: TimelineEvent;
}

const answered = (state: StepState) => {
  const request = chosenRequest(state);
  const prepared = prepare(request, findModel(request.model, data));
  return { job: prepared.job, answer: onCard(prepared, gpuOf(state.gpu), data.version) };
};

export function watch(state: StepState): Watched {
  const { job, answer } = answered(state);
  const events = timeline(job, answer.memory);
  return { job, answer, events, peak: events.find(({ peak }) => peak)! };
}

/** Where the moment that a state names stands; one that this job does not have is the peak. */
export function indexOf({ events, peak }: Watched, at: string): number {
  const found = events.findIndex(({ id }) => id === at);
  return found < 0 ? events.indexOf(peak) : found;
}

/** The same step with each method. Base weights in a format that only some methods allow fall back to automatic. */
export const withEachMethod = (
  state: StepState,
): { method: (typeof methods)[number]; answer: EstimateAnswer }[] =>
  [...methods]
    .reverse()
    .map((method) => ({ method, answer: answered(codec.follow(state, { job: method })).answer }));
