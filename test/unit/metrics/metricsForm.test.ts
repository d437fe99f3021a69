import assert from 'node:assert/strict';
import { metricsFormFor } from '../../../src/core/metrics/metricsForm';

/** As they are sent. @see https://github.com/prometheus/prometheus/blob/main/scrape/scrape.go and config/config.go */
const prometheus242 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
const prometheus3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,' +
  'text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1';
const protobufFirst = `application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,${prometheus3}`;

describe('the form that a scrape asks for', () => {
  const openMetrics = [
    prometheus242,
    prometheus3,
    protobufFirst,
    'application/openmetrics-text',
    'Application/OpenMetrics-Text; Version="1.0.0"; charset=utf-8',
    'text/plain;version=0.0.4;q=0.5, application/openmetrics-text;q=0.5',
    'text/plain;q=0, application/openmetrics-text;q=0.001',
  ];
  for (const accept of openMetrics) it(`OpenMetrics: ${accept}`, () => assert.equal(metricsFormFor(accept), 'openMetrics'));

  const classic = [
    '',
    '*/*',
    'text/html,application/xhtml+xml,*/*;q=0.8',
    'text/plain',
    'text/plain;version=0.0.4;q=1,*/*;q=0.1',
    'application/openmetrics-text;version=0.0.1',
    'application/openmetrics-text;version=2.0.0',
    'application/openmetrics-text;q=0',
    'application/openmetrics-text;q=2',
    'application/openmetrics-text;q=',
    'application/openmetrics-text;q=0.3,text/plain;q=0.4',
    'application/json',
    ',;,=;q',
  ];
  for (const accept of classic) it(`classic: ${accept}`, () => assert.equal(metricsFormFor(accept), 'classic'));
});
