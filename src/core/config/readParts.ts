import type * as z from 'zod';
import { generalThresholds } from '../accounts/thresholds';
import { parseListen } from '../metrics/listenAddress';
import { objectOf } from '../text/objectOf';
import { secretPlaceOf, type Config } from './config';
import { configShape, historyShape, metricsShape, scheduleShape } from './configShape';
import { spanOf } from './span';

/**
 * All of a configuration beside its accounts, channels and usage, each field by itself: one that is wrong counts as not written, so that the others
 * can be looked at as well. Whether all of it is right says {@link configShape}.
 */
export function readParts(value: unknown): Omit<Config, 'accounts' | 'channels' | 'usage'> {
  const root = objectOf(value);
  const [history, metrics, schedule] = [objectOf(root['history']), objectOf(root['metrics']), objectOf(root['schedule'])];
  const { postgres, certificateFile, folder, keepDays } = historyShape.shape;
  const { postgres: named } = history;
  const [connection, listen] = [right(postgres, named), right(metricsShape.shape.listen, metrics['listen'])];
  const address = listen === undefined ? undefined : parseListen(listen);
  const every = right(scheduleShape.shape.every, schedule['every']);
  return {
    lowBalance: generalThresholds(root['lowBalance']),
    log: right(configShape.shape.log, root['log']) ?? null,
    history: {
      folder: right(folder, history['folder']) ?? null,
      keepDays: right(keepDays, history['keepDays']) ?? 0,
      postgres: connection === undefined ? null : secretPlaceOf(connection),
      certificateFile: right(certificateFile, history['certificateFile']) ?? null,
    },
    metrics: { file: right(metricsShape.shape.file, metrics['file']) ?? null, listen: address?.ok === true ? address.address : null },
    schedule: {
      everyMs: (every === undefined ? undefined : spanOf(every)) ?? null,
      summary: right(scheduleShape.shape.summary, schedule['summary']) ?? 'off',
      timeZone: right(scheduleShape.shape.timeZone, schedule['timeZone']) ?? 'UTC',
    },
  };
}

function right<T>(shape: z.ZodType<T>, value: unknown): T | undefined {
  return shape.safeParse(value).data;
}
