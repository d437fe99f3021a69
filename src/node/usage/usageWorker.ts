import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { FoundTool, FromUsageWorker, ToUsageWorker, UsageProgress, UsageRequest } from '../../core/explained/usageRequest';
import type { UsageReader } from '../../core/usage/usageReader';
import { answerUsage, type UsageResult } from './answerUsage';
import { findTools } from './findTools';
import { thisMachine } from './machine';

/** What the thread is started with. */
interface Started {
  readonly request: ToUsageWorker;
  /** Not 0: it shall end, keeping what it has read. The thread is at work all the time and would hear no message. */
  readonly stop: Int32Array;
}

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

/** In the host: what is asked of the thread, each in a thread of its own that ends with its answer. */
export interface UsageThread {
  readonly explain: (request: UsageRequest, onProgress: (progress: UsageProgress) => void, signal: AbortSignal) => Promise<UsageResult>;
  readonly find: (signal: AbortSignal) => Promise<readonly FoundTool[]>;
}

/** @param file the bundle of the thread */
export function usageThread(file: string): UsageThread {
  return {
    explain: async (request, onProgress, signal) => {
      const answer = await ask(file, request, onProgress, signal);
      if (answer.kind === 'found') throw new TypeError('The thread answered something else');
      return answer.kind === 'answer' ? { ok: true, answer: answer.answer } : { ok: false, fault: answer.fault };
    },
    find: async (signal) => {
      const answer = await ask(file, { kind: 'find' }, () => undefined, signal);
      if (answer.kind !== 'found') throw new TypeError('The thread answered something else');
      return answer.tools;
    },
  };
}

type LastMessage = Exclude<FromUsageWorker, { readonly kind: 'progress' }>;

function ask(
  file: string,
  request: ToUsageWorker,
  onProgress: (progress: UsageProgress) => void,
  signal: AbortSignal,
): Promise<LastMessage> {
  const started: Started = { request, stop: new Int32Array(new SharedArrayBuffer(4)) };
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: started, resourceLimits: { maxOldGenerationSizeMb: 512 } });
    const end = (): void => void Atomics.store(started.stop, 0, 1);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    worker.on('message', (from: FromUsageWorker) => {
      if (from.kind === 'progress') onProgress(from.progress);
      else resolve(from);
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', end);
      // After an answer this changes nothing.
      reject(new Error('The thread that reads logs ended without an answer'));
    });
  });
}
