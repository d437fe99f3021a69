import { answerUsage } from './node/usage/answerUsage';
import { serveUsage } from './node/usage/usageWorker';
import * as readers from './usage';

/** Runs in a thread of its own: logs may be gigabytes, and nothing of that holds up the editor. */
serveUsage((request, onStep) => answerUsage(request, Object.values(readers), Date.now, onStep));
