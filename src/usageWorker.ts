import { serveUsage } from './node/usage/usageWorker';
import * as readers from './usage';

/** Runs in a thread of its own: logs may be gigabytes, and nothing of that holds up the editor. */
serveUsage(Object.values(readers));
