import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateAuthority } from './certificates';
import { entryAt, everything, faultOf, Machines, sampleTime, shortLimits, valueOf } from './sharedHistory';
import { smallDisk } from './smallDisk';
import { owner, ownerPassword, startPostgres, type PostgresServer } from './startPostgres';

describe('trouble with a shared history', function () {
  this.timeout(60_000);
  const machines = new Machines();
  let server: PostgresServer;
  before(async () => void (server = await startPostgres()));
  afterEach(() => machines.close());
  after(() => server.stop());
  const onEachCheck = async (body: string, work: () => Promise<void>): Promise<void> => {
    await server.run(`CREATE FUNCTION public.trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NULL; END $$;
      CREATE TRIGGER trouble BEFORE INSERT ON api_balance.checks EXECUTE FUNCTION public.trouble()`);
    try {
      await work();
    } finally {
      await server.run('DROP FUNCTION public.trouble CASCADE');
    }
  };

  it('a server that stopped is told of, and found again by the next call', async () => {
    const store = await machines.opened(server, 'one');
    await valueOf(store.handOn([entryAt(sampleTime)]));
    await server.kill();
    assert.equal(await faultOf(store.handOn([entryAt(sampleTime + 1)])), 'unreachable');
    assert.equal(await faultOf(store.open()), 'unreachable');
    await server.start();
    assert.equal((await valueOf(store.handOn([entryAt(sampleTime), entryAt(sampleTime + 1)]))).added, 1);
  });

  it('a connection that was lost while nobody looked costs nothing', async () => {
    const store = await machines.opened(server, 'one');
    for (let turn = 0; turn < 10; turn += 1) {
      await server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'api-balance'");
      await valueOf(store.seen());
    }
  });

  it('a connection that is lost in the midst of it is no half of anything', async () => {
    const store = await machines.opened(server, 'one');
    const other = await machines.opened(server, 'other');
    const { cursor } = await everything(other);
    const kinds = new Set<string>();
    const ats = Array.from({ length: 40 }, (_, turn) => sampleTime + 1_000 + turn);
    for (const at of ats) {
      const [answer] = await Promise.all([
        store.handOn([entryAt(at)]),
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'api-balance'"),
      ]);
      kinds.add(answer.ok ? 'ok' : answer.fault.kind);
    }
    assert.deepEqual(
      [...kinds].filter((kind) => kind !== 'ok' && kind !== 'unreachable'),
      [],
    );
    await valueOf(store.handOn(ats.map((at) => entryAt(at))));
    assert.deepEqual((await everything(other, cursor)).ats.toSorted(), ats);
    const [read] = await server.rows(`SELECT count(*)::int AS n FROM api_balance.readings
      WHERE checked_at BETWEEN to_timestamp(${(sampleTime + 1_000) / 1000}) AND to_timestamp(${(sampleTime + 1_039) / 1000})`);
    assert.equal(read?.['n'], ats.length);
  });

  it('a server that is held up is waited for no longer than a call may take', async () => {
    const held = await startPostgres();
    try {
      const store = await machines.opened(held, 'one', { limits: shortLimits });
      held.hold();
      assert.equal(await faultOf(store.seen()), 'timeout');
      assert.equal(await faultOf(store.open()), 'timeout');
    } finally {
      await held.stop();
    }
  });

  it('a statement that takes too long is given up, and nothing of it stays', async () => {
    const store = await machines.opened(server, 'slow', { limits: shortLimits });
    const patient = await machines.opened(server, 'patient');
    await onEachCheck('PERFORM pg_sleep(0.6);', async () => {
      assert.equal(await faultOf(store.handOn([entryAt(sampleTime + 10)])), 'slow');
      assert.equal((await valueOf(patient.handOn([entryAt(sampleTime + 11)]))).added, 1);
    });
    assert.equal((await valueOf(store.handOn([entryAt(sampleTime + 10)]))).added, 1);
  });

  it('whoever holds the lock of writers holds up nobody for ever', async () => {
    const store = await machines.opened(server, 'waiting', { limits: shortLimits });
    await onEachCheck('PERFORM pg_sleep(1);', async () => {
      const holding = (await machines.opened(server, 'holding')).handOn([entryAt(sampleTime + 20)]);
      while ((await server.rows("SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted")).length === 0);
      assert.equal(await faultOf(store.handOn([entryAt(sampleTime + 20)])), 'slow');
      await valueOf(holding);
    });
  });

  it('a call that is given up rejects with its reason, and the next one works', async () => {
    const store = await machines.opened(server, 'one');
    await onEachCheck('PERFORM pg_sleep(5);', async () => {
      const stop = new AbortController();
      const given = store.handOn([entryAt(sampleTime + 30)], stop.signal);
      while (
        (await server.rows("SELECT FROM pg_stat_activity WHERE query LIKE '%INTO api_balance.checks%' AND state = 'active'")).length < 2
      );
      stop.abort(new Error('enough'));
      await assert.rejects(given, /enough/);
      await assert.rejects(store.seen(AbortSignal.abort(new Error('before'))), /before/);
      await server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'api-balance'");
    });
    assert.equal((await valueOf(store.handOn([entryAt(sampleTime + 30)]))).added, 1);
    const closing = store.seen();
    store.close();
    assert.equal(await faultOf(closing), 'unreachable');
  });

  it('more calls than connections wait for their turn', async () => {
    const store = await machines.opened(server, 'busy');
    await Promise.all(Array.from({ length: 25 }, () => valueOf(store.seen())));
    const [open] = await server.rows("SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'api-balance'");
    assert.ok(Number(open?.['n']) <= 2, String(open?.['n']));
  });

  it('a full disk is told of, and room that was made is used', async function () {
    const disk = smallDisk();
    if (disk === null) return this.skip();
    try {
      await server.run(`CREATE TABLESPACE small LOCATION '${disk.folder}'`);
      await server.run('CREATE DATABASE small TABLESPACE small');
      const store = machines.of(`postgresql://${owner}:${ownerPassword}@${server.place}/small`, 'one');
      await valueOf(store.open());
      disk.fill();
      const many = Array.from({ length: 3000 }, (_, n) => entryAt(sampleTime + n));
      assert.equal(await faultOf(store.handOn(many)), 'full');
      disk.makeRoom();
      await valueOf(store.handOn(many));
      assert.equal((await everything(machines.of(`postgresql://${owner}:${ownerPassword}@${server.place}/small`, 'two'))).ats.length, 3000);
    } finally {
      machines.close();
      await server.run('DROP DATABASE IF EXISTS small WITH (FORCE)');
      await server.run('DROP TABLESPACE IF EXISTS small');
      disk.remove();
    }
  });

  it('what nobody expected is told by its code, and its error is for the log', async () => {
    const faults: unknown[] = [];
    const store = await machines.opened(server, 'odd', { onFault: (error) => void faults.push(error) });
    await onEachCheck("RAISE EXCEPTION 'a secret' USING ERRCODE = 'ZZ123';", async () => {
      assert.equal(await faultOf(store.handOn([entryAt(sampleTime + 40)])), 'unexpected ZZ123');
      assert.equal(faults.length, 1);
    });
  });

  it('a limit of connections is told of', async () => {
    const store = machines.of(server.connection('few', 'few'), 'few');
    await server.run("CREATE ROLE few LOGIN PASSWORD 'few' CONNECTION LIMIT 0");
    assert.equal(await faultOf(store.open()), 'busy');
  });

  it('a certificate that nobody vouches for is refused, and a file of one’s own is trusted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'api-balance-roots-'));
    const authority = await certificateAuthority();
    const secure = await startPostgres({ tls: await authority.sign({ names: ['127.0.0.1'] }), settings: ['log_connections=on'] });
    try {
      const connection = secure.connection(owner, ownerPassword, '?sslmode=verify-full');
      const caFile = join(folder, 'root.crt');
      assert.equal(await faultOf(machines.of(connection).open()), 'tlsOrCertificate');
      assert.equal(await faultOf(machines.of(connection, 'one', {}, caFile).open()), 'certificateFile');
      writeFileSync(caFile, 'no certificate');
      assert.equal(await faultOf(machines.of(connection, 'one', {}, caFile).open()), 'certificateFile');
      writeFileSync(caFile, authority.root);
      await valueOf(machines.of(connection, 'one', {}, caFile).open());
      const unsaid = secure.connection(owner, ownerPassword);
      await valueOf(machines.of(unsaid, 'one', {}, caFile).open());
      const told = secure
        .log()
        .split('\n')
        .filter((line) => line.includes('connection authorized: '));
      assert.match(told.at(-1) ?? '', /SSL enabled/, 'a server of this machine is no exception where certificates are named');
      await valueOf(machines.of(`${connection}&sslrootcert=${encodeURIComponent(caFile)}`).open());
      assert.equal(await faultOf(machines.of(server.connection(owner, ownerPassword, '?sslmode=require')).open()), 'tlsOrCertificate');
    } finally {
      await secure.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
