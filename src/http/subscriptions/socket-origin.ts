import type { IncomingMessage } from 'node:http';
import type { CorsOrigins } from '../cors.ts';

/** Whether a page of this origin may open a WebSocket: browsers ask nobody before they do. Who isn't a browser says no origin, and our own pages say ours. */
export const mayOpenSocket = ({ headers }: IncomingMessage, origins: CorsOrigins): boolean => {
  const { origin, host } = headers;
  if (origin === undefined || origins.includes('*') || origins.includes(origin)) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
};
