import { render, type Token } from './markup';
import { calling, linked, literal, marked, type Shown } from './shown';

/**
 * What is found without any markup.
 * @see https://core.telegram.org/bots/api#messageentity the kinds
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp match_mentions, match_bot_commands, match_hashtags,
 * match_cashtags, match_urls, match_email_addresses, match_bank_card_numbers: the patterns
 */
const detected: readonly Token[] = [
  { at: /(?:https?|ftp|tg|ton):\/\/[^\s<>"]+/iy, read: ([whole]) => linked(literal(whole), whole) },
  {
    at: /(?<![\p{L}\p{N}_.@-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[\p{L}]{2,}/uy,
    read: ([whole]) => linked(literal(whole), `mailto:${whole}`),
  },
  // Of the domains without a scheme only those of well-known ends become links; these stand for them.
  {
    at: /(?<![\p{L}\p{N}_.@/-])(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|io|ai|dev|cn|me|co|app|ru|de|uk)(?![\p{L}\p{N}_-])(?:\/[^\s<>"]*)?/uy,
    read: ([whole]) => linked(literal(whole), `http://${whole}`),
  },
  { at: /(?<![\p{L}\p{N}_])@[A-Za-z0-9_]{2,32}(?![\p{L}\p{N}_])/uy, read: ([whole]) => calling(whole) },
  {
    at: /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/uy,
    read: ([whole]) => marked(linked(literal(whole), whole), 'command'),
  },
  {
    at: /(?<![\p{L}\p{N}_])#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}(?!#)/uy,
    read: ([whole]) => marked(linked(literal(whole), whole), 'hashtag'),
  },
  { at: /(?<![\p{L}\p{N}_$])\$[A-Z]{1,8}(?![\p{L}\p{N}_$])/uy, read: ([whole]) => marked(linked(literal(whole), whole), 'cashtag') },
  {
    at: /(?<![\p{L}\p{N}_.,+-])\+\d[\d\s().-]{7,}\d(?![\p{L}\p{N}_])/uy,
    read: ([whole]) => marked(linked(literal(whole), `tel:${whole}`), 'telephone number'),
  },
  {
    at: /(?<![\p{L}\p{N}_.,+-])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}_.,-])/uy,
    read: ([whole]) => (isCard(whole) ? marked(linked(literal(whole), whole), 'bank card') : null),
  },
];

export function drawDetected(text: string): Shown {
  return render(text, { pairs: [], tokens: detected, lines: [] });
}

/** The check digit of a card. @see https://www.iso.org/standard/70484.html ISO/IEC 7812-1, annex B */
function isCard(text: string): boolean {
  const digits = Array.from(text.replaceAll(/\D/g, '')).reverse().map(Number);
  const sum = digits.reduce((total, digit, at) => total + (at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}
