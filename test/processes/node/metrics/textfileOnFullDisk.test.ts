import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { built } from '../../../support/built';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';

const program = built('test', 'support', 'textfileWriter.js');

describe('the file of metrics on a disk that takes no more', function () {
  let folder: string;
  beforeEach(() => void (folder = historyFolder()));
  afterEach(removeHistoryFolders);
  const shell = (script: string): ReturnType<typeof spawnSync> =>
    spawnSync('sh', ['-c', script, process.execPath, program, folder], { encoding: 'utf8' });

  it('stands whole, and nothing stays beside it', function () {
    if (process.platform === 'win32') this.skip();
    // In blocks. What Node keeps of its own has no room either.
    const { stdout } = shell('unset NODE_COMPILE_CACHE NODE_V8_COVERAGE; ulimit -f 1; exec "$0" "$1" "$2"');
    assert.equal(stdout, 'null notWritable\n');
    assert.equal(readFileSync(`${folder}/api_balance.prom`, 'utf8'), 'a 1\n');
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('says that the disk is full', function () {
    // A disk of its own, in a place that no other program sees; where that is not allowed, the limit above has to do.
    const inPlace = 'mount -t tmpfs -o size=64k none "$2" && "$0" "$1" "$2" && cat "$2/api_balance.prom" && ls "$2"';
    const { stdout, status } = spawnSync(
      'unshare',
      ['--mount', '--map-root-user', 'sh', '-c', inPlace, process.execPath, program, folder],
      {
        encoding: 'utf8',
      },
    );
    if (status !== 0) this.skip();
    assert.equal(stdout, 'null diskFull\na 1\napi_balance.prom\nfilling\n');
  });
});
