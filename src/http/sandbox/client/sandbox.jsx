import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-sse';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import { InsideSwitch, insidePlugin, isLooking, showInside } from './inside.jsx';
import './sandbox.css';

// The editor's workers are files of ours: nothing is fetched from anywhere else.
const WORKERS = { json: 'json.worker.js', graphql: 'graphql.worker.js' };
globalThis.MonacoEnvironment = {
  getWorker: (_, label) =>
    new Worker(`/sandbox/${WORKERS[label] ?? 'editor.worker.js'}`, { type: 'module', name: label }),
};

const TOKEN_KEY = 'dateline:token';

/** Asks the gateway, with the token that is in the field now. It is kept for this tab of the browser alone. */
const ask = async (params, { headers = {} } = {}) => {
  const token = sessionStorage.getItem(TOKEN_KEY);
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(isLooking() && { 'x-dateline-debug': '1' }),
      ...headers,
    },
    body: JSON.stringify(params),
  });
  return showInside(await response.json());
};

/** What happens, as it happens. */
const streams = createClient({
  url: '/graphql',
  retryAttempts: 0,
  headers: () => {
    const token = sessionStorage.getItem(TOKEN_KEY);
    return token ? { authorization: `Bearer ${token}` } : {};
  },
});

const isSubscription = ({ operationName }, { documentAST } = {}) =>
  documentAST !== undefined && getOperationAST(documentAST, operationName)?.operation === 'subscription';

const fetcher = (params, options) =>
  isSubscription(params, options) ? streams.iterate(params) : ask(params, options);

const TokenField = () => {
  const [token, setToken] = useState(sessionStorage.getItem(TOKEN_KEY) ?? '');
  const keep = ({ target }) => {
    const value = target.value.trim().replace(/^Bearer\s+/i, '');
    setToken(value);
    if (value === '') sessionStorage.removeItem(TOKEN_KEY);
    else sessionStorage.setItem(TOKEN_KEY, value);
  };
  return (
    <label>
      Token
      <input
        type="password"
        name="token"
        autoComplete="off"
        placeholder="what `dateline token` prints"
        value={token}
        onChange={keep}
      />
    </label>
  );
};

const examplesPlugin = (examples) => ({
  title: 'Examples',
  icon: () => (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M5 3h11l3 3v15H5z M8 9h8 M8 13h8 M8 17h5" />
    </svg>
  ),
  content: () => {
    const { addTab } = useGraphiQLActions();
    const editor = useGraphiQL((state) => state.queryEditor);
    const open = (query) => {
      addTab();
      editor?.setValue(query);
    };
    return (
      <>
        <div className="graphiql-doc-explorer-title">Examples</div>
        <ul className="examples">
          {examples.map(({ name, title, query }) => (
            <li key={name}>
              <button type="button" onClick={() => open(query)}>
                {title}
                <small>{name}</small>
              </button>
            </li>
          ))}
        </ul>
      </>
    );
  },
});

const examples = await fetch('/sandbox/examples.json')
  .then((response) => response.json())
  .catch(() => []);
const wanted = new URLSearchParams(location.search).get('query');

createRoot(document.getElementById('sandbox')).render(
  <div className="sandbox">
    <header className="bar">
      <strong>Dateline</strong>
      <span>{location.origin}/graphql</span>
      <InsideSwitch />
      <TokenField />
    </header>
    <GraphiQL
      fetcher={fetcher}
      plugins={[HISTORY_PLUGIN, examplesPlugin(examples), insidePlugin]}
      defaultTabs={examples.slice(0, 4).map(({ query }) => ({ query }))}
      {...(wanted === null ? {} : { initialQuery: wanted })}
      shouldPersistHeaders={false}
    >
      <GraphiQL.Logo>
        <span />
      </GraphiQL.Logo>
    </GraphiQL>
  </div>,
);
