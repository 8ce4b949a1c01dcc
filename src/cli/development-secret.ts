import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, type Environment } from '../config.ts';

/**
 * The secret that tokens are signed with: the configured one or, in development, one that is made once and kept in the data folder for this user alone,
 * so that `dateline token` mints what the running gateway takes.
 */
export const withTokenSecret = (config: Environment): Environment => {
  if (config.DATELINE_JWT_SECRET !== undefined || config.DATELINE_JWKS_URL !== undefined) return config;
  if (config.NODE_ENV === 'production') return config;
  return { ...config, DATELINE_JWT_SECRET: developmentSecret(config.DATELINE_DATA_DIR) };
};

const developmentSecret = (folder: string): string => {
  const path = join(folder, 'token-secret');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32)
    throw new ConfigError(`${path} holds no secret of 32 characters: remove it, and a new one is made.`);
  return secret;
};
