/** The known name that a mistyped one most resembles; undefined where none is near. */
export function nearestName(typed: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, steps: editSteps(typed.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps);
  return best && best.steps <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/**
 * How many letters are to be added, left out, changed, or swapped with the next one, where none is touched twice.
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
function editSteps(from: string, to: string): number {
  const [typed, wanted] = [Array.from(from), Array.from(to)];
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: wanted.length + 1 }, (_, index) => index);
  for (const [index, letter] of typed.entries()) {
    const next = [index + 1];
    for (let at = 1; at <= wanted.length; at += 1) {
      const changed = stepsAt(row, at - 1) + Number(letter !== wanted[at - 1]);
      const isSwapped = letter === wanted[at - 2] && typed[index - 1] === wanted[at - 1];
      const swapped = index > 0 && at > 1 && isSwapped ? stepsAt(before, at - 2) + 1 : Infinity;
      next.push(Math.min(changed, swapped, stepsAt(row, at) + 1, stepsAt(next, at - 1) + 1));
    }
    [before, row] = [row, next];
  }
  return stepsAt(row, wanted.length);
}

function stepsAt(row: readonly number[], at: number): number {
  return row[at] ?? Infinity;
}
