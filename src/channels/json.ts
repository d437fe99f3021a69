import { anyVerdict } from '../core/notify/anyVerdict';
import { defineChannel } from '../core/notify/channelKind';
import { jsonMessage } from '../core/notify/jsonMessage';

/** For programs: the facts as they are, with an id that is the same for each try. Any 2xx that does not say no is a yes. */
export const json = defineChannel({
  id: 'json',
  name: 'Plain JSON',
  docs: 'https://www.rfc-editor.org/rfc/rfc8259',
  fields: { token: { label: 'Token for the header Authorization', isSecret: true, isRequired: false } },
  recognizes: () => false,
  perMinute: 120,
  fits: () => true,
  request: ({ message, id }, { url, fields }) => {
    const { token } = fields;
    return {
      url,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(jsonMessage(message)),
    };
  },
  verdict: anyVerdict,
});
