import assert from 'node:assert/strict';
import { sharedAddress } from '../../../src/core/shared/sharedAddress';
import { serverOf, typedServer } from '../../../src/core/shared/sharedServer';

describe('the server of a shared history, as settings name it', () => {
  it('is host and port alone, whatever else a connection string holds', () => {
    for (const [connection, server] of [
      ['postgresql://writer:secret@db.example.com/balances?sslrootcert=/etc/ca.pem', 'db.example.com:5432'],
      ['postgres://writer:secret@DB.example.com:6543/balances', 'db.example.com:6543'],
      ['postgresql://writer:secret@one.example.com,two.example.com:5433/balances', 'one.example.com:5432,two.example.com:5433'],
      ['postgresql://writer:secret@[::1]:5432/balances', '[::1]:5432'],
    ] as const) {
      const read = sharedAddress(connection);
      assert.ok(read.ok, connection);
      assert.equal(serverOf(read.hosts), server);
      assert.equal(typedServer(server), server, 'what was written is read again');
    }
  });
  it('may be typed without the port', () => {
    assert.equal(typedServer(' db.example.com '), 'db.example.com:5432');
  });
  it('is none where it names a user, a database or nothing', () => {
    for (const text of [
      '',
      ' ',
      'writer:secret@db.example.com',
      'db.example.com/balances',
      'postgresql://db.example.com',
      'a b',
      'db:99999',
    ])
      assert.equal(typedServer(text), null, text);
  });
});
