/** States that a reader has left behind and can go back to. Kept in memory only. */
export interface History<State> {
  past: State[];
  future: State[];
  /** Fields of the last change and when it came, to know the next one as its continuation. */
  last: string;
  at: number;
}

export const emptyHistory = <State>(): History<State> => ({ past: [], future: [], last: '', at: 0 });

/** Changes of the same number that follow one another within this time are one: a slider drawn, a figure typed. */
const pauseMs = 1000;
const mostStates = 100;

/** Notes that `before` was left by `change`. */
export function record<State extends object>(
  history: History<State>,
  before: State,
  change: Partial<State>,
  now: number,
): void {
  const typed = Object.values(change).every((value) => typeof value !== 'string');
  const fields = Object.keys(change).join();
  if (!typed || fields !== history.last || now - history.at > pauseMs) {
    history.past.push(before);
    if (history.past.length > mostStates) history.past.shift();
  }
  history.future = [];
  history.last = fields;
  history.at = now;
}

/** The state before (`back`) or after `current`, or `undefined` at the end; moves the history there. */
export function travel<State>(history: History<State>, current: State, back: boolean): State | undefined {
  const [from, to] = back ? [history.past, history.future] : [history.future, history.past];
  const state = from.pop();
  if (state !== undefined) to.push(current);
  history.last = '';
  return state;
}
