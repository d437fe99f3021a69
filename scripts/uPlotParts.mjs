import { readFile } from 'node:fs/promises';

/**
 * What none of our charts has, cut out of uPlot: its legend, its own time axis, and what hangs on its name for others. A bundler keeps
 * all of it, since an option decides at run time, or a property holds it. Each must be found, so that another version is looked at anew.
 * @type {readonly (readonly [what: RegExp, instead: string])[]} */
const cuts = [
  [/uPlot\.assign = assign;[\s\S]*(?=export \{)/, 'uPlot.paths = { stepped };\n'],
  [/const showLegend = legend\.show;/, ''],
  [/\bshowLegend\b/g, 'false'],
  [/const FEAT_TIME .*/, 'const FEAT_TIME = false;'],
  [/const \[ timeIncrsMs, .*/, ''],
  [/const \[ timeIncrsS, .*/, ''],
  [/\btimeIncrsMs\b/g, 'numIncrs'],
  [/\btimeIncrsS\b/g, 'numIncrs'],
  [/const _timeAxisSplits = .*/, 'const _timeAxisSplits = null;'],
  [/const _timeAxisVals {3}= .*/, 'const _timeAxisVals = null;'],
  [/const _timeSeriesVal {2}= .*/, 'const _timeSeriesVal = null;'],
  [/timeAxisVals\(_tzDate, timeAxisStamps\(av, _fmtDate\)\)/, 'null'],
  [/timeAxisVal\(_tzDate, av\)/, 'null'],
  [/timeSeriesVal\(_tzDate, timeSeriesStamp\(sv, _fmtDate\)\)/, 'null'],
];

export const uPlotParts = {
  name: 'uplot-parts',
  setup(build) {
    build.onLoad({ filter: /uPlot\.esm\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const [what, instead] of cuts) {
        const cut = contents.replace(what, instead);
        if (cut === contents) throw new Error(`uPlot has no ${what} any more: look at scripts/uPlotParts.mjs`);
        contents = cut;
      }
      return { contents, loader: 'js' };
    });
  },
};
