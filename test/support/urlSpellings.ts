/**
 * Ways of writing a path that some parser takes for another host, `there` being that host with its port. Each stands for a
 * rule of the standard, or for a row of the lists that testers use.
 * @see https://url.spec.whatwg.org/#url-parsing
 * @see https://portswigger.net/web-security/ssrf/url-validation-bypass-cheat-sheet
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function pathsTo(there: string, own = 'own.example'): readonly string[] {
  return [
    ...slashes.map((before) => `${before}${there}/x`),
    ...schemes.map((scheme) => `${scheme}${there}/x`),
    ...userInfos(own).map((before) => `${before}${there}/x`),
    // The host ends at the first of these, whatever a reader of the line thinks.
    ...['#', '?', '\\', ';', '%23', '%3f', '%5c', '%2f', '/'].flatMap((end) => [`//${there}${end}@${own}/x`, `//${own}${end}@${there}/x`]),
    ...hostsLike(there).flatMap((host) => [`//${host}/x`, `/\\${host}/x`, `/a/..//${host}/x`]),
    `?@${there}/x`,
    `?//${there}/x`,
    `/?u=http://${there}`,
    `#@${there}/x`,
    `#//${there}/x`,
    `/a#@${there}`,
    `/a?b#//${there}/`,
    `.${there}/x`,
    `:80@${there}/x`,
    `:@${there}`,
    'javascript:x',
    'data:,x',
    'file:///etc/hosts',
    `blob:http://${there}/x`,
    `ws://${there}/x`,
    '//',
    '///',
    '\\\\',
    '//@',
    '//:80',
    '//[',
    '//%',
    '/..',
    '',
    '/',
  ];
}

const slashes: readonly string[] = [
  '//',
  '///',
  '////',
  '/\\',
  '\\\\',
  '\\/',
  '/\\/',
  '//\\',
  '/.//',
  '/./\\',
  '/..//',
  '/a/..//',
  '/a/../..//',
  '/a/b/../..//',
  '/%2e//',
  '/%2e%2e//',
  '/.%2e/%2e.//',
  '/a/%2e%2e//',
  '/%2f/',
  '/%2f',
  '/%5c',
  '//%2f',
  '/%252f/',
  '/;//',
  '/a;//',
  // Tabs and line breaks are taken out before anything is read; blanks and controls at both ends.
  '/\t/',
  '/\n/',
  '/\r/',
  '/\r\n/',
  '\t//',
  '\n//',
  ' //',
  '\u0000//',
  '\u001f//',
  '/\u0000/',
  '/\u00a0/',
  '/\u2028/',
  '/\u200b/',
  '\ufeff//',
  // Shapes like slashes and dots.
  '\uff0f\uff0f',
  '/\uff0f',
  '\u2215\u2215',
  '\u2044\u2044',
  '/\uff0e\uff0e//',
];

const schemes: readonly string[] = [
  'http:',
  'https:',
  'http:/',
  'https:/',
  'http://',
  'https://',
  'http:///',
  'HTTP://',
  'hTtPs:\\\\',
  'http:\\',
  '/http://',
  '//http://',
  '\thttp://',
  'ht\ntp://',
  '///http:',
];

function userInfos(own: string): readonly string[] {
  return [
    '@',
    '/@',
    '/;@',
    ';@',
    '//user@',
    '//user:pass@',
    '//@',
    '//:@',
    `//${own}@`,
    `//${own}:443@`,
    `//${own}%40`,
    `@${own}@`,
    `//${own}%00@`,
    '//a\\b@',
    '//a%5cb@',
    '//a@b@',
    '/.@',
    ':443@',
  ];
}

/** The same host otherwise. @see https://url.spec.whatwg.org/#concept-ipv4-parser */
function hostsLike(there: string): readonly string[] {
  const [host = '', port] = there.split(':');
  const at = port === undefined ? '' : `:${port}`;
  const loopback = [
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[0:0:0:0:0:ffff:7f00:1]',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '127.1',
    '0',
    'localhost',
    'LOCALHOST',
    'localhost.',
    '127.0.0.1.',
  ];
  const letters = [
    host.toUpperCase(),
    `${host}.`,
    host.replaceAll('.', '\u3002'),
    host.replaceAll('.', '\uff0e'),
    host.replaceAll('.', '\uff61'),
    host.replaceAll('.', '%2e'),
    host.replace(/^./, (first) => `%${first.charCodeAt(0).toString(16)}`),
    wide(host),
    `\u00ad${host}`,
  ];
  return [...(host === '127.0.0.1' ? loopback : []), ...letters].map((name) => `${name}${at}`);
}

function wide(host: string): string {
  return host.replace(/[a-z0-9]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));
}

/** Addresses of others that look like one's own at a glance. */
export function addressesLike(own: string, there: string): readonly string[] {
  return [
    `https://${own}.${there}/`,
    `https://${own}@${there}/`,
    `https://${own}:x@${there}/`,
    `https://${own}%2f@${there}/`,
    `https://${there}#${own}`,
    `https://${there}?${own}`,
    `https://${there}\\.${own}/`,
    `https://${there}/${own}`,
    `https:${there}`,
    `https:/${there}`,
    `https:///${there}`,
    `https:\\\\${there}`,
    `HTTPS://${there.toUpperCase()}/`,
    `\thttps://${there}`,
    ` https://${there} `,
    `https://${own}.`,
    `https://${own}:8443`,
    `https://${own}\u3002${there}/`,
    `https://\u202e${there}`,
    `https://${own.replace('o', '\u043e')}/`,
    `https://[::1]/`,
    `http://${own}/`,
    `ftp://${own}/`,
    `wss://${own}/`,
    `//${own}/`,
    `${own}/`,
    `https://${own}:443\\@${there}/`,
  ];
}
