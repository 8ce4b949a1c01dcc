const codeOf = (error: unknown): string => (error as { readonly code?: string } | null)?.code ?? 'unknown';

/**
 * Why a file that a setting names can't be read, in a sentence that says what to do.
 * @param what such as `webhooks file`
 * @param setting where its path was given, such as `DATELINE_WEBHOOKS`
 */
export const whyUnreadable = (what: string, path: string, setting: string, error: unknown): string => {
  const code = codeOf(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no ${what} at ${path}: put one there, or name another with ${setting}.`;
    case 'EISDIR':
      return `${path} is a folder, and no ${what}: name the file itself with ${setting}.`;
    case 'EACCES':
    case 'EPERM':
      return `This user may not read the ${what} at ${path}: allow it (chmod, chown), or name another with ${setting}.`;
    default:
      return `The ${what} at ${path} can't be read (${code}): see to it, or name another with ${setting}.`;
  }
};
