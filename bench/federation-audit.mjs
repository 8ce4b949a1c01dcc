// `node bench/federation-audit.mjs URL [suite...]`: asks a gateway what The Guild's federation audit (github.com/graphql-hive/federation-gateway-audit), served at URL, asks of one,
// and compares. docs/federation.md says how to serve the audit.
import { isDeepStrictEqual } from 'node:util';
import { readConfig } from '../dist/src/config.js';
import { readSupergraph } from '../dist/src/federation/supergraph-source.js';
import { createGateway } from '../dist/src/gateway.js';
import { createLog } from '../dist/src/observe/log.js';
import { openDatabase } from '../dist/src/open-database.js';

const [audit, ...named] = process.argv.slice(2);
if (audit === undefined) throw new Error('Say where the audit is served: http://127.0.0.1:4200');
const read = async (path, as) => {
  const response = await fetch(new URL(path, audit));
  if (!response.ok) throw new Error(`The audit answers ${path} with ${response.status}.`);
  return await response[as]();
};

/** Each question is put twice: the second answer is the compiled operation's. Where a suite has mutations, an answer may change the next. */
const timesIn = (tests) => (tests.some(({ query }) => /\bmutation\b/.test(query)) ? 1 : 2);

const { DATELINE_UNION_MEMBERS } = process.env;
const unionMembers = DATELINE_UNION_MEMBERS === undefined ? {} : { DATELINE_UNION_MEMBERS };
const config = readConfig({ PORT: '0', DATELINE_KEEP_ANSWERS: 'false', ...unionMembers });
const suites = named.length > 0 ? named : await read('/ids', 'json');
let suite = suites[0];
const database = await openDatabase(config, { memory: true });
const gateway = await createGateway({
  config,
  mongodbUrl: database.url,
  log: createLog({ level: 'silent' }),
  remotes: async () => readSupergraph(await read(`/${suite}/supergraph`, 'text'), []),
});
const { url } = await gateway.listen();

const ask = async (query) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return await response.json();
};

/** As the audit's own runner compares: errors count where the test says whether there are any. */
const isExpected = (expected, answer) =>
  isDeepStrictEqual(answer.data ?? null, expected.data ?? null) &&
  (typeof expected.errors !== 'boolean' || expected.errors === (answer.errors ?? []).length > 0);

let [passed, total] = [0, 0];
for (suite of suites) {
  await gateway.reloadRemotes();
  const tests = await read(`/${suite}/tests`, 'json');
  const failed = [];
  for (const { query, expected } of tests) {
    const answers = [];
    for (let time = 0; time < timesIn(tests); time += 1) answers.push(await ask(query));
    const wrong = answers.find((answer) => !isExpected(expected, answer));
    if (wrong !== undefined) failed.push({ query, expected, answer: wrong });
  }
  total += tests.length;
  passed += tests.length - failed.length;
  console.log(
    `${failed.length === 0 ? 'pass' : 'FAIL'} ${suite}: ${tests.length - failed.length} of ${tests.length}`,
  );
  for (const { query, expected, answer } of failed)
    console.log(`${query}\n  expected ${JSON.stringify(expected)}\n  answered ${JSON.stringify(answer)}\n`);
}
console.log(`${passed} of ${total} pass.`);
await gateway.close();
await database.close();
