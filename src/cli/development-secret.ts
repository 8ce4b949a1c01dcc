import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, type Environment } from '../config.ts';
import { whyUnreadable } from '../content/file-trouble.ts';
import { FolderUnusable, folderTrouble } from '../embedded/folder-trouble.ts';

/**
 * The secret that tokens are signed with: the configured one or, in development, one that is made once and kept in the data folder for this user alone,
 * so that `dateline token` mints what the running gateway takes.
 */
export const withTokenSecret = (config: Environment): Environment => {
  if (config.DATELINE_JWT_SECRET !== undefined || config.DATELINE_JWKS_URL !== undefined) return config;
  if (config.NODE_ENV === 'production') return config;
  return { ...config, DATELINE_JWT_SECRET: developmentSecret(config.DATELINE_DATA_DIR) };
};

const readOrMake = (folder: string, path: string): string => {
  try {
    if (!existsSync(path)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Another process may have been quicker.
      writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
    }
  } catch (error) {
    if (!existsSync(path)) throw secretTrouble(folder, error);
  }
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new ConfigError(
      `${whyUnreadable('secret of tokens', path, 'DATELINE_DATA_DIR', error)} With DATELINE_JWT_SECRET none is kept.`,
    );
  }
};

const secretTrouble = (folder: string, error: unknown): unknown => {
  const told = folderTrouble(folder, error);
  return told instanceof FolderUnusable
    ? new ConfigError(
        `${told.message} It keeps the secret of tokens, too, unless DATELINE_JWT_SECRET is set.`,
      )
    : error;
};

const developmentSecret = (folder: string): string => {
  const path = join(folder, 'token-secret');
  const secret = readOrMake(folder, path);
  if (secret.length < 32)
    throw new ConfigError(`${path} holds no secret of 32 characters: remove it, and a new one is made.`);
  return secret;
};
