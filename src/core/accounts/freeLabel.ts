/** The name as it is, or with the next number: two accounts of one name could not be told apart in a list. */
export function freeLabel(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name} ${number}`)) number += 1;
  return `${name} ${number}`;
}
