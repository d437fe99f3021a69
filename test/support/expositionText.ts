import assert from 'node:assert/strict';

export interface ReadSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: string;
}

const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^\\"\n]|\\[\\"n])*)"/g;
const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^\\"\n]|\\[\\"n])*",?)*)\})? (-?\d+(?:\.\d+)?)$/;
const comment = /^# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/;

/**
 * Reads text in either form as strictly as both allow, and less: no times, no repeated series, each family in one piece.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function readExposition(text: string): readonly ReadSample[] {
  assert.ok(text.endsWith('\n'), 'it ends with a line feed');
  assert.equal(text, text.toWellFormed());
  const families: string[] = [];
  const samples: ReadSample[] = [];
  const seen = new Set<string>();
  const lines = text.slice(0, -1).split('\n');
  if (lines.at(-1) === '# EOF') lines.pop();
  for (const line of lines) {
    assert.doesNotMatch(line, /\p{Cc}/u, JSON.stringify(line.slice(0, 200)));
    const [, , family] = comment.exec(line) ?? [];
    if (family !== undefined) {
      if (families.at(-1) !== family) {
        assert.ok(!families.includes(family), `${family} comes twice`);
        families.push(family);
      }
      continue;
    }
    const [, name = '', inBraces = '', value = ''] = sampleLine.exec(line) ?? [];
    assert.notEqual(name, '', `no sample: ${line.slice(0, 200)}`);
    const current = families.at(-1) ?? '';
    assert.ok([current, `${current}_total`, `${current}_info`].includes(name), `${name} stands below ${current}`);
    const labels = Object.fromEntries([...inBraces.matchAll(label)].map(([, key = '', said = '']) => [key, unescaped(said)]));
    const series = JSON.stringify([name, labels]);
    assert.ok(!seen.has(series), `${series} comes twice`);
    seen.add(series);
    samples.push({ name, labels, value });
  }
  return samples;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
}
