import { accountOf } from '../support/accounts';
import { saying } from '../support/watch';
import { syncMachine } from './syncMachine';

/** Asks, keeps and hands on without a pause, and prints the time of each check that is kept, until somebody kills it. */
async function write(folder: string, connection: string): Promise<void> {
  const clock = {
    get now() {
      return Date.now();
    },
  };
  const asked = { at: 0 };
  const machine = syncMachine({
    name: 'writer',
    folder,
    connection,
    clock,
    accounts: [accountOf()],
    ask: async () => {
      asked.at = Date.now();
      return { ok: true, reading: saying(`USD ${asked.at % 1000}`, asked.at) };
    },
  });
  for (;;) {
    await machine.check();
    const { checkedAt } = machine.window.checks.recordOf(accountOf());
    process.stdout.write(`${checkedAt}\n`);
    await machine.round();
  }
}

const [, , folder = '', connection = ''] = process.argv;
write(folder, connection).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
