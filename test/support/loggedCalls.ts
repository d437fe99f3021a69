import type { LoggedCall } from '../../src/core/usage/loggedCall';

let made = 0;

/** A call as it is kept, with what a test says of it. */
export function loggedCall(call: Partial<LoggedCall<number>>): LoggedCall<number> {
  made += 1;
  return {
    key: made,
    at: 0,
    kind: 'call',
    provider: null,
    model: null,
    tokens: null,
    quality: 'reported',
    costs: [],
    project: null,
    session: null,
    isSubAgent: false,
    ...call,
  };
}
