/**
 * How `date` abbreviates zones. All but UTC and GMT are taken for a time without a zone: CST is China's, and Chicago's. None of them is the
 * code of a currency, which may stand behind a time too.
 * @see https://data.iana.org/time-zones/theory.html#abbreviations
 */
export const zones = [
  ...['UTC', 'GMT', 'WET', 'WEST', 'CET', 'CEST', 'EET', 'EEST', 'BST', 'IST', 'MSK', 'SAST', 'EAT', 'WAT', 'CAT'],
  ...['EST', 'EDT', 'CST', 'CDT', 'MST', 'MDT', 'PST', 'PDT', 'AKST', 'AKDT', 'HST', 'AST', 'ADT', 'NST', 'NDT'],
  ...['PKT', 'WIB', 'HKT', 'JST', 'KST', 'AEST', 'AEDT', 'ACST', 'ACDT', 'AWST', 'NZST', 'NZDT'],
] as const;
