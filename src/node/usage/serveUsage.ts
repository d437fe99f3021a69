import { parentPort, workerData } from 'node:worker_threads';
import type { FromUsageWorker } from '../../core/explained/usageRequest';
import type { UsageReader } from '../../core/usage/usageReader';
import { answerUsage } from './answerUsage';
import { findTools } from './findTools';
import { thisMachine } from './machine';
import type { Started } from './usageThread';

function isStarted(value: unknown): value is Started {
  return typeof value === 'object' && value !== null && 'request' in value && 'stop' in value && value.stop instanceof Int32Array;
}

/** In the thread: answers the one request that it was started with. */
export function serveUsage(readers: readonly UsageReader[]): void {
  const started: unknown = workerData;
  if (!isStarted(started)) throw new TypeError('It is started by usageThread alone');
  const { request, stop } = started;
  const tell = (message: FromUsageWorker): void => parentPort?.postMessage(message);
  if (request.kind === 'find') {
    tell({ kind: 'found', tools: findTools(readers, thisMachine()) });
    return;
  }
  const result = answerUsage(request, readers, Date.now, (progress) => {
    tell({ kind: 'progress', progress });
    return Atomics.load(stop, 0) === 0;
  });
  tell(result.ok ? { kind: 'answer', answer: result.answer } : { kind: 'fault', fault: result.fault });
}
