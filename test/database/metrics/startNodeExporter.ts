import { freePort } from '../postgresProgram';
import { debianProgram } from './debianProgram';
import { startProgram, type Program } from './startProgram';

export interface NodeExporter extends Program {
  /** `host:port` */
  readonly place: string;
  readonly metrics: () => Promise<string>;
}

/** node_exporter itself, from the system's package, with the textfile collector alone. */
export async function startNodeExporter(textfiles: string): Promise<NodeExporter> {
  const place = `127.0.0.1:${await freePort()}`;
  const { stop } = await startProgram(
    debianProgram('prometheus-node-exporter', 'prometheus-node-exporter'),
    [
      '--collector.disable-defaults',
      '--collector.textfile',
      `--collector.textfile.directory=${textfiles}`,
      '--web.disable-exporter-metrics',
      `--web.listen-address=${place}`,
    ],
    'Listening on',
  );
  return { place, stop, metrics: async () => (await fetch(`http://${place}/metrics`)).text() };
}
