import assert from 'node:assert/strict';
import type { LogsMachine } from '../../../src/core/explained/usageStanding';
import { answerOf, explainedViewOf } from '../../support/explainedWorld';
import { displayAt } from '../../support/overviewWorld';

const now = Date.UTC(2026, 10, 20, 9);
const answer = answerOf({ rows: [], calls: [] }, now);

const said: Readonly<Record<LogsMachine, RegExp | null>> = {
  only: null,
  screen: /are read on the machine with your screen\. Tools on the machine that this window works on are in no figure\.$/,
  remote: /are read on the machine that this window works on\. Tools on the one with your screen are in no figure\.$/,
};

describe('the machine whose logs are read', () => {
  for (const machine of ['only', 'screen', 'remote'] as const)
    it(`is told before and after they are read: ${machine}`, () => {
      const before = explainedViewOf({ tools: [], machine }, displayAt(now)).offer?.sentences.at(-1) ?? '';
      const after = explainedViewOf({ machine, answer }, displayAt(now)).readAt ?? '';
      const pattern = said[machine];
      if (pattern !== null) for (const text of [before, after]) assert.match(text, pattern);
      else assert.ok(!`${before} ${after}`.includes('your screen'));
    });
});
