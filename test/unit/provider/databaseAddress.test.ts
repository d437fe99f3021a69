import assert from 'node:assert/strict';
import { addressOf, databaseAddress, type ReadDatabase } from '../../../src/core/provider/databaseAddress';
import { queryAddress } from '../../../src/core/provider/askDatabase';

/** @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-SSLROOTCERT */
const encryption = (read: ReadDatabase): unknown => (read.ok ? [read.address.tls, read.address.rootCertificates ?? null] : read.fault);

describe('the encryption of a connection to a database', () => {
  const here = ['localhost', '127.0.0.1', '127.8.9.1:6000', '[::1]', 'LOCALHOST'];
  it('is there for every other machine, whatever is said', () => {
    for (const query of ['', '?sslmode=require', '?sslmode=prefer', '?sslmode=verify-ca', '?sslrootcert='])
      assert.deepEqual(encryption(databaseAddress(`postgresql://u:p@db.example.com/d${query}`)), [true, null], query);
    assert.equal(encryption(databaseAddress('postgresql://u:p@db.example.com/d?sslmode=disable')), 'notEncrypted');
  });
  it('is not there on this machine where nobody asks for it', () => {
    for (const host of here)
      for (const query of ['', '?sslmode=disable', '?sslrootcert=', '?sslmode=disable&sslrootcert='])
        assert.deepEqual(encryption(databaseAddress(`postgresql://u:p@${host}/d${query}`)), [false, null], `${host} ${query}`);
  });
  it('is there on this machine where a certificate is named, in the string, in parts of it, or beside it', () => {
    for (const host of here) {
      const parts = { host, user: 'u', password: 'p', database: 'd', mode: null };
      const string = `postgresql://u:p@${host}/d`;
      assert.deepEqual(encryption(databaseAddress(`${string}?sslrootcert=/ca.pem`)), [true, '/ca.pem'], host);
      assert.deepEqual(encryption(databaseAddress(`${string}?sslrootcert=system`)), [true, null], host);
      assert.deepEqual(encryption(databaseAddress(string, { rootCertificates: '/ca.pem' })), [true, '/ca.pem'], host);
      assert.deepEqual(encryption(addressOf({ ...parts, rootCertificates: '/ca.pem' })), [true, '/ca.pem'], host);
    }
  });
  it('is there where a definition asks for it, beside a connection string that says nothing or less', () => {
    const of = (sslmode: string | undefined, sslrootcert: string | undefined, key: string): unknown =>
      encryption(queryAddress({ sql: 'SELECT 1', host: 'localhost', sslmode, sslrootcert }, key));
    assert.deepEqual(of('verify-full', undefined, 'postgresql://u:p@localhost/d'), [true, null]);
    assert.deepEqual(of('verify-full', undefined, 'postgresql://u:p@localhost/d?sslmode=disable'), [true, null]);
    assert.deepEqual(of('disable', undefined, 'postgresql://u:p@localhost/d?sslmode=require'), [true, null]);
    assert.deepEqual(of(undefined, '/ca.pem', 'postgresql://u:p@localhost/d'), [true, '/ca.pem']);
    assert.deepEqual(of(undefined, 'system', 'postgresql://u:p@localhost/d'), [true, null]);
    assert.deepEqual(of(undefined, undefined, 'postgresql://u:p@localhost/d'), [false, null]);
  });
  it('is not left out beside a certificate that somebody named: one of the two is a mistake', () => {
    for (const host of here)
      assert.equal(encryption(databaseAddress(`postgresql://u:p@${host}/d?sslmode=disable&sslrootcert=/ca.pem`)), 'idleCertificates');
  });
});
