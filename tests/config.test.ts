import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.ts';

describe('DATELINE_LOCALE', () => {
  it('is a language tag, in its canonical case', () => {
    expect(readConfig({ DATELINE_LOCALE: 'FR-ca' }).DATELINE_LOCALE).toBe('fr-CA');
    expect(readConfig({}).DATELINE_LOCALE).toBe('en');
  });

  it.each(['fr_FR', 'fr_FR.UTF-8', '-'])('is not %s', (locale) => {
    expect(() => readConfig({ DATELINE_LOCALE: locale })).toThrow(/DATELINE_LOCALE: must be a BCP 47/);
  });
});
