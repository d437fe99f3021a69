import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { FromUsageWorker, UsageProgress, UsageRequest } from '../../core/explained/usageRequest';
import type { UsageResult } from './answerUsage';

/** What the thread is started with. */
interface Started {
  readonly request: UsageRequest;
  /** Not 0: it shall end, keeping what it has read. The thread is at work all the time and would hear no message. */
  readonly stop: Int32Array;
}

function isStarted(value: unknown): value is Started {
  return typeof value === 'object' && value !== null && 'request' in value && 'stop' in value && value.stop instanceof Int32Array;
}

const message = (one: FromUsageWorker): FromUsageWorker => one;

/** In the thread: answers the one request that it was started with. */
export function serveUsage(answer: (request: UsageRequest, onStep: (progress: UsageProgress) => boolean) => UsageResult): void {
  const started: unknown = workerData;
  if (!isStarted(started)) throw new TypeError('It is started by runUsageWorker alone');
  const { request, stop } = started;
  const result = answer(request, (progress) => {
    parentPort?.postMessage(message({ kind: 'progress', progress }));
    return Atomics.load(stop, 0) === 0;
  });
  parentPort?.postMessage(message(result.ok ? { kind: 'answer', answer: result.answer } : { kind: 'fault', fault: result.fault }));
}

export interface UsageRun {
  readonly onProgress: (progress: UsageProgress) => void;
  readonly signal: AbortSignal;
}

/** In the host: starts a thread for one request, which ends with its answer. @param file the bundle of the thread */
export function runUsageWorker(file: string, request: UsageRequest, { onProgress, signal }: UsageRun): Promise<UsageResult> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const started: Started = { request, stop };
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: started, resourceLimits: { maxOldGenerationSizeMb: 512 } });
    const end = (): void => void Atomics.store(stop, 0, 1);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    worker.on('message', (from: FromUsageWorker) => {
      if (from.kind === 'progress') onProgress(from.progress);
      else resolve(from.kind === 'answer' ? { ok: true, answer: from.answer } : { ok: false, fault: from.fault });
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', end);
      // After an answer this changes nothing.
      reject(new Error('The thread that reads logs ended without an answer'));
    });
  });
}
