import * as z from 'zod';
import { readText } from './sources';

/** What is read of a panel; the rest is Grafana's own. */
const panel = z.object({
  id: z.number(),
  title: z.string(),
  type: z.enum(['stat', 'table', 'timeseries', 'bargauge']),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  datasource: z.object({ type: z.literal('prometheus'), uid: z.literal('${datasource}') }),
  targets: z.array(z.object({ refId: z.string(), expr: z.string(), datasource: z.object({ uid: z.literal('${datasource}') }) })).min(1),
});
const variable = z.object({ name: z.string(), type: z.enum(['datasource', 'query', 'custom']), definition: z.string().optional() });
const shape = z.object({
  schemaVersion: z.number(),
  panels: z.array(panel),
  templating: z.object({ list: z.array(variable) }),
});

export const dashboard = shape.parse(JSON.parse(readText('docs/grafana-dashboard.json')));

export interface DashboardExpression {
  readonly what: string;
  readonly expression: string;
}

/** Every query of the dashboard, as Grafana sends it. @param values of its variables */
export function dashboardExpressions(values: Readonly<Record<string, string>>): readonly DashboardExpression[] {
  const filled = (text: string): string =>
    Object.entries(values).reduce((whole, [name, value]) => whole.replaceAll(`$\{${name}}`, value).replaceAll(`$${name}`, value), text);
  const inPanels = dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ refId, expr }) => ({ what: `${title} ${refId}`, expression: filled(expr) })),
  );
  const inVariables = dashboard.templating.list.flatMap(({ name, definition = '' }) => {
    const [, expression] = /^label_values\((.*), \w+\)$/.exec(definition) ?? [];
    return expression === undefined ? [] : [{ what: `variable ${name}`, expression: filled(expression) }];
  });
  return [...inPanels, ...inVariables];
}

/** The names of metrics in an expression, and the patterns of names. */
export function metricsNamedIn(expression: string): { readonly names: readonly string[]; readonly patterns: readonly RegExp[] } {
  const patterns = [...expression.matchAll(/__name__=~"([^"]+)"/g)].map(([, pattern = '']) => new RegExp(`^(?:${pattern})$`));
  const withoutTexts = expression.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return { names: [...withoutTexts.matchAll(/\b(?:api_balance|node_textfile)_\w+/g)].map(([name]) => name), patterns };
}
