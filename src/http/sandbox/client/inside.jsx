import { useState, useSyncExternalStore } from 'react';

const SWITCH_KEY = 'dateline:inside';

/** Whether the gateway is asked what went on inside. Kept for this browser. */
export const isLooking = () => localStorage.getItem(SWITCH_KEY) === '1';

let latest = null;
const listeners = new Set();
const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Takes what the gateway tells of its inside out of an answer, and shows it in the panel: the answer is what every client gets. */
export const showInside = (answer) => {
  const { dateline, ...extensions } = answer?.extensions ?? {};
  // The editor's own questions for the schema are nobody's answer.
  if (dateline === undefined || answer.data?.__schema !== undefined) return answer;
  latest = dateline;
  for (const listener of listeners) listener();
  const { extensions: _, ...rest } = answer;
  return Object.keys(extensions).length === 0 ? rest : { ...rest, extensions };
};

export const InsideSwitch = () => {
  const [on, setOn] = useState(isLooking());
  const turn = ({ target }) => {
    localStorage.setItem(SWITCH_KEY, target.checked ? '1' : '0');
    setOn(target.checked);
  };
  return (
    <label className="switch">
      <input type="checkbox" name="inside" checked={on} onChange={turn} />
      Look inside
    </label>
  );
};

const duration = (ms) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
const life = (ms) => (ms >= 1_000 ? `${Math.round(ms / 1_000)} s` : `${ms} ms`);

const Tags = ({ tags }) => (
  <span className="tags">
    {tags
      .filter((tag) => tag !== 'everything')
      .map((tag) => (
        <code key={tag}>{tag}</code>
      ))}
  </span>
);

const Table = ({ title, heads, rows }) => (
  <section>
    <h3>
      {title} <small>{rows.length}</small>
    </h3>
    {rows.length > 0 && (
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells, tags }) => (
            <tr key={id}>
              {cells.map((cell, at) => (
                <td key={heads[at]} className={at > 0 ? 'figure' : undefined}>
                  {cell}
                  {at === 0 && tags !== undefined && <Tags tags={tags} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);

const FROM = {
  MEMORY: 'a hit in memory',
  REDIS: 'a hit in Redis',
  MADE: 'made for this request',
};

const Answer = ({ answer, ms }) => (
  <section>
    <h3>
      Answer <small>{duration(ms)}</small>
    </h3>
    <p>
      <strong>{FROM[answer.from]}</strong>
      {answer.kept && answer.from !== 'MADE' && `, ${life(answer.ageMs)} old`}
      {answer.kept ? `, good for ${life(answer.goodForMs)}` : ', and not kept for others'}
      {answer.stale && ', stale'}
    </p>
    {answer.kept && (
      <details>
        <summary>its key and {answer.tags.length} surrogate tags</summary>
        <code>{answer.key}</code> <Tags tags={answer.tags} />
      </details>
    )}
  </section>
);

const Inside = () => {
  const told = useSyncExternalStore(subscribe, () => latest);
  if (told === null)
    return (
      <p className="inside">Turn on “Look inside” above and run an operation: what it took shows here.</p>
    );
  const { answer, ms, reads, batches, commands } = told;
  return (
    <div className="inside">
      <Answer answer={answer} ms={ms} />
      <Table
        title="Commands"
        heads={['command', 'to', 'time']}
        rows={commands.map(({ to, name, on, ms, outcome, atMs }, at) => ({
          id: `${at} ${atMs}`,
          cells: [
            `${name}${on === null ? '' : ` ${on}`}${outcome === 'ANSWERED' ? '' : ` (${outcome.toLowerCase().replace('_', ' ')})`}`,
            to === 'REDIS' ? 'Redis' : 'MongoDB',
            duration(ms),
          ],
        }))}
      />
      <Table
        title="Batches"
        heads={['read', 'keys', 'time']}
        rows={batches.map(({ read, size, ms, atMs }, at) => ({
          id: `${at} ${atMs}`,
          cells: [read, size, duration(ms)],
        }))}
      />
      <Table
        title={`Reads: ${reads.memory} from memory, ${reads.redis} from Redis, ${reads.mongodb} from MongoDB`}
        heads={['key', 'from', 'age', 'good for']}
        rows={reads.entries.map(({ key, from, ageMs, goodForMs, tags }, at) => ({
          id: `${at} ${key}`,
          tags,
          cells: [key, from.toLowerCase(), life(ageMs), life(goodForMs)],
        }))}
      />
    </div>
  );
};

export const insidePlugin = {
  title: 'Inside',
  icon: () => (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7z" />
      <circle cx="12" cy="12" r="3" />
    </svg>
  ),
  content: () => (
    <>
      <div className="graphiql-doc-explorer-title">Inside</div>
      <Inside />
    </>
  ),
};
