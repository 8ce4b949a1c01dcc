import { defineCommand } from 'citty';
import { systemClock } from '../content/clock.ts';
import { formatReport } from '../ingest/format-report.ts';
import { importFiles } from '../ingest/import-files.ts';
import { progress } from './progress.ts';
import { STANDARD_INPUT, spoolStandardInput } from './standard-input.ts';
import { configuration, Stop, say, told } from './told.ts';
import { withStore } from './with-store.ts';

export const importCommand = defineCommand({
  meta: {
    name: 'import',
    description:
      'Import saved pages (text or HTML) and NDJSON files of stories. A newer version of a story wins.',
  },
  args: {
    files: {
      type: 'positional',
      required: false,
      description: 'The files; - for standard input.',
      valueHint: 'FILE...',
    },
    'dry-run': { type: 'boolean', description: 'Read and report; store nothing.' },
    report: { type: 'enum', options: ['text', 'json'], default: 'text', description: 'How to report.' },
  },
  run: ({ args }) =>
    told(async () => {
      if (args._.length === 0) throw new Stop('Name at least one file: dateline import FILE...');
      if (args._.filter((file) => file === STANDARD_INPUT).length > 1)
        throw new Stop('Standard input can be read but once: name - one time.');
      const config = configuration();
      const piped = args._.includes(STANDARD_INPUT) ? await spoolStandardInput() : null;
      const files = args._.map((file) => (file === STANDARD_INPUT && piped !== null ? piped.file : file));
      const settings = {
        clock: systemClock,
        locale: config.DATELINE_LOCALE,
        siteUrl: config.DATELINE_SITE_URL,
      };
      const bar = progress(files.length, 'files');
      const onProgress = (): void => bar.advance(1);
      const { files: read, ...sums } = await (args['dry-run'] === true
        ? importFiles(files, { ...settings, store: null, onProgress })
        : withStore(config, (store) => importFiles(files, { ...settings, store, onProgress }))
      ).finally(async () => {
        bar.stop();
        await piped?.remove();
      });
      const report = {
        ...sums,
        files: read.map((one) => (one.file === piped?.file ? { ...one, file: '(standard input)' } : one)),
      };
      say(args.report === 'json' ? JSON.stringify(report, null, 2) : formatReport(report));
      if (report.files.some(({ errors }) => errors.length > 0)) process.exitCode = 1;
    }),
});
