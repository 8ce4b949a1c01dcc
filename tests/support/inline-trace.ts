import { Trace } from '@apollo/usage-reporting-protobuf';

export interface TracedField {
  /** Names and places from the root on. */
  readonly path: string;
  /** As in `Article.headline`, by the field's own name. */
  readonly field: string;
  readonly type: string;
  readonly startNs: number;
  readonly endNs: number;
  readonly errors: readonly string[];
}

/** Reads `extensions.ftv1`, as a router does: the whole time in nanoseconds, and each field that was resolved. */
export const readTrace = (ftv1: string): { readonly durationNs: number; readonly fields: TracedField[] } => {
  const trace = Trace.decode(Buffer.from(ftv1, 'base64'));
  const fields: TracedField[] = [];
  const walk = (node: NonNullable<typeof trace.root>, above: string): void => {
    for (const child of node.child ?? []) {
      const path = `${above}${above === '' ? '' : '.'}${child.responseName || child.index}`;
      if (child.type !== '' && child.type != null)
        fields.push({
          path,
          field: `${child.parentType}.${child.originalFieldName || child.responseName}`,
          type: child.type,
          startNs: Number(child.startTime),
          endNs: Number(child.endTime),
          errors: (child.error ?? []).map(({ json }) => String(json)),
        });
      walk(child as typeof node, path);
    }
  };
  if (trace.root != null) walk(trace.root as NonNullable<typeof trace.root>, '');
  return { durationNs: Number(trace.durationNs), fields };
};
