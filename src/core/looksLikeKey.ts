/** How keys of makers begin that nothing else begins like, and what must follow at least. A guess that errs on the side of caution. */
const plainBeginnings = /(^|[^A-Za-z0-9])((sk|pk|rk|sess|whsec|napi|nvapi|xox[abeprs]|gh[opsu]|glpat)[-_]|sb_(secret|publishable)_|github_pat_|AIza|AKIA|AKLT|LTAI|eyJ)[\w-]{10,}/i;
/** Beginnings that names have as well, such as that of a company before the name of an account: a long run must follow, with a digit in it. */
const wordBeginnings = /(?<![A-Za-z0-9])(?:xai|gsk|fw|cpk|csk|vck|hf|r8|pplx|rpa|tvly|fc|dop|tgp|jina|lsv2|key)[-_]([\w-]{16,})/gi;
/** 32 hexadecimal digits, a UUID as in `<id>:<secret>`, or a long run of letters and digits. */
const hexadecimal = /(^|[^A-Za-z0-9])[0-9a-f]{32,}([^A-Za-z0-9]|$)/i;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const longRuns = /[A-Za-z0-9]{24,}/g;

/** Whether a key seems to stand in a text that is shown, shared or synced. Such a text is refused, and never repeated. Each pattern looks at a letter once. */
export function looksLikeKey(text: string): boolean {
  if ([plainBeginnings, hexadecimal, uuid].some((shape) => shape.test(text))) return true;
  const afterWords = [...text.matchAll(wordBeginnings)].flatMap(([, rest = '']) => rest.split(/[-_]/)).filter((run) => run.length >= 16);
  return afterWords.some((run) => /\d/.test(run)) || (text.match(longRuns) ?? []).some((run) => /\d/.test(run) && /[A-Za-z]/.test(run));
}
