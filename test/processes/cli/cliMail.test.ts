import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSmtpReceiver, type SmtpReceiver } from '../../receivers/smtpReceiver';
import type { SmtpSettings } from '../../receivers/smtpSettings';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { runCli } from '../../support/runCli';
import { runningWatch } from '../../support/runningWatch';

const key = 'sk-sandbox-mail';
const password = 'made-up MARKED:@/ü';

describe('command line: messages by e-mail', () => {
  let sandbox: Sandbox;
  let receiver: SmtpReceiver;
  let folder = '';
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const open = async (settings: Partial<SmtpSettings> = {}): Promise<void> => {
    receiver = await startSmtpReceiver({ settings: { users: { 'alerts@example.com': password }, ...settings } });
  };
  /** As a server has it: the password in a file of its own. */
  const config = async (channel: object = {}): Promise<string> =>
    file(
      'balances.json',
      JSON.stringify({
        accounts: [{ id: 'work', provider: 'deepseek', label: 'Work', baseUrl: sandbox.origin, key: 'env:WORK_KEY' }],
        channels: [
          {
            id: 'mail',
            url: 'env:MAIL_SERVER',
            from: 'API Balance <alerts@example.com>',
            to: 'team@example.com, left@example.com',
            password: `file:${await file('password', `${password}\n`)}`,
            ...channel,
          },
        ],
      }),
    );
  const run = async (args: readonly string[], more: Readonly<Record<string, string>> = {}): ReturnType<typeof runCli> =>
    runCli(args, {
      WORK_KEY: key,
      MAIL_SERVER: `smtp://alerts@example.com@127.0.0.1:${receiver.port}`,
      NODE_EXTRA_CA_CERTS: await file('roots.pem', receiver.certificate),
      XDG_CONFIG_HOME: folder,
      ...more,
    });
  const holdsNoSecret = (...texts: readonly string[]): void => {
    for (const text of texts) assert.ok(!/MARKED|made-up/.test(text) && !text.includes(key), text);
  };
  beforeEach(async () => {
    [sandbox, folder] = await Promise.all([startSandbox(), mkdtemp(join(tmpdir(), 'api-balance-mail-'))]);
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '90.00', granted: '0.00' });
  });
  afterEach(async () => {
    await Promise.all([sandbox.stop(), receiver.stop(), rm(folder, { recursive: true })]);
  });

  it('watch --once: one mail about all, over TLS, to everybody', async () => {
    await open();
    const { code, stderr } = await run(['watch', '--once', '--config', await config()]);
    assert.deepEqual([code, stderr, receiver.received().length], [0, '', 1]);
    const [mail] = receiver.received();
    assert.deepEqual([mail?.isSecure, mail?.user, mail?.to], [true, 'alerts@example.com', ['team@example.com', 'left@example.com']]);
    assert.equal(mail?.message.subject, 'API balances: all is well');
    assert.match(mail.message.text, /Work: ¥90\.00/);
  });
  it('watch --once: who is not reached is named, and the exit code tells', async () => {
    await open({ recipients: ['team@example.com'] });
    const { code, stderr } = await run(['watch', '--once', '--config', await config()]);
    assert.equal(code, 1);
    assert.equal(stderr, 'Posted to channel mail, but it refused 1 of the recipients (code 550 5.1.1): check left@example.com\n');
    assert.deepEqual(receiver.received()[0]?.to, ['team@example.com']);
  });
  it('watch --once: a wrong password is told with what to do, and without it', async () => {
    await open({ users: { 'alerts@example.com': 'another' } });
    const { code, stdout, stderr } = await run(['watch', '--once', '--config', await config()]);
    assert.equal(code, 1);
    assert.match(stderr, /^Channel mail refused the message \(code 535 5\.7\.8\), so nothing was posted\. .*check user name and password/);
    holdsNoSecret(stdout, stderr);
  });
  it('watch --once: a server that nobody vouches for gets nothing', async () => {
    await open();
    const { code, stderr } = await run(['watch', '--once', '--config', await config()], { NODE_EXTRA_CA_CERTS: '' });
    assert.equal(code, 1);
    assert.match(stderr, /No trusted connection to channel mail at 127\.0\.0\.1:\d+ was possible.*NODE_EXTRA_CA_CERTS/);
    assert.deepEqual([receiver.received(), receiver.replies().filter((line) => line.startsWith('235'))], [[], []]);
  });
  it('watch --once: a port that nobody listens at is told at once, while it is tried again', async () => {
    await open();
    await receiver.stop();
    const watch = runningWatch(['--once', '--config', await config()], {
      WORK_KEY: key,
      MAIL_SERVER: `smtp://alerts@example.com@127.0.0.1:${receiver.port}`,
      XDG_CONFIG_HOME: folder,
    });
    await watch.says(/The connection to channel mail at \S+:\d+ was refused, .* It is tried again\./);
    watch.kill('SIGTERM');
    const { stdout, stderr } = await watch.ended;
    holdsNoSecret(stdout, stderr);
  });
  it('watch --once --webhook-env: who sends and receives may stand in the address', async () => {
    await open({ users: { alerts: 'made-up' } });
    const at = `smtp://alerts:made-up@127.0.0.1:${receiver.port}`;
    const args = ['watch', 'deepseek', '--base-url', sandbox.origin, '--key-env', 'WORK_KEY', '--once', '--webhook-env', 'MAIL'];
    const whole = await run(args, { MAIL: `${at}?from=alerts@example.com&to=team+a@example.com` });
    assert.deepEqual([whole.code, whole.stderr, receiver.received()[0]?.to], [0, '', ['team+a@example.com']]);
    const without = await run(args, { MAIL: at });
    assert.equal(without.code, 1);
    assert.match(without.stderr, /The sender must be one address.* \(--config\), or into MAIL/);
    holdsNoSecret(whole.stdout, without.stdout, without.stderr);
  });
  it('config check: says where mails would go, or what is wrong, and sends nothing', async () => {
    await open();
    const good = await run(['config', 'check', await config()]);
    assert.equal(good.code, 0);
    assert.match(good.stdout, /mail: E-mail \(SMTP\), alerts and summaries/);
    const bad = async (channel: object, more: Readonly<Record<string, string>> = {}): Promise<string> => {
      const { code, stdout } = await run(['config', 'check', await config(channel)], more);
      assert.equal(code, 1);
      holdsNoSecret(stdout);
      return stdout;
    };
    assert.match(await bad({ to: 'team' }), /Channel mail: The recipients must be addresses/);
    assert.match(await bad({ to: undefined }), /Channel mail: "to" is missing/);
    assert.match(await bad({ password: undefined }), /Channel mail: The password for the mail server is missing/);
    assert.match(await bad({}, { MAIL_SERVER: 'smtp://a:MARKED@b@c' }), /Channel mail: In the address of a mail server/);
    assert.match(await bad({ kind: 'slack', from: undefined, to: undefined, password: undefined }), /the address in .* must be https/);
    assert.deepEqual(receiver.replies(), []);
  });
});
