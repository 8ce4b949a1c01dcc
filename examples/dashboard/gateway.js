/** The gateway that this page talks to, as whoever the token says. */
export const { gateway } = await (await fetch('config.json')).json();

const KEY = 'dateline-token';
export const token = () => sessionStorage.getItem(KEY) ?? '';
export const setToken = (value) => sessionStorage.setItem(KEY, value.trim());

/** What the gateway refused as a whole, in its own words. */
export class Refused extends Error {}

/** Asks a question. Throws `Refused` with the gateway's words. */
export const ask = async (query, variables = {}) => {
  const headers = { 'content-type': 'application/json' };
  if (token() !== '') headers.authorization = `Bearer ${token()}`;
  const response = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors?.length > 0) throw new Refused(errors.map(({ message }) => message).join(' '));
  return data;
};
