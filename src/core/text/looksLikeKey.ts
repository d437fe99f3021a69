/** How keys of makers begin that nothing else begins like, and what must follow at least. A guess that errs on the side of caution. */
const plainBeginnings = /(^|[^A-Za-z0-9])(sb_(secret|publishable)_|github_pat_|AIza|AKIA|AKLT|LTAI|eyJ)[\w-]{10,}/i;
const dashedBeginnings =
  /(^|[^A-Za-z0-9])(sk|pk|rk|sess|whsec|napi|nvapi|xox[abeprs]|gh[oprsu]|gl(pat|dt|rt|ft|ptt|cbt|soat))[-_][\w-]{10,}/i;
/** Those with a sign of their own within, or in capitals alone. */
const signedBeginnings =
  /(?<![A-Za-z0-9])(ASIA[A-Z2-7]{16}(?![A-Za-z0-9])|(AQ|hvs)\.[\w-]{20,}|\d{8,10}:AA[\w-]{30,}|\w{3}\dQ~[\w~.-]{30,})/;
/** Beginnings that names have as well, such as that of a company before the name of an account: what follows must look drawn by lot. */
const wordBeginnings =
  /(?<![A-Za-z0-9])(?:xai|gsk|fw|cpk|csk|vck|hf|api_org|r8|pplx|rpa|tvly|fc|dop|tgp|jina|lsv2|pa|ak|as|key)[-_]([\w-]{16,})/gi;
/** 32 hexadecimal digits, a UUID as in `<id>:<secret>`, or a long run of letters and digits. */
const hexadecimal = /(^|[^A-Za-z0-9])[0-9a-f]{32,}([^A-Za-z0-9]|$)/i;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const longRuns = /[A-Za-z0-9]{24,}/g;

/**
 * Whether a key seems to stand in a text that is shown, shared or synced. Such a text is refused, and never repeated.
 * Each pattern looks at a letter once.
 */
export function looksLikeKey(text: string): boolean {
  if ([plainBeginnings, dashedBeginnings, signedBeginnings, hexadecimal, uuid].some((shape) => shape.test(text))) return true;
  const afterWords = [...text.matchAll(wordBeginnings)].map(([, rest = '']) => rest);
  return afterWords.some(isDrawnByLot) || (text.match(longRuns) ?? []).some((run) => /\d/.test(run) && /[A-Za-z]/.test(run));
}

/** A long run with a digit, or capitals, small letters and digits that take turns as they do in no word. */
function isDrawnByLot(rest: string): boolean {
  if (rest.split(/[-_]/).some((run) => run.length >= 16 && /\d/.test(run))) return true;
  // A name in camel case takes turns seldom enough: lots give half or more.
  const kinds = rest.replace(/[-_]/g, '').replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0');
  const runs = kinds.match(/a+|A+|0+/g) ?? [];
  return kinds.length >= 16 && runs.length * 3 > kinds.length;
}
