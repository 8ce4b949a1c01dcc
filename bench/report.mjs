import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import * as echarts from 'echarts';

const COLUMNS = [
  ['CPU µs', 'cpuUs', 0],
  ['requests/s', 'rate', 0],
  ['p50 ms', 'p50', 1],
  ['p99 ms', 'p99', 1],
  ['MongoDB', 'mongodb', 2],
  ['Redis', 'redis', 2],
  ['KB allocated', 'allocatedKb', 0],
  ['RSS MB', 'rssMb', 0],
];

const markdown = (heads, rows) =>
  [
    `| ${heads.join(' | ')} |`,
    `|${heads.map((_, at) => (at === 0 ? '---' : '---:')).join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

/** Contenders, the cheapest first; `×` is the CPU of a request against Dateline's. */
const ofRace = ({ contenders }) => {
  const own = contenders.dateline.cpuUs;
  const rows = Object.entries(contenders).sort(([, left], [, right]) => left.cpuUs - right.cpuUs);
  return markdown(
    ['', '×', ...COLUMNS.map(([title]) => title)],
    rows.map(([name, of]) => [
      name,
      (of.cpuUs / own).toFixed(2),
      ...COLUMNS.map(([, key, digits]) => of[key].toFixed(digits)),
    ]),
  );
};

const tableOf = (result) =>
  result.contenders
    ? ofRace(result)
    : markdown(
        Object.keys(result.rows[0]),
        result.rows.map((row) => Object.values(row)),
      );

const titleOf = (name, { what, bytes }) => `${name}: ${what}${bytes ? ` ${bytes} bytes.` : ''}`;

export const printResults = (name, result) => {
  process.stdout.write(`\n## ${titleOf(name, result)}\n\n${tableOf(result)}\n`);
};

const DOCS = new URL('../docs/', import.meta.url);
const KEPT = new URL('./results.json', import.meta.url);
const MARKS = ['<!-- bench: made by `npm run bench -- --write` -->', '<!-- /bench -->'];

const drawing = (option, height) => {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 760, height });
  chart.setOption({
    animation: false,
    backgroundColor: '#fff',
    textStyle: { fontFamily: 'sans-serif' },
    ...option,
  });
  return chart.renderToSVGString();
};

/** CPU of a request by scenario, against Dateline's. */
const drawRaces = (races) => {
  const names = [...new Set(races.flatMap(([, { contenders }]) => Object.keys(contenders)))];
  return drawing(
    {
      title: { text: 'CPU of a request, Dateline = 1', left: 'center' },
      legend: { bottom: 0 },
      grid: { left: 60, right: 20, top: 40, bottom: 70 },
      xAxis: { type: 'category', data: races.map(([name]) => name) },
      yAxis: { type: 'log', min: 0.1 },
      series: names.map((name) => ({
        name,
        type: 'bar',
        data: races.map(([, { contenders }]) =>
          contenders[name] ? Number((contenders[name].cpuUs / contenders.dateline.cpuUs).toFixed(2)) : null,
        ),
      })),
    },
    420,
  );
};

const drawMemory = ({ rows }) =>
  drawing(
    {
      title: { text: 'Memory after so many operations never asked before', left: 'center' },
      grid: { left: 60, right: 20, top: 40, bottom: 40 },
      xAxis: { type: 'value', name: 'operations', nameLocation: 'middle', nameGap: 25 },
      yAxis: { type: 'value', name: 'RSS MB', min: 0 },
      series: [
        { type: 'line', showSymbol: false, data: rows.map((row) => [row.operations, Number(row['RSS MB'])]) },
      ],
    },
    300,
  );

/** Renews the figures of docs/performance.md: those of this run, and what earlier runs had of other scenarios. */
export const writeReport = async (results, { engine }) => {
  const all = { ...(existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : {}), ...results };
  writeFileSync(KEPT, `${JSON.stringify(all, null, 2)}\n`);
  const images = new URL('images/', DOCS);
  mkdirSync(images, { recursive: true });
  const races = Object.entries(all).filter(([, { contenders }]) => contenders);
  const drawings = [];
  if (races.length > 0) {
    writeFileSync(new URL('bench-cpu.svg', images), drawRaces(races));
    drawings.push('![CPU of a request by scenario](images/bench-cpu.svg)');
  }
  if (all.operations) {
    writeFileSync(new URL('bench-memory.svg', images), drawMemory(all.operations));
    drawings.push('![Memory over distinct operations](images/bench-memory.svg)');
  }
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() || process.arch}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}, ${engine}`;
  const text = [
    MARKS[0],
    '',
    `Machine: ${machine}.`,
    '',
    ...drawings.flatMap((image) => [image, '']),
    ...Object.entries(all).flatMap(([name, result]) => [
      `### ${titleOf(name, result)}`,
      '',
      tableOf(result),
      '',
    ]),
    MARKS[1],
  ].join('\n');
  const page = new URL('performance.md', DOCS);
  const before = readFileSync(page, 'utf8');
  const [head, rest] = [before.indexOf(MARKS[0]), before.indexOf(MARKS[1])];
  writeFileSync(
    page,
    head === -1
      ? `${before.trimEnd()}\n\n${text}\n`
      : before.slice(0, head) + text + before.slice(rest + MARKS[1].length),
  );
};
