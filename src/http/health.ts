import { GatewayError } from '../content/errors.ts';
import type { Exchange } from './exchange.ts';
import { refuse, send } from './send.ts';

/** `UP` serves; `DEGRADED` is missing or slow and readers get their answers all the same; `DOWN` leaves readers without. */
export type PartState = 'UP' | 'DEGRADED' | 'DOWN';

/** What the composition root knows of its parts, by name. */
export interface Readiness {
  readonly parts: Readonly<Record<string, PartState>>;
  /** What there is to be counted of them, for whoever watches over the gateway. */
  readonly figures?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
}

/** A probe that takes longer counts as failed: who asks has a time-out of their own. */
const PROBE_MS = 2_000;

const JSON_HEADERS = [['content-type', 'application/json; charset=utf-8']] as const;

const within = async <T>(promise: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Answers /health/live and /health/ready. Probes that overlap share one look at the parts. */
export class Health {
  readonly #probe: () => Promise<Readiness>;
  readonly #isStopping: () => boolean;
  #underWay: Promise<Readiness> | null = null;

  constructor(probe: () => Promise<Readiness>, isStopping: () => boolean) {
    this.#probe = probe;
    this.#isStopping = isStopping;
  }

  #look(): Promise<Readiness> {
    this.#underWay ??= within(this.#probe(), PROBE_MS).finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  async live(exchange: Exchange): Promise<void> {
    await send(exchange, { status: 200, headers: JSON_HEADERS, body: '{"status":"live"}\n' });
  }

  /** 200 while every part is there or can be done without; 503 with the same list otherwise, and as soon as the process is told to stop. */
  async ready(exchange: Exchange): Promise<void> {
    if (this.#isStopping()) return await refuse(exchange, new GatewayError('SHUTTING_DOWN'));
    const { parts, figures } = await this.#look().catch((): Readiness => ({ parts: { probe: 'DOWN' } }));
    const states = Object.values(parts);
    const ready = !states.includes('DOWN');
    const status = !ready ? 'unready' : states.includes('DEGRADED') ? 'degraded' : 'ready';
    await send(exchange, {
      status: ready ? 200 : 503,
      headers: JSON_HEADERS,
      body: `${JSON.stringify({ status, parts, figures })}\n`,
    });
  }
}
