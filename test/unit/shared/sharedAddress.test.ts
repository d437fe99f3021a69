import assert from 'node:assert/strict';
import { sharedAddress } from '../../../src/core/shared/sharedAddress';

/** @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS */
function hostsOf(connection: string): readonly (readonly [host: string, port: number, tls: boolean])[] | string {
  const read = sharedAddress(connection);
  return read.ok ? read.hosts.map(({ host, port, tls }) => [host, port, tls]) : read.fault;
}

describe('the address of a shared history', () => {
  it('names one host, or several, each with its port', () => {
    assert.deepEqual(hostsOf('postgresql://u:p@one/history'), [['one', 5432, true]]);
    assert.deepEqual(hostsOf(' postgres://u:p@one:6432,[2001:db8::1]:7,three/h?target_session_attrs=read-write '), [
      ['one', 6432, true],
      ['2001:db8::1', 7, true],
      ['three', 5432, true],
    ]);
  });
  it('gives each host the same user, password, database and certificates', () => {
    const read = sharedAddress('postgresql://u%2C1:p%40%2C@one,two/history?sslrootcert=/etc/ca.pem');
    assert.ok(read.ok);
    for (const { user, password, database, rootCertificates } of read.hosts)
      assert.deepEqual([user, password, database, rootCertificates], ['u,1', 'p@,', 'history', '/etc/ca.pem']);
  });
  it('is unencrypted for hosts of this machine alone, each for itself', () => {
    assert.deepEqual(hostsOf('postgresql://u:p@localhost:1,127.0.0.1:2/h'), [
      ['localhost', 1, false],
      ['127.0.0.1', 2, false],
    ]);
    assert.equal(hostsOf('postgresql://u:p@localhost,db.example.com/h?sslmode=disable'), 'notEncrypted');
    assert.deepEqual(hostsOf('postgresql://u:p@localhost,db.example.com/h?sslmode=require'), [
      ['localhost', 5432, true],
      ['db.example.com', 5432, true],
    ]);
  });
  it('is encrypted wherever a file of certificates is named, in it or beside it, which counts before it', () => {
    const ofHosts = (connection: string, file: string | null): unknown => {
      const read = sharedAddress(connection, file);
      return read.ok ? read.hosts.map(({ tls, rootCertificates }) => [tls, rootCertificates]) : read.fault;
    };
    assert.deepEqual(ofHosts('postgresql://u:p@localhost,two/h', '/etc/ca.pem'), [
      [true, '/etc/ca.pem'],
      [true, '/etc/ca.pem'],
    ]);
    assert.deepEqual(ofHosts('postgresql://u:p@localhost/h?sslrootcert=/etc/own.pem', null), [[true, '/etc/own.pem']]);
    assert.deepEqual(ofHosts('postgresql://u:p@localhost/h?sslrootcert=/etc/own.pem', '/etc/ca.pem'), [[true, '/etc/ca.pem']]);
    assert.equal(ofHosts('postgresql://u:p@localhost/h?sslmode=disable', '/etc/ca.pem'), 'idleCertificates');
  });
  it('is none where a piece of it is none', () => {
    assert.equal(hostsOf('https://one,two'), 'notAnAddress');
    assert.equal(hostsOf('postgresql://u:p@one,/h'), 'notEncoded');
    assert.equal(hostsOf('postgresql://u:p@one,two:0/h'), 'notAnAddress');
    assert.equal(hostsOf('postgresql://u:p@/h'), 'notEncoded');
    assert.equal(hostsOf('postgresql://one,two/h'), 'noUser');
    assert.equal(hostsOf('postgresql://u:p@s@one,two/h'), 'notEncoded');
    assert.equal(hostsOf(`postgresql://u:p@${Array<string>(9).fill('h').join(',')}/h`), 'notAnAddress');
  });
});
