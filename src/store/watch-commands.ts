import type { CommandFailedEvent, CommandStartedEvent, CommandSucceededEvent, MongoClient } from 'mongodb';
import type { FindWatcher, WatchedCommand, Watcher } from '../observe/watching.ts';

interface UnderWay {
  readonly watcher: Watcher;
  readonly on: string | null;
  readonly startedAt: number;
}

/** Tells those who watch a request of the commands that are sent for it. The driver reports a command where it is sent, and so within the request that asked. */
export const watchCommands = (client: MongoClient, find: FindWatcher): void => {
  const underWay = new Map<number, UnderWay>();
  client.on('commandStarted', ({ requestId, commandName, command }: CommandStartedEvent) => {
    const watcher = find();
    if (watcher === undefined) return;
    const target: unknown = commandName === 'getMore' ? command['collection'] : command[commandName];
    const on = typeof target === 'string' ? target : null;
    underWay.set(requestId, { watcher, on, startedAt: performance.now() });
  });
  const ended =
    (outcome: WatchedCommand['outcome']) =>
    ({ requestId, commandName: name }: CommandSucceededEvent | CommandFailedEvent): void => {
      const told = underWay.get(requestId);
      if (told === undefined) return;
      underWay.delete(requestId);
      const { watcher, on, startedAt } = told;
      watcher.command({ to: 'MONGODB', name, on, startedAt, ms: performance.now() - startedAt, outcome });
    };
  client.on('commandSucceeded', ended('ANSWERED'));
  client.on('commandFailed', ended('FAILED'));
};
