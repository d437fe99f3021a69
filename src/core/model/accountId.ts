declare const accountIdBrand: unique symbol;

/** What an account goes by in settings, among keys, in history and in all windows. Not its label, and not its provider's id. */
export type AccountId = string & { readonly [accountIdBrand]: true };

/**
 * Says of a text that it is one, where it comes in: from the settings, a row, a file or the page. It is not checked, since a history
 * holds whatever an import named; what an id in the settings must look like, `accountEntry` says.
 */
export function asAccountId(text: string): AccountId {
  return text as AccountId;
}
